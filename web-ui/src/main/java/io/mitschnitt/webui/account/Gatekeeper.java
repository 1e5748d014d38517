package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.conf.Reload;
import io.mitschnitt.webui.conf.WebConf;
import io.mitschnitt.webui.conf.WebConf.AgentLogin;
import io.mitschnitt.webui.conf.WebConf.DemoUser;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells whether a name and a password belong together: first among the accounts on the shelf, then the agents of the
 * configuration, then the demo's people. Every question costs one hash, whoever is asked for.
 */
public final class Gatekeeper {

  private final WebConf conf;
  private final Reload reload;
  private final Accounts accounts;
  private final Predicate<String> isAgent;

  /** @param isAgent whether the gateway knows an agent of that name */
  public Gatekeeper(WebConf conf, Reload reload, Accounts accounts, Predicate<String> isAgent) {
    this.conf = conf;
    this.reload = reload;
    this.accounts = accounts;
    this.isAgent = isAgent;
  }

  /** Who this is; empty where name and password do not belong together. */
  Future<Optional<Identity>> identify(String name, String password) {
    return accounts
        .find(name)
        .compose(user -> user.isPresent()
            ? byHash(
                name,
                user.get().roles(),
                password,
                Optional.of(user.get().hash()).filter(hash -> !user.get().disabled()))
            : byConfiguration(name, password));
  }

  private Future<Optional<Identity>> byConfiguration(String name, String password) {
    Optional<AgentLogin> agent =
        reload.agents().stream().filter(one -> one.name().equals(name)).findFirst();
    if (agent.isPresent()) {
      return agent.get().password().isPresent()
          ? byText(name, Set.of(Role.AGENT), password, agent.get().password().get())
          : byHash(name, Set.of(Role.AGENT), password, agent.get().hash());
    }
    Optional<DemoUser> demo = conf.demo().stream()
        .flatMap(all -> all.users().stream())
        .filter(one -> one.name().equals(name))
        .findFirst();
    return demo.isPresent()
        ? byText(name, roles(demo.get()), password, demo.get().password())
        : byHash(name, Set.of(), password, Optional.empty());
  }

  private Future<Optional<Identity>> byHash(
      String name, Set<Role> roles, String password, Optional<String> hash) {
    return accounts
        .matches(password, hash)
        .map(right -> right ? Optional.of(identity(name, roles)) : Optional.empty());
  }

  /** The hash is computed for nothing but the time it takes. */
  private Future<Optional<Identity>> byText(
      String name, Set<Role> roles, String password, String wanted) {
    return accounts
        .matches(password, Optional.empty())
        .map(never ->
            Secrets.same(password, wanted) ? Optional.of(identity(name, roles)) : Optional.empty());
  }

  private Identity identity(String name, Set<Role> roles) {
    boolean agent = isAgent.test(name);
    Set<Role> all = EnumSet.noneOf(Role.class);
    all.addAll(roles);
    if (agent) {
      all.add(Role.AGENT);
    }
    return new Identity(name, all, agent);
  }

  private static Set<Role> roles(DemoUser user) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    user.roles().forEach(word -> Role.read(word).ifPresent(roles::add));
    return roles;
  }
}

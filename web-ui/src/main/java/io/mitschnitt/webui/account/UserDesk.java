package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.conf.Reload;
import io.mitschnitt.webui.conf.WebConf;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET} and {@code POST /users}, {@code PUT} and {@code DELETE /users/:id}, {@code PUT /users/:id/password}, {@code
 * PUT /me/password}. Whose roles or password change is logged out everywhere.
 */
public final class UserDesk {

  private static final Logger LOG = LoggerFactory.getLogger(UserDesk.class);

  private final WebConf conf;
  private final Reload reload;
  private final Accounts accounts;
  private final Gatekeeper gatekeeper;
  private final Sessions sessions;

  public UserDesk(
      WebConf conf, Reload reload, Accounts accounts, Gatekeeper gatekeeper, Sessions sessions) {
    this.conf = conf;
    this.reload = reload;
    this.accounts = accounts;
    this.gatekeeper = gatekeeper;
    this.sessions = sessions;
  }

  /** Roles as they were given, one at least. */
  static Set<Role> roles(Given given) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : given.texts("roles", 20)) {
      roles.add(Role.read(word)
          .orElseThrow(() -> new Given.Wrong(
              "roles are agent, reviewer, " + "trainer, trainee, compliance, auditor, admin")));
    }
    if (roles.isEmpty()) {
      throw new Given.Wrong("roles: one at least");
    }
    return roles;
  }

  /** Accounts, and those whom the configuration names, who can be changed there alone. */
  public Handler<Visit> list() {
    return visit -> accounts
        .all()
        .onSuccess(all -> {
          List<JsonObject> items = new ArrayList<>();
          all.forEach(
              user -> items.add(json(user.name(), user.roles(), user.disabled(), "account")));
          reload.agents().stream()
              .filter(agent -> all.stream().noneMatch(user -> user.name().equals(agent.name())))
              .forEach(agent ->
                  items.add(json(agent.name(), Set.of(Role.AGENT), false, "configuration")));
          conf.demo().stream()
              .flatMap(demo -> demo.users().stream())
              .filter(one ->
                  items.stream().noneMatch(item -> item.getString("name").equals(one.name())))
              .forEach(one -> items.add(new JsonObject()
                  .put("name", one.name())
                  .put("roles", new JsonArray(one.roles()))
                  .put("disabled", false)
                  .put("source", "demo")));
          items.sort(Comparator.comparing(item -> item.getString("name")));
          visit.answer(new JsonObject().put("items", new JsonArray(items)).putNull("next"));
        })
        .onFailure(visit::fail);
  }

  public Handler<Visit> add() {
    return visit -> Given.read(visit, Set.of("name", "roles", "password"), given -> {
      String name = given.text("name", 63);
      Set<Role> roles = roles(given);
      String password = given.text("password", PasswordRules.LONGEST);
      if (!User.isName(name)) {
        throw new Given.Wrong("a user's name has lower-case letters, digits, dots and dashes");
      }
      PasswordRules.objection(name, password).ifPresent(why -> {
        throw new Given.Wrong(why);
      });
      if (configured(name)) {
        refuse(visit, "the configuration names somebody like that");
        return;
      }
      accounts
          .find(name)
          .compose(there -> there.isPresent()
              ? Future.succeededFuture(false)
              : accounts.put(name, roles, password).map(true))
          .onSuccess(made -> {
            if (made) {
              LOG.info("an account was added");
              visit.created(json(name, roles, false, "account"));
            } else {
              refuse(visit, "there is somebody with that name");
            }
          })
          .onFailure(visit::fail);
    });
  }

  /** Nobody takes the administration from themselves: somebody must stay who can give it back. */
  public Handler<Visit> change() {
    return visit -> Given.read(visit, Set.of("roles", "disabled"), given -> {
      String name = visit.path("id");
      Set<Role> roles = roles(given);
      boolean disabled = given.flag("disabled");
      if (name.equals(visit.user()) && (disabled || !roles.contains(Role.ADMIN))) {
        refuse(visit, "nobody takes the administration from themselves");
        return;
      }
      answer(visit, name, accounts.change(name, roles, disabled));
    });
  }

  public Handler<Visit> password() {
    return visit -> Given.read(visit, Set.of("password"), given -> {
      String name = visit.path("id");
      String password = given.text("password", PasswordRules.LONGEST);
      PasswordRules.objection(name, password).ifPresent(why -> {
        throw new Given.Wrong(why);
      });
      answer(visit, name, accounts.password(name, password));
    });
  }

  /** One's own password, for who knows the old one; all other sessions of that person end. */
  public Handler<Visit> ownPassword() {
    return visit -> Given.read(visit, Set.of("old", "password"), given -> {
      String name = visit.user();
      String password = given.text("password", PasswordRules.LONGEST);
      PasswordRules.objection(name, password).ifPresent(why -> {
        throw new Given.Wrong(why);
      });
      gatekeeper
          .identify(name, given.text("old", PasswordRules.LONGEST))
          .compose(who -> who.isEmpty()
              ? Future.succeededFuture(Optional.<Boolean>empty())
              : accounts.password(name, password).map(Optional::of))
          .onSuccess(done -> {
            if (done.isEmpty()) {
              Problem.forbidden("the old password is not right").answer(visit.http());
            } else if (done.get()) {
              sessions.endAll(name, visit.session().token());
              visit.done();
            } else {
              refuse(visit, "the configuration has this password");
            }
          })
          .onFailure(visit::fail);
    });
  }

  public Handler<Visit> remove() {
    return visit -> {
      String name = visit.path("id");
      if (name.equals(visit.user())) {
        refuse(visit, "nobody removes themselves");
        return;
      }
      answer(visit, name, accounts.remove(name));
    };
  }

  private void answer(Visit visit, String name, Future<Boolean> deed) {
    deed.onSuccess(done -> {
          if (done) {
            LOG.info("an account was changed; its sessions end");
            sessions.endAll(name, name.equals(visit.user()) ? visit.session().token() : "");
            visit.done();
          } else {
            Problem.notFound("no such account; people of the configuration are changed there")
                .answer(visit.http());
          }
        })
        .onFailure(visit::fail);
  }

  private boolean configured(String name) {
    return reload.agents().stream().anyMatch(agent -> agent.name().equals(name))
        || conf.demo().stream()
            .flatMap(demo -> demo.users().stream())
            .anyMatch(one -> one.name().equals(name));
  }

  private static void refuse(Visit visit, String why) {
    new Problem(409, "Refused", why).answer(visit.http());
  }

  private static JsonObject json(String name, Set<Role> roles, boolean disabled, String source) {
    JsonArray words = new JsonArray();
    roles.stream().sorted().map(Role::word).forEach(words::add);
    return new JsonObject()
        .put("name", name)
        .put("roles", words)
        .put("disabled", disabled)
        .put("source", source);
  }
}

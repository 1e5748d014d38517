package io.mitschnitt.webui;

import io.mitschnitt.webui.account.Accounts;
import io.mitschnitt.webui.account.PasswordRules;
import io.mitschnitt.webui.account.User;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.conf.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code user list|add|passwd|remove}: accounts, with the ground floor alone. */
final class UserCommand {

  private final Arguments words;
  private final Settings settings;

  UserCommand(Arguments words, Settings settings) {
    this.words = words;
    this.settings = settings;
  }

  Future<Integer> run() {
    Deed deed = deed();
    Vertx vertx = House.ground();
    Future<Integer> done = House.recorder(vertx, settings)
        .compose(recorder ->
            deed.with(new Accounts(vertx, recorder.shelf())).eventually(recorder::close))
        .map(said -> {
          Console.say(said);
          return 0;
        });
    return House.thenClose(done, vertx::close);
  }

  /** What is to be done; everything that can be wrong with it is said before a floor is opened. */
  private Deed deed() {
    List<String> all = words.words();
    String verb = all.isEmpty() ? "" : all.get(0);
    if (verb.equals("list") && all.size() == 1) {
      return UserCommand::list;
    }
    if (!Set.of("add", "passwd", "remove").contains(verb) || all.size() != 2) {
      throw Sorry.wrongUse("user list | add NAME --role ROLE[,ROLE…] | passwd NAME | remove NAME");
    }
    String name = all.get(1);
    if (!User.isName(name)) {
      throw Sorry.wrongUse("a user's name has lower-case letters, digits, dots and dashes");
    }
    return switch (verb) {
      case "add" -> add(name, roles());
      case "passwd" -> passwd(name);
      default -> accounts -> known(accounts.remove(name), name).map(done -> name + " is removed");
    };
  }

  private static Deed add(String name, Set<Role> roles) {
    String password = password(name);
    return accounts -> accounts.all().compose(users -> {
      if (users.stream().anyMatch(user -> user.name().equals(name))) {
        return Future.failedFuture(Sorry.failed("there is a user " + name + " already"));
      }
      return accounts.put(name, roles, password).map(done -> name + " may log in");
    });
  }

  private static Deed passwd(String name) {
    String password = password(name);
    return accounts ->
        known(accounts.password(name, password), name).map(done -> name + " has a new password");
  }

  private static Future<Void> known(Future<Boolean> found, String name) {
    return found.compose(is -> is
        ? Future.succeededFuture()
        : Future.failedFuture(Sorry.failed("there is no user " + name)));
  }

  private static Future<String> list(Accounts accounts) {
    return accounts
        .all()
        .map(users -> users.isEmpty()
            ? "no accounts"
            : users.stream()
                .map(user -> user.name() + "  "
                    + user.roles().stream()
                        .sorted()
                        .map(Role::word)
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n")));
  }

  private Set<Role> roles() {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : words.roles()) {
      roles.add(Role.read(word)
          .orElseThrow(() -> Sorry.wrongUse("unknown role \"" + word + "\"; allowed: "
              + Role.ANYBODY.stream().sorted().map(Role::word).collect(Collectors.joining(", ")))));
    }
    if (roles.isEmpty()) {
      throw Sorry.wrongUse("a user needs a role: --role ROLE");
    }
    return roles;
  }

  private static String password(String name) {
    Optional<String> password = Console.password("password for " + name);
    Optional<String> objection = password.flatMap(text -> PasswordRules.objection(name, text));
    if (password.isEmpty() || objection.isPresent()) {
      throw Sorry.wrongUse(objection.orElse("no password was given"));
    }
    return password.get();
  }

  /** Does it; answers what to say. */
  private interface Deed {
    Future<String> with(Accounts accounts);
  }
}

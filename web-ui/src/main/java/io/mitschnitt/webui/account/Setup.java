package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Body;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** {@code POST /setup}, the first administrator's account, for whoever has the word that the start printed. */
public final class Setup implements Handler<Visit> {

  private final SetupToken token;
  private final Accounts accounts;
  private final Throttle throttle;
  private final Clock clock;

  public Setup(SetupToken token, Accounts accounts, Throttle throttle, Clock clock) {
    this.token = token;
    this.accounts = accounts;
    this.throttle = throttle;
    this.clock = clock;
  }

  @Override
  public void handle(Visit visit) {
    Body.read(visit, Set.of("token", "username", "password")).ifPresent(body -> {
      Optional<Duration> wait = throttle.attempt(clock.instant(), "", Login.address(visit));
      if (wait.isPresent()) {
        Problem.tooMany("wait and try again").answer(visit.http());
      } else if (!token.accepts(body.text("token"), clock.instant())) {
        Problem.forbidden("this set-up word is not, or no longer, the right one")
            .answer(visit.http());
      } else {
        make(visit, body.text("username"), body.text("password"));
      }
    });
  }

  private void make(Visit visit, String name, String password) {
    Optional<String> objection = User.isName(name)
        ? PasswordRules.objection(name, password)
        : Optional.of("a user's name has lower-case letters, digits, dots and dashes");
    if (objection.isPresent()) {
      Problem.badRequest(objection.get()).answer(visit.http());
      return;
    }
    token.spend();
    accounts
        .put(name, Set.of(Role.ADMIN), password)
        .onSuccess(done -> visit.done())
        .onFailure(visit::fail);
  }
}

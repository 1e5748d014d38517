package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Body;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Session;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /login}, name and password for a new session. */
public final class Login implements Handler<Visit> {

  private static final Logger LOG = LoggerFactory.getLogger(Login.class);

  private final Gatekeeper gatekeeper;
  private final Sessions sessions;
  private final Throttle throttle;
  private final Cookies cookies;
  private final Clock clock;

  public Login(
      Gatekeeper gatekeeper, Sessions sessions, Throttle throttle, Cookies cookies, Clock clock) {
    this.gatekeeper = gatekeeper;
    this.sessions = sessions;
    this.throttle = throttle;
    this.cookies = cookies;
    this.clock = clock;
  }

  @Override
  public void handle(Visit visit) {
    Body.read(visit, Set.of("username", "password")).ifPresent(body -> {
      String name = body.text("username");
      String password = body.text("password");
      if (name.length() > 64 || password.length() > PasswordRules.LONGEST) {
        Problem.badRequest("name or password is too long").answer(visit.http());
        return;
      }
      throttle
          .attempt(clock.instant(), name, address(visit))
          .ifPresentOrElse(wait -> tooMany(visit, wait), () -> identify(visit, name, password));
    });
  }

  private void identify(Visit visit, String name, String password) {
    gatekeeper
        .identify(name, password)
        .onSuccess(who -> who.ifPresentOrElse(one -> welcome(visit, one), () -> refuse(visit)))
        .onFailure(visit::fail);
  }

  private void welcome(Visit visit, Identity who) {
    throttle.forgive(who.name(), address(visit));
    Optional<String> old = Cookies.token(visit.http().request());
    old.ifPresent(sessions::end);
    Session session = sessions.begin(who, clock.instant());
    LOG.info("somebody logged in");
    cookies.set(visit, session);
    visit.answer(Me.json(session));
  }

  private static void refuse(Visit visit) {
    LOG.info("refused a log-in");
    new Problem(401, "Not logged in", "name and password do not belong together")
        .answer(visit.http());
  }

  private static void tooMany(Visit visit, Duration wait) {
    LOG.warn("too many log-ins from one address");
    visit.http().response().putHeader("retry-after", String.valueOf(wait.toSeconds() + 1));
    Problem.tooMany("wait " + (wait.toMinutes() + 1) + " min and try again").answer(visit.http());
  }

  static String address(Visit visit) {
    return visit.http().request().remoteAddress().hostAddress();
  }
}

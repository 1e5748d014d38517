package io.mitschnitt.webui.edge;

import io.mitschnitt.webui.account.Cookies;
import io.mitschnitt.webui.account.Pace;
import io.mitschnitt.webui.account.Sessions;
import io.mitschnitt.webui.account.Tokens;
import io.mitschnitt.webui.api.Endpoint;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Reach;
import io.mitschnitt.webui.api.Session;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.edge.Origins.Verdict;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Stands before every endpoint: who is it, may they, and did their own page ask. */
final class Guard {

  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** Requests in a second, and at once: of a session or token, or of an address without one. */
  private static final double PER_SECOND = 20;

  private static final double AT_ONCE = 120;

  private final Sessions sessions;
  private final Tokens tokens;
  private final Origins origins;
  private final Clock clock;
  private final Pace pace = new Pace(PER_SECOND, AT_ONCE);

  Guard(Sessions sessions, Tokens tokens, Origins origins, Clock clock) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.origins = origins;
    this.clock = clock;
  }

  Handler<RoutingContext> before(Endpoint endpoint) {
    return http -> {
      Visit visit = new Visit(http, session(http));
      Optional<Duration> wait = pace.take(
          visit.who().map(Session::token).orElseGet(() -> address(http)), clock.instant());
      if (wait.isPresent()) {
        http.response().putHeader("retry-after", String.valueOf(wait.get().toSeconds() + 1));
        Problem.tooMany("ask more slowly").answer(http);
        return;
      }
      objection(endpoint, visit)
          .ifPresentOrElse(problem -> refuse(problem, http), () -> enter(endpoint, visit));
    };
  }

  /** A body that nobody has read yet is read away, so that the answer is read. */
  private static void refuse(Problem problem, RoutingContext http) {
    problem.answer(http);
    if (!http.request().isEnded()) {
      http.request().handler(piece -> {}).resume();
    }
  }

  private static void enter(Endpoint endpoint, Visit visit) {
    try {
      endpoint.handler().handle(visit);
    } catch (RuntimeException e) {
      visit.fail(e);
    }
  }

  private static String address(RoutingContext http) {
    return http.request().remoteAddress().hostAddress();
  }

  /** Who shows a token is nobody else: the cookie beside it is not looked at. */
  private Optional<Session> session(RoutingContext http) {
    Optional<String> bearer = bearer(http.request());
    if (bearer.isPresent()) {
      return tokens.find(bearer.get(), clock.instant());
    }
    return Cookies.token(http.request()).flatMap(token -> sessions.find(token, clock.instant()));
  }

  private Optional<Problem> objection(Endpoint endpoint, Visit visit) {
    HttpServerRequest request = visit.http().request();
    boolean unsafe = !SAFE.contains(request.method());
    if (unsafe && origins.judge(request) == Verdict.FOREIGN) {
      return Optional.of(Problem.forbidden("another site's page asked for this"));
    }
    if (unsafe && !jsonOrNothing(visit.http())) {
      return Optional.of(new Problem(415, "Unsupported media type", "a body is application/json"));
    }
    if (endpoint.open()) {
      return Optional.empty();
    }
    if (visit.who().isEmpty()) {
      return Optional.of(Problem.notLoggedIn());
    }
    if (unsafe && bearer(request).isEmpty() && !sentByOwnPage(request, visit.session())) {
      return Optional.of(Problem.forbidden("the header X-CSRF-Token is missing or wrong"));
    }
    return visit.reach(endpoint.roles()) == Reach.NOTHING
        ? Optional.of(Problem.forbidden("your roles do not allow this"))
        : Optional.empty();
  }

  /** No page of another site can have a browser send this header without being asked first. */
  private static Optional<String> bearer(HttpServerRequest request) {
    String header = request.getHeader("authorization");
    return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(header.substring(7).strip())
        : Optional.empty();
  }

  private static boolean sentByOwnPage(HttpServerRequest request, Session session) {
    String sent = request.getHeader("x-csrf-token");
    return sent != null
        && MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), session.csrf().getBytes(StandardCharsets.UTF_8));
  }

  /** A form of a foreign page can send text and fields, but no JSON without asking first. */
  private static boolean jsonOrNothing(RoutingContext http) {
    String type = http.request().getHeader("content-type");
    return http.body().length() <= 0
        || (type != null
            && type.toLowerCase(java.util.Locale.ROOT).matches("application/json\\s*(;.*)?"));
  }
}

package io.mitschnitt.webui.edge;

import io.mitschnitt.gateway.contract.AgentDoor;
import io.mitschnitt.webui.account.Cookies;
import io.mitschnitt.webui.account.Sessions;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Session;
import io.mitschnitt.webui.edge.Origins.Verdict;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code GET /sip}: an agent's softphone comes in by WebSocket and is handed to the gateway. A page of ours brings its
 * session with it; any other program comes as nobody and must prove by digest who it is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7118">RFC 7118</a>
 */
final class SipDoorway implements Handler<RoutingContext> {

  private static final short SESSION_ENDED = 4401;

  private final AgentDoor agents;
  private final Sessions sessions;
  private final Origins origins;
  private final Clock clock;

  SipDoorway(AgentDoor agents, Sessions sessions, Origins origins, Clock clock) {
    this.agents = agents;
    this.sessions = sessions;
    this.origins = origins;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext http) {
    HttpServerRequest request = http.request();
    Verdict origin = origins.judge(request);
    if (origin == Verdict.FOREIGN) {
      Problem.forbidden("another site's page asked for this").answer(http);
    } else if (!"websocket".equalsIgnoreCase(request.getHeader("upgrade"))) {
      new Problem(426, "Upgrade required", "here one speaks SIP over WebSocket").answer(http);
    } else if (!offersSip(request)) {
      Problem.badRequest("the WebSocket's subprotocol is sip").answer(http);
    } else {
      Optional<Session> session =
          origin == Verdict.OURS ? Cookies.token(request).flatMap(this::session) : Optional.empty();
      request.toWebSocket().onSuccess(socket -> let(socket, session)).onFailure(http::fail);
    }
  }

  private void let(ServerWebSocket socket, Optional<Session> session) {
    Optional<Session> agent = session.filter(Session::agent);
    agent.ifPresent(
        one -> sessions.whenEnded(one, () -> socket.close(SESSION_ENDED, "session ended")));
    agents.accept(socket, agent.map(Session::user));
  }

  private Optional<Session> session(String token) {
    return sessions.find(token, clock.instant());
  }

  private static boolean offersSip(HttpServerRequest request) {
    String offered = request.getHeader("sec-websocket-protocol");
    return offered != null
        && Arrays.stream(offered.split(",")).map(String::strip).anyMatch("sip"::equals);
  }
}

package io.mitschnitt.webui.desk;

import io.mitschnitt.gateway.contract.AgentDoor;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** {@code POST /softphone/credentials}, short-lived ones for the agent who is logged in. */
public final class GiveCredentials implements Handler<Visit> {

  private final AgentDoor agents;

  public GiveCredentials(AgentDoor agents) {
    this.agents = agents;
  }

  @Override
  public void handle(Visit visit) {
    agents
        .credentials(visit.user())
        .ifPresentOrElse(
            credentials -> visit.answer(new JsonObject()
                .put("uri", credentials.uri())
                .put("ws", socket(visit.http().request()))
                .put("username", credentials.username())
                .put("password", credentials.password())
                .put("expires", Words.of(credentials.expires()))),
            () -> Problem.notFound("you have no telephone here").answer(visit.http()));
  }

  /** Where the page's own host takes SIP over WebSocket. */
  private static String socket(HttpServerRequest request) {
    return (request.isSSL() ? "wss://" : "ws://") + request.authority() + "/sip";
  }
}

package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.Staff;
import io.mitschnitt.webui.api.AgentJson;
import io.mitschnitt.webui.api.Reach;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code GET /agents}: who answers calls, and whether calls may ring there. An agent sees only itself. */
public final class ListAgents implements Handler<Visit> {

  private final Staff staff;

  public ListAgents(Staff staff) {
    this.staff = staff;
  }

  @Override
  public void handle(Visit visit) {
    Reach reach = visit.reach(Role.WATCH);
    staff
        .all()
        .onSuccess(agents -> {
          JsonArray items = new JsonArray();
          agents.stream()
              .filter(agent -> reach.covers(visit.user(), agent.agent()))
              .map(AgentJson::of)
              .forEach(items::add);
          visit.answer(new JsonObject().put("items", items).putNull("next"));
        })
        .onFailure(visit::fail);
  }
}

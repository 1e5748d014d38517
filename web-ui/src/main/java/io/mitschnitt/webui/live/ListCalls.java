package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.webui.api.CallJson;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Reach;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code GET /calls}, answered calls, newest first; with {@code state=live} those that run. */
public final class ListCalls implements Handler<Visit> {

  private static final int SHOWN = 200;
  private static final int LOOKED_THROUGH = 1000;

  private final LiveCalls calls;
  private final Ledger ledger;

  public ListCalls(LiveCalls calls, Ledger ledger) {
    this.calls = calls;
    this.ledger = ledger;
  }

  @Override
  public void handle(Visit visit) {
    List<String> state = visit.http().queryParam("state");
    if (state.isEmpty()) {
      past(visit, visit.reach(Role.READ));
    } else if (state.equals(List.of("live"))) {
      live(visit, visit.reach(Role.WATCH));
    } else {
      Problem.badRequest("state is live, or left out").answer(visit.http());
    }
  }

  private void live(Visit visit, Reach reach) {
    if (reach == Reach.NOTHING) {
      Problem.forbidden("your roles do not see running calls").answer(visit.http());
      return;
    }
    JsonArray items = new JsonArray();
    calls.all().stream()
        .filter(call -> reach.covers(visit.user(), call.agent()))
        .map(CallJson::of)
        .forEach(items::add);
    visit.answer(new JsonObject().put("items", items).putNull("next"));
  }

  private void past(Visit visit, Reach reach) {
    ledger
        .newest(reach == Reach.ALL ? SHOWN : LOOKED_THROUGH)
        .onSuccess(rows -> {
          JsonArray items = new JsonArray();
          rows.stream()
              .filter(row -> reach.covers(visit.user(), row.facts().agent()))
              .limit(SHOWN)
              .map(CallJson::of)
              .forEach(items::add);
          visit.answer(new JsonObject().put("items", items).putNull("next"));
        })
        .onFailure(visit::fail);
  }
}

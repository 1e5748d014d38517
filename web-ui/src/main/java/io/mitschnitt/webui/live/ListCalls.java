package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.recorder.contract.Ledger.RowQuery;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.webui.api.AddressWords.NotUnderstood;
import io.mitschnitt.webui.api.CallJson;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Reach;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code GET /calls}, answered calls that match, newest first; with {@code state=live} those that run. */
public final class ListCalls implements Handler<Visit> {

  private final LiveCalls calls;
  private final Ledger ledger;

  public ListCalls(LiveCalls calls, Ledger ledger) {
    this.calls = calls;
    this.ledger = ledger;
  }

  @Override
  public void handle(Visit visit) {
    List<String> state = visit.http().queryParam("state");
    if (state.equals(List.of("live"))) {
      live(visit, visit.reach(Role.WATCH));
    } else {
      past(visit, visit.reach(Role.READ));
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

  /** Filtered once more, so that nobody depends on how a store compares names. */
  private void past(Visit visit, Reach reach) {
    try {
      RowQuery query = RowWords.read(visit.http().queryParams());
      ledger
          .rows(reach == Reach.ALL ? query : query.of(visit.user()))
          .onSuccess(page -> {
            JsonArray items = new JsonArray();
            page.items().stream()
                .filter(row -> reach.covers(visit.user(), row.facts().agent()))
                .map(CallJson::of)
                .forEach(items::add);
            visit.answer(
                new JsonObject().put("items", items).put("next", page.next().orElse(null)));
          })
          .onFailure(visit::failSearch);
    } catch (NotUnderstood e) {
      Problem.badRequest(e.detail()).answer(visit.http());
    }
  }
}

package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Ledger.RowPage;
import io.mitschnitt.recorder.contract.Ledger.RowQuery;
import io.mitschnitt.webui.api.AddressWords.NotUnderstood;
import io.mitschnitt.webui.api.CallJson;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Qualities;
import io.mitschnitt.webui.api.Reach;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** {@code GET /calls}, answered calls that match, newest first; with {@code state=live} those that run. */
public final class ListCalls implements Handler<Visit> {

  private final LiveCalls calls;
  private final Ledger ledger;
  private final Qualities qualities;

  public ListCalls(LiveCalls calls, Ledger ledger, Qualities qualities) {
    this.qualities = qualities;
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
          .compose(page -> qualities
              .summaries(page.items().stream().map(row -> row.facts().id()).toList())
              .map(sounds -> json(page, sounds, visit, reach)))
          .onSuccess(visit::answer)
          .onFailure(visit::failSearch);
    } catch (NotUnderstood e) {
      Problem.badRequest(e.detail()).answer(visit.http());
    }
  }

  private static JsonObject json(
      RowPage page, Map<CallId, JsonObject> sounds, Visit visit, Reach reach) {
    JsonArray items = new JsonArray();
    page.items().stream()
        .filter(row -> reach.covers(visit.user(), row.facts().agent()))
        .map(row -> CallJson.of(row).put("quality", sounds.get(row.facts().id())))
        .forEach(items::add);
    return new JsonObject().put("items", items).put("next", page.next().orElse(null));
  }
}

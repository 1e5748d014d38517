package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Page;
import io.mitschnitt.recorder.contract.Library.Query;
import io.mitschnitt.recorder.contract.Marks;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.webui.api.AddressWords.NotUnderstood;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Qualities;
import io.mitschnitt.webui.api.Reach;
import io.mitschnitt.webui.api.RecordingJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** {@code GET /recordings}, those that match, newest first. */
public final class SearchRecordings implements Handler<Visit> {

  private final Library library;
  private final Reviews reviews;
  private final Qualities qualities;

  public SearchRecordings(Library library, Reviews reviews, Qualities qualities) {
    this.qualities = qualities;
    this.library = library;
    this.reviews = reviews;
  }

  @Override
  public void handle(Visit visit) {
    try {
      Query query = QueryWords.read(visit.http().queryParams());
      Reach reach = visit.reach(Role.READ);
      library
          .search(reach == Reach.ALL ? query : ownOf(query, visit.user()))
          .compose(page -> reviews
              .marks(page.items().stream().map(Card::id).toList())
              .compose(marks -> qualities
                  .summaries(page.items().stream().map(card -> card.call().id()).toList())
                  .map(sounds -> json(page, marks, sounds, visit, reach))))
          .onSuccess(visit::answer)
          .onFailure(visit::failSearch);
    } catch (NotUnderstood e) {
      Problem.badRequest(e.detail()).answer(visit.http());
    }
  }

  private static Query ownOf(Query query, String user) {
    return new Query(
        query.from(),
        query.to(),
        query.number(),
        Optional.of(user),
        query.direction(),
        query.minDuration(),
        query.text(),
        query.cursor(),
        query.limit(),
        query.more());
  }

  /** Filtered once more, so that nobody depends on how a store compares names. */
  private static JsonObject json(
      Page page,
      Map<RecordingId, Marks> marks,
      Map<CallId, JsonObject> sounds,
      Visit visit,
      Reach reach) {
    JsonArray items = new JsonArray();
    page.items().stream()
        .filter(card -> reach.covers(visit.user(), card.call().agent()))
        .map(card -> RecordingJson.of(card, marks.getOrDefault(card.id(), Marks.NONE))
            .put("quality", sounds.get(card.call().id())))
        .forEach(items::add);
    return new JsonObject().put("items", items).put("next", page.next().orElse(null));
  }
}

package io.mitschnitt.webui.review;

import io.mitschnitt.gateway.contract.Staff;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.More;
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
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /recordings}, those that match, newest first. */
public final class SearchRecordings implements Handler<Visit> {

  /** Stands for the members of a group that has none, so that nothing is found. */
  private static final Set<String> NOBODY = Set.of("-");

  private final Library library;
  private final Reviews reviews;
  private final Staff staff;
  private final Qualities qualities;

  public SearchRecordings(Library library, Reviews reviews, Staff staff, Qualities qualities) {
    this.qualities = qualities;
    this.library = library;
    this.reviews = reviews;
    this.staff = staff;
  }

  @Override
  public void handle(Visit visit) {
    try {
      Query query = QueryWords.read(visit.http().queryParams());
      Reach reach = visit.reach(Role.READ);
      Optional<String> group = QueryWords.group(visit.http().queryParams());
      ofGroup(reach == Reach.ALL ? query : ownOf(query, visit.user()), group)
          .compose(library::search)
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

  private Future<Query> ofGroup(Query query, Optional<String> group) {
    return group.isEmpty()
        ? Future.succeededFuture(query)
        : staff.all().map(all -> {
          Set<String> members = all.stream()
              .filter(agent -> agent.groups().contains(group.get()))
              .map(Staff.State::agent)
              .collect(Collectors.toSet());
          return by(members.isEmpty() ? NOBODY : members, query);
        });
  }

  private static Query by(Set<String> agents, Query query) {
    More more = query.more();
    return new Query(
        query.from(),
        query.to(),
        query.number(),
        query.agent(),
        query.direction(),
        query.minDuration(),
        query.text(),
        query.cursor(),
        query.limit(),
        new More(
            agents,
            more.tags(),
            more.leastScore(),
            more.mostScore(),
            more.maxDuration(),
            more.consent(),
            more.mode(),
            more.profile()));
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

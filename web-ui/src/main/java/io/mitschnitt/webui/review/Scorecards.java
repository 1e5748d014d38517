package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.recorder.contract.Scorecard.Criterion;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import java.util.List;
import java.util.Set;

/** {@code GET} and {@code POST /scorecards}: every version of every card, and publishing the next one. */
public final class Scorecards {

  private static final Set<String> FIELDS =
      Set.of("key", "text", "weight", "most", "mustPass", "mayNotApply");

  private final Reviews reviews;

  public Scorecards(Reviews reviews) {
    this.reviews = reviews;
  }

  public Handler<Visit> list() {
    return visit -> reviews
        .scorecards()
        .onSuccess(all -> visit.answer(RecordJson.list(all)))
        .onFailure(visit::fail);
  }

  public Handler<Visit> publish() {
    return visit -> Given.read(visit, Set.of("id", "name", "criteria"), given -> {
      List<Criterion> criteria =
          given.objects("criteria", FIELDS).stream().map(Scorecards::criterion).toList();
      reviews
          .publish(given.maybeText("id", 64), given.text("name", 100), visit.user(), criteria)
          .onSuccess(card -> visit.created(RecordJson.of(card)))
          .onFailure(cause -> Given.fail(visit, cause));
    });
  }

  private static Criterion criterion(Given given) {
    return new Criterion(
        given.text("key", 40),
        given.text("text", 500),
        given.whole("weight", 1, 100),
        given.whole("most", 1, 10),
        given.flag("mustPass"),
        given.flag("mayNotApply"));
  }
}

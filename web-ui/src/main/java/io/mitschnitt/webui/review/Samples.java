package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.recorder.contract.SamplePlan;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** {@code GET} and {@code POST /samples}, {@code POST /samples/:id/draw}: draws that anybody can repeat. */
public final class Samples {

  private final Reviews reviews;

  public Samples(Reviews reviews) {
    this.reviews = reviews;
  }

  public Handler<Visit> list() {
    return visit -> reviews
        .samples()
        .onSuccess(all -> {
          JsonArray items = new JsonArray();
          all.forEach(plan -> items.add(json(plan)));
          visit.answer(new JsonObject().put("items", items).putNull("next"));
        })
        .onFailure(visit::fail);
  }

  public Handler<Visit> plan() {
    return visit -> Given.read(
        visit,
        Set.of("name", "from", "to", "count", "perAgent"),
        given -> reviews
            .plan(
                given.text("name", 100),
                visit.user(),
                given.time("from"),
                given.time("to"),
                given.whole("count", 1, 1_000),
                given.flag("perAgent"))
            .onSuccess(plan -> visit.created(json(plan)))
            .onFailure(cause -> Given.fail(visit, cause)));
  }

  public Handler<Visit> draw() {
    return visit -> reviews
        .draw(visit.path("id"), visit.user())
        .onSuccess(plan -> visit.answer(json(plan)))
        .onFailure(cause -> Given.fail(visit, cause));
  }

  private static JsonObject json(SamplePlan plan) {
    return RecordJson.of(plan).put("committedBefore", plan.committedBefore());
  }
}

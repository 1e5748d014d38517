package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import java.util.Set;

/** {@code GET} and {@code POST /calibrations}, {@code GET /calibrations/:id}, {@code POST /calibrations/:id/close}. */
public final class Calibrations {

  private final Reviews reviews;

  public Calibrations(Reviews reviews) {
    this.reviews = reviews;
  }

  public Handler<Visit> list() {
    return visit -> reviews
        .calibrations()
        .onSuccess(all -> visit.answer(RecordJson.list(all)))
        .onFailure(visit::fail);
  }

  public Handler<Visit> begin() {
    return visit -> Given.read(
        visit,
        Set.of("name", "recordings", "scorecard", "raters"),
        given -> reviews
            .calibrate(
                given.text("name", 100),
                given.recordings("recordings"),
                given.text("scorecard", 64),
                given.texts("raters", 63),
                visit.user())
            .onSuccess(session -> visit.created(RecordJson.of(session)))
            .onFailure(cause -> Given.fail(visit, cause)));
  }

  /** How far the raters agreed, once the session is closed. */
  public Handler<Visit> agreement() {
    return visit -> reviews
        .agreement(visit.path("id"))
        .onSuccess(found -> found.ifPresentOrElse(
            agreement -> visit.answer(RecordJson.of(agreement)),
            () -> Problem.notFound("no such calibration, or it is open").answer(visit.http())))
        .onFailure(visit::fail);
  }

  public Handler<Visit> close() {
    return visit -> reviews
        .closeCalibration(visit.path("id"))
        .onSuccess(session -> visit.answer(RecordJson.of(session)))
        .onFailure(cause -> Given.fail(visit, cause));
  }
}

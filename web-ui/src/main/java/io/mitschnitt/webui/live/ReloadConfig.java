package io.mitschnitt.webui.live;

import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.conf.ConfProblem;
import io.mitschnitt.webui.conf.Reload;
import io.mitschnitt.webui.conf.Reload.Outcome;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code POST /config/reload}: reads the configuration again; a bad one is refused whole, with all that is wrong. */
public final class ReloadConfig implements Handler<Visit> {

  private final Reload reload;

  public ReloadConfig(Reload reload) {
    this.reload = reload;
  }

  @Override
  public void handle(Visit visit) {
    reload
        .again()
        .onSuccess(outcome -> {
          if (outcome instanceof Outcome.Done done) {
            visit.answer(new JsonObject()
                .put("changed", new JsonArray(done.changed()))
                .put("restart", new JsonArray(done.restart())));
          } else {
            refuse(visit, (Outcome.Refused) outcome);
          }
        })
        .onFailure(visit::fail);
  }

  private static void refuse(Visit visit, Outcome.Refused refused) {
    JsonArray problems = new JsonArray();
    refused.problems().forEach(problem -> problems.add(json(problem)));
    visit
        .http()
        .response()
        .setStatusCode(422)
        .putHeader("content-type", "application/problem+json")
        .end(new JsonObject()
            .put("status", 422)
            .put("title", "Configuration refused")
            .put("detail", "the old configuration stays in force; problems says what is wrong")
            .put("problems", problems)
            .toBuffer());
  }

  private static JsonObject json(ConfProblem problem) {
    return new JsonObject()
        .put("source", problem.source())
        .put("path", problem.path())
        .put("what", problem.what());
  }
}

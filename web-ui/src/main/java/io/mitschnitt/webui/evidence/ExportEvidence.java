package io.mitschnitt.webui.evidence;

import io.mitschnitt.recorder.contract.Evidence;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/** {@code GET /recordings/:id/evidence?reason=…}, the bundle as a zip; who took it, and why, is noted first. */
public final class ExportEvidence implements Handler<Visit> {

  private static final int SHORTEST = 3;
  private static final int LONGEST = 500;

  private final Evidence evidence;

  public ExportEvidence(Evidence evidence) {
    this.evidence = evidence;
  }

  @Override
  public void handle(Visit visit) {
    String reason = String.join(" ", visit.http().queryParam("reason")).strip();
    if (reason.length() < SHORTEST || reason.length() > LONGEST) {
      Problem.badRequest(
              "reason: say in " + SHORTEST + " to " + LONGEST + " characters why it is taken away")
          .answer(visit.http());
      return;
    }
    visit
        .recording()
        .ifPresent(id -> evidence
            .bundle(id, new Listener(visit.user(), visit.roleAmong(Role.EXPORT)), reason)
            .onSuccess(found -> found.ifPresentOrElse(
                zip -> answer(visit, id, zip),
                () -> Problem.notFound("no such recording").answer(visit.http())))
            .onFailure(visit::fail));
  }

  private static void answer(Visit visit, RecordingId id, Buffer zip) {
    visit
        .http()
        .response()
        .putHeader("content-type", "application/zip")
        .putHeader("content-disposition", "attachment; filename=\"evidence-" + id + ".zip\"")
        .end(zip);
  }
}

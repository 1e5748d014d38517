package io.mitschnitt.webui.evidence;

import io.mitschnitt.recorder.contract.Evidence;
import io.mitschnitt.recorder.contract.Evidence.Cut;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Reason;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * {@code GET /recordings/:id/evidence?reason=…&cut=…}, the bundle as a zip, whole or without what is cut; who took it, and
 * why, is noted first.
 */
public final class ExportEvidence implements Handler<Visit> {

  private final Evidence evidence;

  public ExportEvidence(Evidence evidence) {
    this.evidence = evidence;
  }

  @Override
  public void handle(Visit visit) {
    Reason.of(visit).ifPresent(reason -> {
      try {
        List<Cut> cuts =
            visit.http().queryParam("cut").stream().map(Cuts::read).toList();
        visit.recording().ifPresent(id -> export(visit, id, reason, cuts));
      } catch (IllegalArgumentException e) {
        Problem.badRequest("cut: " + Cuts.WANTED).answer(visit.http());
      }
    });
  }

  private void export(Visit visit, RecordingId id, String reason, List<Cut> cuts) {
    evidence
        .bundle(id, new Listener(visit.user(), visit.roleAmong(Role.EXPORT)), reason, cuts)
        .onSuccess(found -> found.ifPresentOrElse(
            zip -> answer(visit, id, cuts.isEmpty() ? "evidence-" : "redacted-", zip),
            () -> Problem.notFound("no such recording").answer(visit.http())))
        .onFailure(cause -> Given.fail(visit, cause));
  }

  private static void answer(Visit visit, RecordingId id, String kind, Buffer zip) {
    visit
        .http()
        .response()
        .putHeader("content-type", "application/zip")
        .putHeader("content-disposition", "attachment; filename=\"" + kind + id + ".zip\"")
        .end(zip);
  }
}

package io.mitschnitt.webui.compliance;

import io.mitschnitt.recorder.contract.Custody;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.State;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import java.util.Set;

/** Early deletion by law: {@code DELETE /recordings/:id}, and the certificate of any deletion. */
public final class Deletions {

  private final Stored stored;
  private final Custody custody;

  public Deletions(Library library, Custody custody) {
    this.stored = new Stored(library);
    this.custody = custody;
  }

  /** {@code {reason}}: 202 where a second person has to confirm it, 200 once it is destroyed, 409 with what protects it. */
  public Handler<Visit> erase() {
    return visit -> stored.with(
        visit,
        card -> Given.read(
            visit,
            Set.of("reason"),
            given -> custody
                .erase(card.id(), Wishes.person(visit, Role.KEEP), Wishes.reason(given))
                .onSuccess(kept -> {
                  visit.http().response().setStatusCode(kept.state() == State.ERASED ? 200 : 202);
                  visit.answer(RecordJson.of(kept));
                })
                .onFailure(cause -> Given.fail(visit, cause))));
  }

  /** A signed note, as text; 404 where nothing was destroyed. */
  public Handler<Visit> certificate() {
    return visit -> visit
        .recording()
        .ifPresent(id -> custody
            .certificate(id)
            .onSuccess(found -> found.ifPresentOrElse(
                text -> visit
                    .http()
                    .response()
                    .putHeader("content-type", "text/plain; charset=utf-8")
                    .end(text),
                () -> Problem.notFound("no such certificate").answer(visit.http())))
            .onFailure(visit::fail));
  }
}

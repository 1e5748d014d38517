package io.mitschnitt.webui.compliance;

import io.mitschnitt.recorder.contract.Custody;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import java.util.Set;

/** {@code PUT} and {@code DELETE /recordings/:id/hold}, {@code GET /holds}. */
public final class Holds {

  private static final int MOST = 1_000;

  private final Stored stored;
  private final Custody custody;

  public Holds(Library library, Custody custody) {
    this.stored = new Stored(library);
    this.custody = custody;
  }

  /** {@code {reason}}: one more hold; 201. */
  public Handler<Visit> place() {
    return visit -> stored.with(
        visit,
        card -> Given.read(
            visit,
            Set.of("reason", "folder"),
            given -> custody
                .hold(
                    card.id(),
                    Wishes.person(visit, Role.KEEP),
                    Wishes.reason(given),
                    given.maybeText("folder", 64))
                .onSuccess(hold -> visit.created(RecordJson.of(hold)))
                .onFailure(cause -> Given.fail(visit, cause))));
  }

  /** {@code {hold, reason}}: 202 where a second person has to agree, 200 once it is released. */
  public Handler<Visit> release() {
    return visit -> stored.with(
        visit,
        card -> Given.read(
            visit,
            Set.of("hold", "reason"),
            given -> custody
                .release(
                    card.id(),
                    given.text("hold", 64),
                    Wishes.person(visit, Role.KEEP),
                    Wishes.reason(given))
                .onSuccess(hold -> {
                  visit.http().response().setStatusCode(hold.stands() ? 202 : 200);
                  visit.answer(RecordJson.of(hold));
                })
                .onFailure(cause -> Given.fail(visit, cause))));
  }

  /** Everything under hold. */
  public Handler<Visit> list() {
    return visit -> custody
        .held(MOST)
        .onSuccess(all -> visit.answer(RecordJson.list(all)))
        .onFailure(visit::fail);
  }
}

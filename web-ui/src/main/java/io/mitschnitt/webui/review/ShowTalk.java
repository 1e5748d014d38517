package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;

/** {@code GET /recordings/:id/talk}, who talked how long, measured by loudness alone. */
public final class ShowTalk implements Handler<Visit> {

  private final Library library;
  private final Reviews reviews;

  public ShowTalk(Library library, Reviews reviews) {
    this.library = library;
    this.reviews = reviews;
  }

  @Override
  public void handle(Visit visit) {
    new Shelved(library)
        .with(
            visit,
            Role.HEAR,
            card -> reviews
                .talk(card.id())
                .onSuccess(found -> found.ifPresentOrElse(
                    talk -> visit.answer(RecordJson.of(talk)), () -> Shelved.none(visit)))
                .onFailure(visit::fail));
  }
}

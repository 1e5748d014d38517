package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.webui.api.RecordingJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;

/** {@code GET /recordings/:id}, what is known of a recording without hearing it, and who heard it. */
public final class ShowRecording implements Handler<Visit> {

  private final Library library;

  public ShowRecording(Library library) {
    this.library = library;
  }

  @Override
  public void handle(Visit visit) {
    new Shelved(library)
        .with(
            visit,
            Role.READ,
            card -> library
                .listenings(card.id())
                .onSuccess(all ->
                    visit.answer(RecordingJson.of(card).put("listenings", RecordingJson.of(all))))
                .onFailure(visit::fail));
  }
}

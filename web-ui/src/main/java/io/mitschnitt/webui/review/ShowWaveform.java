package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.webui.api.RecordingJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;

/** {@code GET /recordings/:id/waveform}, the picture of the sound, for those who may hear it. */
public final class ShowWaveform implements Handler<Visit> {

  private final Library library;

  public ShowWaveform(Library library) {
    this.library = library;
  }

  @Override
  public void handle(Visit visit) {
    new Shelved(library)
        .with(
            visit,
            Role.HEAR,
            card -> library
                .waveform(card.id())
                .onSuccess(found -> found.ifPresentOrElse(
                    waveform -> visit.answer(RecordingJson.of(waveform)),
                    () -> Shelved.none(visit)))
                .onFailure(visit::fail));
  }
}

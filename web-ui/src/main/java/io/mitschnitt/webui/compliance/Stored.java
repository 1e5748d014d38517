package io.mitschnitt.webui.compliance;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Visit;
import java.util.function.Consumer;

/** The recording that a path names. */
record Stored(Library library) {

  /** Hands it to {@code work}; where there is none, a 404 is answered. */
  void with(Visit visit, Consumer<Card> work) {
    visit
        .recording()
        .ifPresent(id -> library
            .find(id)
            .onSuccess(found -> found.ifPresentOrElse(
                work, () -> Problem.notFound("no such recording").answer(visit.http())))
            .onFailure(visit::fail));
  }
}

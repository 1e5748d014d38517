package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import java.util.Set;
import java.util.function.Consumer;

/** The recording that a path names, for somebody who reaches it. Whoever does not is told that there is none. */
final class Shelved {

  private final Library library;

  Shelved(Library library) {
    this.library = library;
  }

  void with(Visit visit, Set<Role> allowed, Consumer<Card> reader) {
    visit
        .recording()
        .ifPresent(id -> library
            .find(id)
            .onSuccess(found -> found
                .filter(card ->
                    visit.reach(allowed).covers(visit.user(), card.call().agent()))
                .ifPresentOrElse(reader, () -> none(visit)))
            .onFailure(visit::fail));
  }

  static void none(Visit visit) {
    Problem.notFound("no such recording").answer(visit.http());
  }
}

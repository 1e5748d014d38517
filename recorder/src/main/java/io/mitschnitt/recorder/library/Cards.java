package io.mitschnitt.recorder.library;

import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.State;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entries of the book as cards of the catalogue. Pure. */
public final class Cards {

  private Cards() {}

  /** The entry's card; empty where not a sample was ever kept. */
  public static Optional<Card> of(Entry entry) {
    return entry.take().flatMap(take -> take.startedAt().map(start -> card(entry, take, start)));
  }

  private static Card card(Entry entry, Take take, Instant start) {
    return new Card(
        take.id(),
        entry.facts(),
        entry.decision(),
        entry.consent(),
        state(entry, take),
        start,
        take.sound().map(Take.Sound::length),
        take.sound().map(Take.Sound::sha256),
        take.deleteAfter(),
        entry.ending(),
        findings(take));
  }

  private static State state(Entry entry, Take take) {
    return switch (take.phase()) {
      case RESERVED, RECORDING -> entry.endedAt().isPresent() ? State.PENDING : State.RECORDING;
      case STORED -> State.PENDING;
      case READY -> State.READY;
      case FAILED -> State.FAILED;
      case ERASED -> State.ERASED;
    };
  }

  private static List<String> findings(Take take) {
    List<String> all = new ArrayList<>(take.findings());
    take.cause().ifPresent(all::add);
    take.care().conflict().ifPresent(all::add);
    take.erasure().ifPresent(gone -> all.add("erased: " + gone.why()));
    return all;
  }
}

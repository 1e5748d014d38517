package io.mitschnitt.recorder.ledger;

import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.NotRecorded;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a row that a process left open when it died: its call is over. Without a recording the row closes
 * with the reason that its consent events show; with one it stays open, for recovery finishes the recording.
 */
public final class Reconciler {

  static final Ending DIED =
      new Ending(Ending.Whose.US, "the recorder was stopped during the call", 0);

  private Reconciler() {}

  /** The row as it should stand after a restart; closed rows stay as they are. */
  public static Entry settle(Entry entry) {
    if (entry.state() != State.OPEN || entry.endedAt().isPresent()) {
      return entry;
    }
    Optional<Reason> reason = entry.take().isPresent() ? Optional.empty() : Optional.of(why(entry));
    return entry.ended(lastSign(entry), DIED, reason);
  }

  private static Reason why(Entry entry) {
    if (entry.decision().mode() == Mode.FORBIDDEN) {
      return new Reason(NotRecorded.FORBIDDEN, entry.decision().reasons().get(0));
    }
    if (entry.decision().mode() == Mode.OFF) {
      return new Reason(NotRecorded.NOT_SELECTED, entry.decision().reasons().get(0));
    }
    if (said(entry, Kind.OBJECTED) || said(entry, Kind.NO_ANSWER)) {
      return new Reason(NotRecorded.REFUSED, "the outside party did not agree");
    }
    if (said(entry, Kind.WITHDRAWN)) {
      return new Reason(NotRecorded.WITHDRAWN, "the agreement was withdrawn");
    }
    if (gateCouldOpen(entry)) {
      return new Reason(NotRecorded.FAILED, "the recorder was stopped before the recording began");
    }
    return new Reason(
        NotRecorded.ENDED_BEFORE_GATE, "the recorder was stopped before the gate could open");
  }

  private static boolean gateCouldOpen(Entry entry) {
    boolean answered = !entry.facts().agent().isEmpty();
    return switch (entry.decision().mode()) {
      case EXPLICIT_CONSENT -> answered && said(entry, Kind.AGREED);
      case OPT_OUT, NOTICE -> answered && (said(entry, Kind.TOLD) || said(entry, Kind.AGREED));
      case ONE_PARTY, STATUTORY -> answered;
      case FORBIDDEN, OFF -> false;
    };
  }

  private static boolean said(Entry entry, Kind kind) {
    return entry.consent().stream().anyMatch(event -> event.kind() == kind);
  }

  /** The last moment at which the call is known to have lived: the best guess at its end. */
  private static Instant lastSign(Entry entry) {
    Stream<Instant> consent = entry.consent().stream().map(ConsentEvent::at);
    Stream<Instant> agents = entry.agents().stream().map(Entry.Taken::at);
    Stream<Instant> take = entry.take().flatMap(Take::startedAt).stream();
    return Stream.of(Stream.of(entry.facts().answeredAt()), consent, agents, take)
        .flatMap(times -> times)
        .max(Instant::compareTo)
        .orElseThrow();
  }
}

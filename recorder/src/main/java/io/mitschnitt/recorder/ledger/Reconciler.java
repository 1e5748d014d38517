package io.mitschnitt.recorder.ledger;

import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.NotRecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of rows whose story broke off. At a start: the call is over; without a recording the row closes with the
 * reason that its consent events show, with one it stays open, for recovery finishes the recording. While the recorder
 * runs: {@link #judge}. Pure.
 */
public final class Reconciler {

  static final Ending DIED =
      new Ending(Ending.Whose.US, "the recorder was stopped during the call", 0);

  static final Ending UNSEEN =
      new Ending(Ending.Whose.UNKNOWN, "the end of the call was not noted", 0);

  /** How long a call's last steps may take before somebody asks. */
  static final Duration GRACE = Duration.ofSeconds(20);

  private static final String STOPPED = "the recorder was stopped";
  private static final String NO_END = "the end of the call was not noted";

  private Reconciler() {}

  /** What is to be done about a row. */
  public enum Verdict {
    /** All is as it should be, or will be soon. */
    FINE,
    /** The call is gone and nobody said so: {@link #gone}. */
    GONE,
    /** Nothing was ever kept: {@link Entry#forgotten}. */
    NOTHING_KEPT,
    /** What was kept is nowhere to be found: {@link Entry#abandoned}. */
    MISSING,
    /** What was kept cannot be read: {@link Entry#abandoned}. */
    UNREADABLE
  }

  /** What is to be done about a journal that nobody writes to and nobody reads. */
  public enum Stray {
    /** Its recording still waits for it: to be encoded and stored. */
    TAKE_UP,
    /** Its recording is stored, or erased: to be deleted. */
    DELETE,
    /** Its recording is unknown: people must look, nothing is deleted. */
    ALARM
  }

  /** A row, against what lay in the recorder's hands at one moment. */
  public static Verdict judge(Entry entry, Inventory found) {
    if (entry.state() != State.OPEN) {
      return Verdict.FINE;
    }
    if (entry.endedAt().isEmpty()) {
      boolean held = entry.take().filter(take -> found.busy(take.id())).isPresent();
      return found.vanished().contains(entry.call()) && !held ? Verdict.GONE : Verdict.FINE;
    }
    boolean early = entry.endedAt().get().plus(GRACE).isAfter(found.at());
    if (early || entry.take().isEmpty()) {
      return Verdict.FINE;
    }
    return judge(entry.take().get(), found);
  }

  private static Verdict judge(Take take, Inventory found) {
    if (!take.unfinished() || found.busy(take.id()) || found.journals().containsKey(take.id())) {
      return Verdict.FINE;
    }
    if (found.unreadable().contains(take.id().value())) {
      return Verdict.UNREADABLE;
    }
    return take.startedAt().isEmpty() ? Verdict.NOTHING_KEPT : Verdict.MISSING;
  }

  /** A journal that was a stray in two rounds, by what the book says of its recording. */
  public static Stray judge(Optional<Take> take) {
    return take.map(known -> known.unfinished() ? Stray.TAKE_UP : Stray.DELETE).orElse(Stray.ALARM);
  }

  /**
   * Whether something was kept of a call that may have no recording, because the law or a person says so and the erasure
   * did not go through: what is left must go.
   */
  public static boolean mustGo(Entry entry, Instant at) {
    return entry.mayHaveNone()
        && entry.take().filter(Take::unfinished).isPresent()
        && entry.endedAt().filter(end -> end.plus(GRACE).isBefore(at)).isPresent();
  }

  /** The row of a call that is gone without a word; rows that know more stay as they are. */
  public static Entry gone(Entry entry) {
    return settle(entry, UNSEEN, NO_END);
  }

  /** The row as it should stand after a restart; closed rows stay as they are. */
  public static Entry settle(Entry entry) {
    return settle(entry, DIED, STOPPED);
  }

  private static Entry settle(Entry entry, Ending how, String words) {
    if (entry.state() != State.OPEN || entry.endedAt().isPresent()) {
      return entry;
    }
    Optional<Reason> reason =
        entry.take().isPresent() ? Optional.empty() : Optional.of(why(entry, words));
    return entry.ended(lastSign(entry), how, reason);
  }

  private static Reason why(Entry entry, String words) {
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
      return new Reason(NotRecorded.FAILED, words + " before the recording began");
    }
    return new Reason(NotRecorded.ENDED_BEFORE_GATE, words + " before the gate could open");
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

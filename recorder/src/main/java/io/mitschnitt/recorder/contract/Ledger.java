package io.mitschnitt.recorder.contract;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The book with one row for every answered call. A row is opened at answer and ends as RECORDED (stored and read back)
 * or NOT_RECORDED with a reason; nothing is ever overwritten silently. A future that succeeds means: on disk.
 */
public interface Ledger {

  /** Opens the row of a call that was just answered. Fails when the row exists. */
  Future<Void> answered(CallFacts facts, Decision decision);

  /** Notes who took the call; the last one named is shown in lists. */
  Future<Void> agent(CallId call, String agent, Instant at);

  /** Appends to what was said and pressed about consent. */
  Future<Void> consent(CallId call, ConsentEvent event);

  /**
   * Notes the call's end. Where {@code reason} is present, no recording exists and the row closes with it; where it is
   * empty, a tape was opened and the recorder closes the row itself once the recording is stored and read back.
   */
  Future<Void> ended(CallId call, Instant at, Ending ending, Optional<Reason> reason);

  Future<Optional<Row>> find(CallId call);

  /**
   * Rows that match, the latest answered first; a page at a time. Fails with {@link IllegalArgumentException} where limit or
   * cursor cannot be.
   */
  Future<RowPage> rows(RowQuery query);

  /** The newest rows, newest first, at most {@code limit}. */
  default Future<List<Row>> newest(int limit) {
    return rows(RowQuery.newest(limit)).map(RowPage::items);
  }

  /**
   * Which rows are wanted; an empty optional asks for nothing.
   *
   * @param from answered then or later
   * @param to answered before
   * @param number a part of the customer's number or address
   * @param why the reason why there is no recording
   * @param text words, each the beginning of a word of number, name or agent
   * @param cursor where the last page ended, as that page said; empty for the first
   * @param limit rows, 1 to 1000
   */
  record RowQuery(
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<String> number,
      Optional<String> agent,
      Optional<Direction> direction,
      Optional<State> state,
      Optional<NotRecorded> why,
      Optional<String> text,
      Optional<String> cursor,
      int limit) {

    /** Everything, from the latest. */
    public static RowQuery newest(int limit) {
      return since(Optional.empty(), Optional.empty(), limit);
    }

    /** Everything that was answered at {@code from} or later, from the latest. */
    public static RowQuery since(Optional<Instant> from, Optional<String> cursor, int limit) {
      return new RowQuery(
          from,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          cursor,
          limit);
    }

    /** The same, of one agent only. */
    public RowQuery of(String agent) {
      return new RowQuery(
          from, to, number, Optional.of(agent), direction, state, why, text, cursor, limit);
    }
  }

  /** One page of rows; {@code next} is the cursor of the following one, empty on the last. */
  record RowPage(List<Row> items, Optional<String> next) {}

  /** Why there is no recording; {@code detail} is for people and free of personal data. */
  record Reason(NotRecorded why, String detail) {}

  /** Where a row stands. */
  enum State {
    /** The call is up, or its recording is not stored yet. */
    OPEN,
    /** Stored and read back. */
    RECORDED,
    NOT_RECORDED
  }

  /** An agent has the call from then on, until the next one or the end. */
  record Segment(String agent, Instant from) {}

  /**
   * One answered call, as the book has it.
   *
   * @param segments who had it, one after the other; the last one also stands in {@code facts}
   */
  record Row(
      CallFacts facts,
      Decision decision,
      List<ConsentEvent> consent,
      State state,
      Optional<RecordingId> recording,
      Optional<Reason> reason,
      Optional<Instant> endedAt,
      Optional<Ending> ending,
      List<Segment> segments) {

    public Row {
      consent = List.copyOf(consent);
      segments = List.copyOf(segments);
    }

    /** A row of which it is not known who had the call when. */
    public Row(
        CallFacts facts,
        Decision decision,
        List<ConsentEvent> consent,
        State state,
        Optional<RecordingId> recording,
        Optional<Reason> reason,
        Optional<Instant> endedAt,
        Optional<Ending> ending) {
      this(facts, decision, consent, state, recording, reason, endedAt, ending, List.of());
    }
  }
}

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

  /** The newest rows, newest first, at most {@code limit}. */
  Future<List<Row>> newest(int limit);

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

  /** One answered call, as the book has it. */
  record Row(
      CallFacts facts,
      Decision decision,
      List<ConsentEvent> consent,
      State state,
      Optional<RecordingId> recording,
      Optional<Reason> reason,
      Optional<Instant> endedAt,
      Optional<Ending> ending) {}
}

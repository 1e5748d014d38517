package io.mitschnitt.recorder.ledger;

import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Library.More;
import io.mitschnitt.recorder.contract.RecordingId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which recordings are wanted, the latest started first; an empty optional asks for nothing.
 *
 * @param from start of the recording, included
 * @param to start of the recording, excluded
 * @param number part of the customer's number or address
 * @param text words, each the beginning of a word of number, name, agent, tag or note
 * @param after the last recording that was already seen
 */
public record Search(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> number,
    Optional<String> agent,
    Optional<Direction> direction,
    Optional<Duration> minDuration,
    Optional<String> text,
    Optional<Position> after,
    int limit,
    More more) {

  /** A place in the list. */
  public record Position(Instant startedAt, RecordingId id) {}
}

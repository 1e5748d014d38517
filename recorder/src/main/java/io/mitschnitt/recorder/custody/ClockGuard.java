package io.mitschnitt.recorder.custody;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the wall clock may be trusted with deleting. A clock that was set wrong would otherwise erase everything at
 * once. It is trusted while it keeps step with the machine's monotonic clock and has not fallen behind the newest entry
 * of the book.
 *
 * @param wall the wall clock when the process started
 * @param nanos {@link System#nanoTime()} at the same moment
 */
public record ClockGuard(Instant wall, long nanos) {

  /** How far the two clocks may part. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  /**
   * Why nothing may be deleted now; empty where the clock is sound.
   *
   * @param newest the time of the newest entry in the book, where there is one
   */
  public Optional<String> objection(Instant now, long nowNanos, Optional<Instant> newest) {
    Duration byWall = Duration.between(wall, now);
    Duration jump = byWall.minusNanos(nowNanos - nanos).abs();
    if (jump.compareTo(TOLERANCE) > 0) {
      return Optional.of("the clock jumped by " + jump.toSeconds() + " s since the start");
    }
    if (newest.filter(entry -> now.isBefore(entry.minus(TOLERANCE))).isPresent()) {
      return Optional.of("the clock is behind the newest entry of the book");
    }
    return Optional.empty();
  }
}

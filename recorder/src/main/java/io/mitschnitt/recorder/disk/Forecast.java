package io.mitschnitt.recorder.disk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * When the disk will be full if it goes on filling as it did: from a look every ten minutes, over a day at most. One
 * thread at a time.
 */
public final class Forecast {

  private static final long EVERY = Duration.ofMinutes(10).toNanos();
  private static final int MOST = 145;
  private static final double DAY = Duration.ofDays(1).toNanos();

  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(long nanos, long free) {}

  /** Takes a look into account; {@code nanos} as {@link System#nanoTime()}. */
  public void add(long nanos, long free) {
    if (!looks.isEmpty() && nanos - looks.getLast().nanos < EVERY) {
      return;
    }
    looks.add(new Look(nanos, free));
    if (looks.size() > MOST) {
      looks.remove();
    }
  }

  /** Days until nothing is free; empty while it is too early to say, or where the disk does not fill. */
  public OptionalDouble daysToFull() {
    if (looks.size() < 2) {
      return OptionalDouble.empty();
    }
    Look first = looks.getFirst();
    Look last = looks.getLast();
    long filled = first.free - last.free;
    if (filled <= 0) {
      return OptionalDouble.empty();
    }
    double perDay = filled * DAY / (last.nanos - first.nanos);
    return OptionalDouble.of(last.free / perDay);
  }
}

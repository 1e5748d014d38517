package io.mitschnitt.recorder.timeline;

import java.util.Arrays;

/**
 * What one sender's clock must be shifted by to become ours: the least difference between arrival and media time within
 * the last few seconds. Queues only ever add delay, so the least is the truest; it forgets, so it follows drift.
 */
final class DelayFloor {

  private static final long BUCKET = 1_000_000_000L;
  private static final int BUCKETS = 5;

  private final long[] least = new long[BUCKETS];
  private final long[] when = new long[BUCKETS];
  private long current;

  DelayFloor() {
    Arrays.fill(when, Long.MIN_VALUE);
  }

  /** Notes a packet that came at {@code arrival} and by its sender's clock belongs at {@code mediaTime}; both in ns. */
  void note(long arrival, long mediaTime) {
    long difference = arrival - mediaTime;
    long bucket = Math.floorDiv(arrival, BUCKET);
    int at = (int) Math.floorMod(bucket, (long) BUCKETS);
    least[at] = when[at] == bucket ? Math.min(least[at], difference) : difference;
    when[at] = bucket;
    current = floor(bucket);
  }

  /** The shift, in ns, as of the last packet noted. */
  long shift() {
    return current;
  }

  private long floor(long bucket) {
    long floor = Long.MAX_VALUE;
    for (int i = 0; i < BUCKETS; i++) {
      if (when[i] > bucket - BUCKETS && when[i] <= bucket) {
        floor = Math.min(floor, least[i]);
      }
    }
    return floor;
  }
}

package io.mitschnitt.gateway.media;

/**
 * How long sound must wait so that the latest packets still come in time: 20 ms and what packets were late lately
 * against the fastest ones, from 20 to 120 ms. Rises at once, falls over some seconds.
 */
final class DelayTarget {

  /** Milliseconds. */
  static final int LEAST = 20;

  static final int MOST = 120;

  private static final long WINDOW_NANOS = 4_000_000_000L;
  private static final long JUMP_MICROS = 2_000_000;
  private static final int STEADY_MICROS = 5_000;
  private static final int FORGETS = 128;

  private boolean started;
  private int firstTime;
  private long firstNanos;
  private long lastTransit;
  private long fastest;
  private long fastestBefore;
  private long windowNanos;
  private long late;

  /** A packet of RTP time {@code time} came at {@code nanos}. */
  void heard(int time, int clockRate, long nanos) {
    long transit = (nanos - firstNanos) / 1000 - (long) (time - firstTime) * 1_000_000 / clockRate;
    if (!started || Math.abs(transit - lastTransit) > JUMP_MICROS) {
      begin(time, nanos);
      return;
    }
    lastTransit = transit;
    if (nanos - windowNanos > WINDOW_NANOS) {
      fastestBefore = fastest;
      fastest = transit;
      windowNanos = nanos;
    }
    fastest = Math.min(fastest, transit);
    long behind = transit - Math.min(fastest, fastestBefore);
    late += behind > late ? (behind - late + 1) / 2 : (behind - late) / FORGETS;
  }

  /** Milliseconds to wait. */
  int millis() {
    long extra = late < STEADY_MICROS ? 0 : late / 1000 + 5;
    return (int) Math.min(MOST, LEAST + extra);
  }

  /** What comes next has another clock; how late packets are stays known. */
  void restart() {
    started = false;
  }

  private void begin(int time, long nanos) {
    started = true;
    firstTime = time;
    firstNanos = nanos;
    windowNanos = nanos;
    lastTransit = 0;
    fastest = 0;
    fastestBefore = 0;
  }
}

package io.mitschnitt.gateway.bench;

/** How long packets took, in microseconds, in buckets of about 3 %. */
final class Delays {

  private static final int STEPS = 32; // in each power of two

  private final long[] buckets = new long[STEPS * 30];
  private long count;
  private long longest;

  void add(long micros) {
    long v = Math.max(1, micros);
    int power = 63 - Long.numberOfLeadingZeros(v);
    int step = power < 5 ? 0 : (int) (v >> power - 5) & STEPS - 1;
    buckets[Math.min(buckets.length - 1, power * STEPS + step)]++;
    count++;
    longest = Math.max(longest, v);
  }

  void add(Delays other) {
    for (int i = 0; i < buckets.length; i++) buckets[i] += other.buckets[i];
    count += other.count;
    longest = Math.max(longest, other.longest);
  }

  /** The delay in milliseconds that {@code share} of the packets did not pass. */
  double percentile(double share) {
    long left = (long) Math.ceil(count * share);
    for (int i = 0; i < buckets.length; i++) {
      left -= buckets[i];
      if (left <= 0 && count > 0) {
        int power = i / STEPS;
        double low = Math.scalb(1 + (i % STEPS) / (double) STEPS, power);
        return low / 1000;
      }
    }
    return 0;
  }

  double longest() {
    return longest / 1000.0;
  }
}

package io.mitschnitt.webui.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How fast one visitor may ask: a bucket that holds {@code burst} requests and fills with {@code perSecond}. Time comes in
 * as a value; one event loop owns it.
 */
public final class Pace {

  private static final int MOST_VISITORS = 20_000;

  private final double perSecond;
  private final double burst;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();

  public Pace(double perSecond, double burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  private static final class Bucket {
    double left;
    Instant at;

    Bucket(double left, Instant at) {
      this.left = left;
      this.at = at;
    }
  }

  /** Takes one request; where it is one too many, answers how long to wait. */
  public Optional<Duration> take(String visitor, Instant now) {
    Bucket bucket = buckets.remove(visitor);
    if (bucket == null) {
      forgetOldest();
      bucket = new Bucket(burst, now);
    }
    double passed = Math.max(0, Duration.between(bucket.at, now).toMillis() / 1000.0);
    bucket.left = Math.min(burst, bucket.left + passed * perSecond);
    bucket.at = now;
    buckets.put(visitor, bucket);
    if (bucket.left >= 1) {
      bucket.left -= 1;
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis((long) Math.ceil((1 - bucket.left) / perSecond * 1000)));
  }

  private void forgetOldest() {
    Iterator<Bucket> oldest = buckets.values().iterator();
    if (buckets.size() >= MOST_VISITORS && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }
}

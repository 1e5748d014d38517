package io.mitschnitt.recorder.custody;

import io.mitschnitt.recorder.contract.Decision;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a recording is kept. The date is worked out once, when the recording starts, and frozen with it: a policy
 * that changes later neither lengthens nor shortens what callers were promised.
 */
public final class Retention {

  private Retention() {}

  /** When a recording that started at {@code startedAt} must be gone. */
  public static Instant deleteAfter(Instant startedAt, Decision decision) {
    return startedAt.plus(Duration.ofDays(decision.retentionDays()));
  }
}

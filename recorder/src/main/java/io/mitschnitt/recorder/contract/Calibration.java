package io.mitschnitt.recorder.contract;

import java.time.Instant;
import java.util.List;

/**
 * A session in which several people judge the same calls without seeing each other's marks, to learn how far they agree.
 *
 * @param scorecard id of the card, {@code version} its version
 * @param raters login names; while it is open, each sees their own marks alone
 */
public record Calibration(
    String id,
    String name,
    List<RecordingId> recordings,
    String scorecard,
    int version,
    List<String> raters,
    String author,
    Instant at,
    boolean closed) {

  public Calibration {
    recordings = List.copyOf(recordings);
    raters = List.copyOf(raters);
  }
}

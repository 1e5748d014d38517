package io.mitschnitt.recorder.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a reviewer found of one recorded call by one version of a scorecard, and what the agent said to it.
 *
 * @param agent whose call it was
 * @param calibration the session in which it was made; such an evaluation counts for nobody's score
 */
public record Evaluation(
    String id,
    RecordingId recording,
    String agent,
    String scorecard,
    int version,
    String evaluator,
    Instant at,
    List<Answer> answers,
    String note,
    Score score,
    Status status,
    List<Reply> replies,
    Optional<String> calibration) {

  public Evaluation {
    answers = List.copyOf(answers);
    replies = List.copyOf(replies);
  }

  /** Whether it counts in lists and figures. */
  public boolean counts() {
    return status != Status.WITHDRAWN && calibration.isEmpty();
  }

  /**
   * The mark for one criterion.
   *
   * @param points 0 to the criterion's most; empty = does not apply
   * @param note why; may be empty
   * @param atMillis the moment of the sound that shows it
   */
  public record Answer(
      String criterion, Optional<Integer> points, String note, Optional<Long> atMillis) {}

  /**
   * The sum.
   *
   * @param percent 0 to 100, one decimal; 0 where a criterion that must be met was not
   * @param missed keys of the criteria that must be met and were not
   */
  public record Score(double percent, List<String> missed) {
    public Score {
      missed = List.copyOf(missed);
    }
  }

  /** Where it stands. */
  public enum Status {
    GIVEN,
    /** The agent objects; somebody must decide. */
    DISPUTED,
    /** The objection was looked at, and it stands. */
    UPHELD,
    /** The objection was right; it counts no more. */
    WITHDRAWN
  }

  /** What was said afterwards, oldest first. */
  public record Reply(String author, Instant at, Said said, String text) {}

  /** The kind of a reply. */
  public enum Said {
    REPLY,
    DISPUTE,
    UPHOLD,
    WITHDRAW
  }
}

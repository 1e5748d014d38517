package io.mitschnitt.recorder.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person asked for by law: to see what is kept of their calls, or to have it destroyed.
 *
 * @param number in E.164, or the address where they have none
 * @param by login name of who took the request
 * @param reason what the person said, or how they proved who they are
 * @param items each recording and what became of the wish
 * @param delivered when and by whom the answer was handed over
 */
public record SubjectRequest(
    String id,
    Instant at,
    Kind kind,
    String number,
    String by,
    String reason,
    List<Item> items,
    Optional<Care.Wish> delivered) {

  public SubjectRequest {
    items = List.copyOf(items);
  }

  /** GDPR Art. 15, and Art. 17. */
  public enum Kind {
    ACCESS,
    ERASURE
  }

  /** What became of the wish for one recording. */
  public enum Outcome {
    /** It is among what is handed over. */
    GIVEN,
    /** A second person has to confirm the erasure. */
    ASKED,
    /** It is not erased, and why; looked at again when the term ends. */
    REFUSED,
    ERASED
  }

  /**
   * One recording.
   *
   * @param why for people; empty where there is nothing to explain
   */
  public record Item(RecordingId recording, Outcome outcome, String why) {}

  /** Whether something is still to come of it. */
  public boolean open() {
    return items.stream()
        .anyMatch(i -> i.outcome() == Outcome.ASKED || i.outcome() == Outcome.REFUSED);
  }

  /** The same with other outcomes. */
  public SubjectRequest with(List<Item> next) {
    return new SubjectRequest(id, at, kind, number, by, reason, next, delivered);
  }

  @Override
  public String toString() {
    return "SubjectRequest[" + id + "]";
  }
}

package io.mitschnitt.recorder.contract;

import java.time.Instant;

/**
 * One thing that happened between the announcement and the caller's wish, kept append-only with the call.
 *
 * @param at when, by this node's clock
 * @param kind what
 * @param detail for people: the key's meaning, the prompt's words' digest; never a digit that the caller typed for
 *     another purpose; may be empty
 */
public record ConsentEvent(Instant at, Kind kind, String detail) {

  /** What happened. */
  public enum Kind {
    /** The announcement began; {@code detail} is "language/prompt sha256:…". */
    PROMPT_STARTED,
    /** The announcement was played to its end. */
    PROMPT_HEARD,
    /** The outside party pressed the key that agrees. */
    AGREED,
    /** The outside party was told, could object, and did not. */
    TOLD,
    /** The outside party pressed the key that objects. */
    OBJECTED,
    /** Nobody answered in time. */
    NO_ANSWER,
    /** Agreement withdrawn in mid-call. */
    WITHDRAWN,
    /** Our side paused the recording; {@code detail} says who. */
    PAUSED,
    /** The recording went on; {@code detail} says by whom or that the clock did it. */
    RESUMED,
    /** The customer was handed to another party; {@code detail} says by and to whom, and whether recording ended by it. */
    HANDED_OVER
  }
}

package io.mitschnitt.recorder.contract;

/** Why an answered call has no recording: lawful reasons first, then our own failures. */
public enum NotRecorded {
  /** The outside party objected or did not agree. */
  REFUSED,
  /** The law or a policy forbids it. */
  FORBIDDEN,
  /** No rule asked for it. */
  NOT_SELECTED,
  /** The call ended before the gate could open: during the announcement, or before an agent answered. */
  ENDED_BEFORE_GATE,
  /** The agreement was withdrawn and what was kept has been erased. */
  WITHDRAWN,
  /** We should have recorded and could not; {@code detail} of the ledger row says why. */
  FAILED
}

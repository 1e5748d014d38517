package io.mitschnitt.recorder.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A remark on a recording, at a moment of it or on the whole.
 *
 * @param id opaque
 * @param author login name
 * @param at when it was written
 * @param atMillis the moment of the sound; empty = the whole recording
 * @param text 1 to 2000 characters, plain text
 * @param replyTo the comment that this one answers
 * @param mentions login names that the text names with an @
 */
public record Comment(
    String id,
    RecordingId recording,
    String author,
    Instant at,
    Optional<Long> atMillis,
    String text,
    Optional<String> replyTo,
    List<String> mentions) {

  public Comment {
    mentions = List.copyOf(mentions);
  }

  @Override
  public String toString() {
    return "Comment[" + id + "]";
  }
}

package io.mitschnitt.recorder.contract;

import io.mitschnitt.recorder.contract.Library.Listener;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The door for recordings that were made elsewhere. They are kept like ours, and each says that it is not: nobody here saw
 * the call, its consent or its beginning.
 */
public interface Imports {

  /** The profile of every imported recording, and of no other. */
  String PROFILE = "imported";

  /** Most bytes of one file: an hour and a half of stereo at 48 kHz as WAV. */
  long MOST_BYTES = 1L << 30;

  /** The longest sound. */
  Duration LONGEST = Duration.ofHours(12);

  /**
   * Takes {@code file} in: read whole, decoded, encoded, stored, read back. Fails with {@link Refused}, whose message a
   * person understands, where it cannot be read or may not be kept; then nothing of it is left.
   *
   * @param file paused; it is read with back-pressure, and not at all where the request is refused
   */
  Future<RecordingId> bring(Foreign what, ReadStream<Buffer> file);

  /** Where a recording came from; empty where it was captured here. */
  Future<Optional<Origin>> origin(RecordingId recording);

  /**
   * What its bringer says of a recording.
   *
   * @param keeping by which rules it is kept, counted from {@code startedAt}
   * @param agentLeft whether the agent is heard left in the file; else the customer is
   * @param file its name, for people
   * @param reason why it is brought here
   */
  record Foreign(
      Direction direction,
      Party customer,
      String agent,
      Instant startedAt,
      Keeping keeping,
      boolean agentLeft,
      String file,
      String reason,
      Listener by) {}

  /**
   * Where an imported recording came from.
   *
   * @param by login name of who brought it, {@code at} when
   * @param sha256 of the file as it was brought, lower-case hex
   */
  record Origin(
      String recording,
      Instant at,
      String by,
      String reason,
      String file,
      String format,
      int sampleRate,
      int channels,
      String sha256) {}
}

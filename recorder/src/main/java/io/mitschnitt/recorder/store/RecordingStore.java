package io.mitschnitt.recorder.store;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Library.Waveform;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A recording's way into the store, step by step. Every step may be repeated after a crash; a future that succeeds
 * means: acknowledged with majority and journal, or fsync'ed by the embedded store.
 */
public interface RecordingStore {

  /**
   * The first step, before a sample is kept: the recording is known, its wrapped key is on disk, and the call's row names
   * it. Fails when the call has no open row.
   */
  Future<Void> reserve(Draft draft);

  /** t = 0 was set; retention is frozen from here. */
  Future<Void> started(RecordingId id, Instant at);

  /** Begins to store the MP3; whatever an earlier, unfinished try left behind is removed first. */
  Future<Upload> upload(RecordingId id);

  /** The finished file, decrypted, for reading back: all bytes in order. */
  Future<ReadStream<Buffer>> readBack(RecordingId id);

  /** The file was read back and is right: state READY, the call's row closes as RECORDED. */
  Future<Void> verified(RecordingId id, Instant at, List<String> findings);

  /** It went wrong: state FAILED, the row stays open, the cause is shown; {@link #upload} may be tried again. */
  Future<Void> failed(RecordingId id, String cause);

  /** Takes back {@link #reserve} of a tape that never started: nothing was kept, nothing remains. */
  Future<Void> forget(RecordingId id);

  /** Key first, then bytes, then picture; a tombstone with {@code why} remains. Repeatable. */
  Future<Void> erase(RecordingId id, String why, Instant at);

  /** Of {@link #unfinished}, those of calls that another node had: it finishes or closes them itself. */
  default Future<Set<RecordingId>> elsewhere() {
    return Future.succeededFuture(Set.of());
  }

  /** Recordings that were reserved and are neither READY nor ERASED: what recovery must finish or close. */
  Future<List<Draft>> unfinished();

  /** Where a recording stands, for recovery. One that is erased has no key any more: zero bytes. */
  Future<Optional<Draft>> draft(RecordingId id);

  /**
   * A recording before its first sample.
   *
   * @param wrappedKey its data key, wrapped (RFC 3394), 40 bytes
   * @param kek name of the key-encryption key
   * @param startedAt present once the tape started
   */
  @SuppressWarnings("ArrayRecordComponent") // forty bytes, never compared
  record Draft(
      RecordingId id,
      CallId call,
      Decision decision,
      Instant reservedAt,
      byte[] wrappedKey,
      String kek,
      Optional<Instant> startedAt) {

    @Override
    public String toString() {
      return "Draft[" + id + "]";
    }
  }

  /**
   * One try to store one MP3. Bytes are encrypted in segments as they come. The file's first {@link #HEAD} bytes are
   * held back until the end, because the frame that tells players the exact length stands there; the file is invisible
   * until {@link #finish}.
   */
  interface Upload {

    /**
     * The next bytes, from the file's very first one on (a reserved frame stands where the head will be). Wait for the
     * future before writing more: that is the back-pressure.
     */
    Future<Void> write(Buffer bytes);

    /** Replaces the first bytes by {@code head} and makes the file visible with what is known of it. */
    Future<Void> finish(Buffer head, Finished finished);

    /** Removes what was written. */
    Future<Void> abort();
  }

  /** Most bytes that {@link Upload#finish} may replace at the file's beginning. */
  int HEAD = 1024;

  /**
   * What is known of a finished MP3.
   *
   * @param sha256 of the whole file with its final head, lower-case hex
   * @param bitrate bits per second, constant
   */
  record Finished(
      Duration length, long bytes, String sha256, int sampleRate, int bitrate, Waveform waveform) {}
}

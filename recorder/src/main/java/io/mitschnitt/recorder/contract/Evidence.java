package io.mitschnitt.recorder.contract;

import io.mitschnitt.recorder.contract.Library.Listener;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The door for those who must be able to prove, or to doubt. */
public interface Evidence {

  /** Why the log cannot be trusted; empty while it is what was signed. Once there is an objection, nothing is signed. */
  Optional<String> objection();

  /** The key after which the log is named, in PEM: the first one that signed it. */
  String publicKey();

  /** The notes by which the signing was handed over to other keys, one after the other; empty where it never was. */
  Future<String> handovers();

  /**
   * Hands the signing over to a new key: both sign that. Fails where there is an objection.
   *
   * @return the new key's fingerprint
   */
  Future<String> handOver();

  /** The log as it is now, as a signed note; see {@code docs/evidence.md}. Fails where there is an objection. */
  Future<String> checkpoint();

  /** At most {@code limit} entries of the log from place {@code from} on, each with its leaf's hash, as text. */
  Future<String> entries(long from, int limit);

  /**
   * The proof that entry {@code seq} is among the log's first {@code size}: lines of hex hashes from the leaf up, as RFC
   * 9162, section 2.1.3, orders them, behind {@code seq}, {@code size}, {@code leaf} and {@code root}. Fails with {@link
   * IllegalArgumentException} where there is no such entry.
   */
  Future<String> inclusion(long seq, long size);

  /** The proof that the log's first {@code newer} entries continue its first {@code older}, in the same form. */
  Future<String> consistency(long older, long newer);

  /** How many entries the log has. */
  long size();

  /**
   * What became of all calls that were answered on {@code day} (UTC), as a signed note. That of a day that is over is kept
   * as it was first given; one of a running day says that it is not complete.
   */
  Future<String> statement(LocalDate day);

  /**
   * Who was told and asked what in that call, in which words, and what came of it: a signed note, without a sound; see
   * {@code docs/evidence.md}. Empty where the call was never answered. Fails where there is an objection.
   */
  default Future<Optional<String>> consentRecord(CallId call) {
    return Future.failedFuture(new UnsupportedOperationException("nothing is signed here"));
  }

  /**
   * All that proves a recording, as a zip. The export is an entry of the log, and of the listenings, before a byte is
   * handed out. Empty where the recording is unknown, not stored yet, or erased.
   *
   * @param reason why it is taken away, for those who read it later; in the bundle in plain words, in the log as a hash
   * @param cuts what the copy is given out without; the rest still verifies, and what is missing is shown. Fails with {@link
   *     Refused} where the recording was stored before its channels were proved apart
   */
  Future<Optional<Buffer>> bundle(
      RecordingId recording, Listener listener, String reason, List<Cut> cuts);

  /** The whole of it. */
  default Future<Optional<Buffer>> bundle(RecordingId recording, Listener listener, String reason) {
    return bundle(recording, listener, reason, List.of());
  }

  /**
   * A stretch of one channel to be taken out of a copy.
   *
   * @param toMillis empty = to the end
   */
  record Cut(Leg leg, long fromMillis, OptionalLong toMillis) {
    public Cut {
      if (fromMillis < 0 || toMillis.isPresent() && toMillis.getAsLong() < fromMillis) {
        throw new IllegalArgumentException("a cut begins before it ends");
      }
    }

    /** All of one channel. */
    public static Cut all(Leg leg) {
      return new Cut(leg, 0, OptionalLong.empty());
    }
  }
}

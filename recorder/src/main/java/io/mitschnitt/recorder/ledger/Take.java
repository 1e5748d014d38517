package io.mitschnitt.recorder.ledger;

import io.mitschnitt.recorder.contract.Care;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.custody.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A call's recording as the book knows it: immutable, each change gives the next.
 *
 * @param wrappedKey the data key, wrapped, in hex; empty once erased
 * @param kek name of the key that wraps it
 * @param startedAt t = 0; empty while not a sample is kept
 * @param deleteAfter frozen when the recording starts
 * @param sound empty until the file lies in the store
 * @param findings what people should know of the sound
 * @param cause what went wrong last; empty once it is right
 * @param erasure empty while it exists
 * @param care what protects it
 */
public record Take(
    RecordingId id,
    Phase phase,
    Instant reservedAt,
    Optional<String> wrappedKey,
    String kek,
    Optional<Instant> startedAt,
    Optional<Instant> deleteAfter,
    Optional<Sound> sound,
    List<String> findings,
    Optional<String> cause,
    Optional<Erasure> erasure,
    Care care) {

  /** Where a recording stands in its life. */
  public enum Phase {
    /** Known, its key is on disk, nothing is kept yet. */
    RESERVED,
    RECORDING,
    /** The file is complete in the store and not yet read back. */
    STORED,
    READY,
    FAILED,
    ERASED
  }

  /** The stored file: its length in time and bytes, digest (hex), samples and bits per second. */
  public record Sound(Duration length, long bytes, String sha256, int sampleRate, int bitrate) {}

  /**
   * What remains of an erased recording.
   *
   * @param bytesGone false while only the key is destroyed
   */
  public record Erasure(Instant at, String why, boolean bytesGone) {}

  public Take {
    findings = List.copyOf(findings);
  }

  /** A recording before its first sample. */
  public static Take reserved(RecordingId id, Instant at, String wrappedKey, String kek) {
    return new Take(
        id,
        Phase.RESERVED,
        at,
        Optional.of(wrappedKey),
        kek,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Care.NONE);
  }

  /** Whether recovery must still finish or close it. */
  public boolean unfinished() {
    return phase != Phase.READY && phase != Phase.ERASED;
  }

  /** The first start counts, for retention is frozen by it. Told late, of an erased recording, it erases nothing less. */
  Take started(Instant at, Decision decision) {
    if (startedAt.isPresent()) {
      return this;
    }
    Phase next = phase == Phase.RESERVED ? Phase.RECORDING : phase;
    Retention.Terms terms = Retention.terms(at, decision.keeping());
    return new Take(
        id,
        next,
        reservedAt,
        wrappedKey,
        kek,
        Optional.of(at),
        Optional.of(terms.deleteAfter()),
        sound,
        findings,
        cause,
        erasure,
        new Care(
            terms.rule(),
            terms.keepUntil(),
            terms.extendTo(),
            terms.conflict(),
            care.holds(),
            care.restricted(),
            care.wish(),
            care.confirmed()));
  }

  Take stored(Sound file) {
    refuseErased();
    return with(Phase.STORED, wrappedKey, Optional.of(file), findings, cause, erasure);
  }

  Take verified(List<String> found) {
    refuseErased();
    if (sound.isEmpty()) {
      throw new IllegalStateException("recording " + id + " is not stored");
    }
    return with(Phase.READY, wrappedKey, sound, found, Optional.empty(), erasure);
  }

  Take failed(String why) {
    refuseErased();
    return with(Phase.FAILED, wrappedKey, sound, findings, Optional.of(why), erasure);
  }

  /** The key is destroyed, the bytes may still lie there; a second time changes nothing. */
  Take erased(Instant at, String why) {
    if (phase != Phase.ERASED && care.held()) {
      throw new Refused("the recording is under legal hold");
    }
    return phase == Phase.ERASED
        ? this
        : with(
            Phase.ERASED,
            Optional.empty(),
            sound,
            findings,
            cause,
            Optional.of(new Erasure(at, why, false)));
  }

  Take bytesGone() {
    return with(
        phase,
        wrappedKey,
        sound,
        findings,
        cause,
        erasure.map(e -> new Erasure(e.at(), e.why(), true)));
  }

  /** The same under another protection. What is gone needs none any more. */
  Take cared(UnaryOperator<Care> change) {
    refuseErased();
    return withTerms(deleteAfter, change.apply(care));
  }

  /** An authority has it kept longer. */
  Take extended() {
    refuseErased();
    Instant longer = care.extendTo()
        .orElseThrow(() -> new Refused("its rule knows no longer time: " + care.rule()));
    return withTerms(Optional.of(longer), care);
  }

  private Take withTerms(Optional<Instant> until, Care next) {
    return new Take(
        id,
        phase,
        reservedAt,
        wrappedKey,
        kek,
        startedAt,
        until,
        sound,
        findings,
        cause,
        erasure,
        next);
  }

  private Take with(
      Phase next,
      Optional<String> key,
      Optional<Sound> file,
      List<String> found,
      Optional<String> why,
      Optional<Erasure> gone) {
    return new Take(
        id, next, reservedAt, key, kek, startedAt, deleteAfter, file, found, why, gone, care);
  }

  private void refuseErased() {
    if (phase == Phase.ERASED) {
      throw new IllegalStateException("recording " + id + " is erased");
    }
  }
}

package io.mitschnitt.recorder.evidence;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The judgement on a bundle or a copied log, by its files alone: no database, no network, no trust in whoever made it but
 * in the holder of the key.
 */
public final class Verifier {

  private final Map<String, byte[]> files;
  private final List<Fault> faults = new ArrayList<>();
  private List<Redaction.Removed> removed = List.of();
  private Optional<Instant> stamped = Optional.empty();

  private Verifier(Map<String, byte[]> files) {
    this.files = files;
  }

  /**
   * What was found.
   *
   * @param faults empty where everything is as it was
   * @param key the fingerprints of the keys that signed, one after the other, to be compared with what was published
   * @param subject what was looked at, for people
   * @param removed what a redacted copy was given out without; the rest is what was stored
   * @param stamped when a time-stamping authority saw it, by the answer that is there; whether to trust it is another question
   */
  public record Verdict(
      List<Fault> faults,
      String key,
      String subject,
      List<Redaction.Removed> removed,
      Optional<Instant> stamped) {
    public boolean right() {
      return faults.isEmpty();
    }
  }

  /** Judges {@code files}, by name; {@code trusted} is the key that must have signed, where one is known. */
  public static Verdict judge(Map<String, byte[]> files, Optional<PublicKey> trusted) {
    Verifier verifier = new Verifier(files);
    Optional<KeyChain> key = verifier.keys();
    trusted
        .filter(wanted -> key.isPresent() && !key.get().keys().contains(wanted))
        .ifPresent(wanted -> verifier.fault(EvidenceFiles.KEY, "is not the key that is trusted"));
    String subject = "nothing that could be checked";
    if (key.isPresent() && files.containsKey(EvidenceFiles.LOG)) {
      subject = new LogCheck(verifier, key.get()).judge();
    } else if (key.isPresent() && verifier.onlyConsent()) {
      subject = new ConsentCheck(verifier, key.get()).judge(Optional.empty());
    } else if (key.isPresent()) {
      subject = new BundleCheck(verifier, key.get()).judge();
    }
    return new Verdict(
        List.copyOf(verifier.faults),
        key.map(KeyChain::fingerprints).orElse(""),
        subject,
        verifier.removed,
        verifier.stamped);
  }

  /** Whether a record of consent is all there is beside the key. */
  private boolean onlyConsent() {
    return files.containsKey(EvidenceFiles.CONSENT_RECORD)
        && !files.containsKey(EvidenceFiles.LEDGER)
        && !files.containsKey(EvidenceFiles.AUDIO);
  }

  private Optional<KeyChain> keys() {
    Optional<PublicKey> first;
    try {
      first = bytes(EvidenceFiles.KEY).map(PublicKeys::read);
    } catch (IllegalArgumentException e) {
      fault(EvidenceFiles.KEY, "was changed: " + e.getMessage());
      return Optional.empty();
    }
    try {
      String notes = files.containsKey(EvidenceFiles.HANDOVERS)
          ? text(EvidenceFiles.HANDOVERS).orElse("")
          : "";
      return first.map(key -> KeyChain.of(key, notes));
    } catch (IllegalArgumentException e) {
      fault(EvidenceFiles.HANDOVERS, "was changed or is of another log: " + e.getMessage());
      return first.map(KeyChain::of);
    }
  }

  Map<String, byte[]> files() {
    return files;
  }

  void fault(String file, String what) {
    faults.add(new Fault(file, what));
  }

  /** Judges the time stamp {@code name} over {@code file}, and remembers the latest time that one names. */
  void stamp(String file, String name) {
    byte[] about = files.get(file);
    byte[] answer = files.get(name);
    if (about == null || answer == null) {
      fault(name, "is about a file that is missing");
      return;
    }
    try {
      Instant at = TimeStamp.of(about, answer);
      stamped = stamped.filter(before -> before.isAfter(at)).or(() -> Optional.of(at));
    } catch (IllegalArgumentException e) {
      fault(name, e.getMessage() == null ? "cannot be read" : e.getMessage());
    }
  }

  void removed(List<Redaction.Removed> stretches) {
    removed = List.copyOf(stretches);
  }

  /** A file's bytes; where it is missing, that is noted. */
  Optional<byte[]> bytes(String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      fault(name, "is missing");
    }
    return Optional.ofNullable(bytes);
  }

  Optional<String> text(String name) {
    return bytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The note in file {@code name}, where one of {@code keys} signed it. */
  Optional<SignedNote> note(String name, KeyChain keys) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      SignedNote note = SignedNote.read(text.get());
      if (keys.signer(note).isPresent()) {
        return Optional.of(note);
      }
      fault(name, "was changed or forged: the signature does not fit");
    } catch (IllegalArgumentException e) {
      fault(name, "was changed: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** The checkpoint in file {@code name}, where one of {@code keys} signed it for their log, in its time. */
  Optional<Checkpoint> checkpoint(String name, KeyChain keys) {
    Optional<SignedNote> note = note(name, keys);
    try {
      Optional<Checkpoint> checkpoint = note.map(SignedNote::text).map(Checkpoint::read);
      String origin = keys.origin();
      if (checkpoint.isPresent()
          && !keys.signed(note.orElseThrow(), checkpoint.get().size())) {
        fault(name, "is signed by a key that did not have the signing of this log then");
        return Optional.empty();
      }
      if (checkpoint.filter(c -> !c.origin().equals(origin)).isPresent()
          || note.filter(n -> !n.signer().equals(origin)).isPresent()) {
        fault(name, "is of another log");
        return Optional.empty();
      }
      return checkpoint;
    } catch (IllegalArgumentException e) {
      fault(name, "is " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The entries in file {@code name}; what cannot be read is noted and left out. */
  List<ProvedEntry> entries(String name) {
    List<ProvedEntry> entries = new ArrayList<>();
    String text = text(name).orElse("");
    if (!text.isEmpty() && !text.endsWith("\n\n")) {
      fault(name, "its end was cut off");
    }
    int place = 0;
    for (String piece : ProvedEntry.pieces(text)) {
      try {
        entries.add(ProvedEntry.read(piece));
      } catch (IllegalArgumentException e) {
        fault(
            name,
            "entry " + seq(piece).map(s -> "with seq " + s).orElse("at place " + place)
                + " was changed: " + e.getMessage());
      }
      place++;
    }
    return entries;
  }

  private static Optional<String> seq(String piece) {
    return piece
        .lines()
        .filter(line -> line.matches("seq \\d{1,18}"))
        .map(line -> line.substring(4))
        .findFirst();
  }
}

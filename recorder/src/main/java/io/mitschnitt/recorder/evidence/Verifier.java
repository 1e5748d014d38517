package io.mitschnitt.recorder.evidence;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
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

  private Verifier(Map<String, byte[]> files) {
    this.files = files;
  }

  /**
   * What was found.
   *
   * @param faults empty where everything is as it was
   * @param key the fingerprint of the key that signed, to be compared with what was published; may be empty
   * @param subject what was looked at, for people
   * @param removed what a redacted copy was given out without; the rest is what was stored
   */
  public record Verdict(
      List<Fault> faults, String key, String subject, List<Redaction.Removed> removed) {
    public boolean right() {
      return faults.isEmpty();
    }
  }

  /** Judges {@code files}, by name; {@code trusted} is the key that must have signed, where one is known. */
  public static Verdict judge(Map<String, byte[]> files, Optional<PublicKey> trusted) {
    Verifier verifier = new Verifier(files);
    Optional<PublicKey> key = verifier.key();
    trusted
        .filter(wanted -> key.isPresent() && !key.get().equals(wanted))
        .ifPresent(wanted -> verifier.fault(EvidenceFiles.KEY, "is not the key that is trusted"));
    String subject = "nothing that could be checked";
    if (key.isPresent() && files.containsKey(EvidenceFiles.LOG)) {
      subject = new LogCheck(verifier, key.get()).judge();
    } else if (key.isPresent()) {
      subject = new BundleCheck(verifier, key.get()).judge();
    }
    return new Verdict(
        List.copyOf(verifier.faults),
        key.map(PublicKeys::fingerprint).orElse(""),
        subject,
        verifier.removed);
  }

  private Optional<PublicKey> key() {
    Optional<byte[]> pem = bytes(EvidenceFiles.KEY);
    try {
      return pem.map(PublicKeys::read);
    } catch (IllegalArgumentException e) {
      fault(EvidenceFiles.KEY, "was changed: " + e.getMessage());
      return Optional.empty();
    }
  }

  Map<String, byte[]> files() {
    return files;
  }

  void fault(String file, String what) {
    faults.add(new Fault(file, what));
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

  /** The note in file {@code name}, where {@code key} signed it. */
  Optional<SignedNote> note(String name, PublicKey key) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      SignedNote note = SignedNote.read(text.get());
      if (note.isSignedBy(key)) {
        return Optional.of(note);
      }
      fault(name, "was changed or forged: the signature does not fit");
    } catch (IllegalArgumentException e) {
      fault(name, "was changed: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** The checkpoint in file {@code name}, where {@code key} signed it for its own log. */
  Optional<Checkpoint> checkpoint(String name, PublicKey key) {
    Optional<SignedNote> note = note(name, key);
    try {
      Optional<Checkpoint> checkpoint = note.map(SignedNote::text).map(Checkpoint::read);
      String origin = PublicKeys.origin(key);
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

package io.mitschnitt.recorder.evidence;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that signed a log, in their order: the first one, after which the log is named, and those to which the signing
 * was handed over. Each may sign only what the log was in its time.
 *
 * @param handovers one fewer than there are keys
 */
public record KeyChain(PublicKey first, List<Handover> handovers) {

  public KeyChain {
    handovers = List.copyOf(handovers);
  }

  /** One key, never handed over. */
  public static KeyChain of(PublicKey only) {
    return new KeyChain(only, List.of());
  }

  /**
   * The chain from {@code first} on along {@code notes}, the file of handovers, which may be empty.
   *
   * @throws IllegalArgumentException where the chain is broken: a handover is missing, forged or in a wrong place
   */
  public static KeyChain of(PublicKey first, String notes) {
    List<Handover> all = Handover.read(notes);
    PublicKey last = first;
    long size = 0;
    for (Handover one : all) {
      if (!one.older().equals(last)
          || one.size() < size
          || !one.origin().equals(PublicKeys.origin(first))) {
        throw new IllegalArgumentException("the handovers do not follow each other");
      }
      last = one.newer();
      size = one.size();
    }
    return new KeyChain(first, all);
  }

  /** The log's name. */
  public String origin() {
    return PublicKeys.origin(first);
  }

  /** All keys, the first one first. */
  public List<PublicKey> keys() {
    List<PublicKey> keys = new ArrayList<>(List.of(first));
    handovers.forEach(one -> keys.add(one.newer()));
    return keys;
  }

  /** The key that signs now. */
  public PublicKey last() {
    return handovers.isEmpty() ? first : handovers.get(handovers.size() - 1).newer();
  }

  /** With one handover more. */
  public KeyChain with(Handover next) {
    List<Handover> all = new ArrayList<>(handovers);
    all.add(next);
    return new KeyChain(first, all);
  }

  /** The place of the key that signed {@code note}; empty where none did. */
  Optional<Integer> signer(SignedNote note) {
    List<PublicKey> keys = keys();
    for (int i = 0; i < keys.size(); i++) {
      if (note.isSignedBy(keys.get(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Whether the key at {@code place} had the signing of a log of {@code size} entries. */
  boolean had(int place, long size) {
    boolean begun = place == 0 || handovers.get(place - 1).size() <= size;
    boolean ended = place < handovers.size() && handovers.get(place).size() < size;
    return begun && !ended;
  }

  /** Whether one of the keys signed {@code note} while it had the signing of a log of {@code size} entries. */
  public boolean signed(SignedNote note, long size) {
    return signer(note).filter(place -> had(place, size)).isPresent();
  }

  /** The fingerprints, for people. */
  String fingerprints() {
    return String.join(
        ", handed over to ", keys().stream().map(PublicKeys::fingerprint).toList());
  }
}

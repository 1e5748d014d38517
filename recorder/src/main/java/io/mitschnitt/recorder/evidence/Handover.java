package io.mitschnitt.recorder.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signing of a log passing from one key to the next: a note that both have signed, so that whoever trusts either of
 * them may trust the other one as well.
 *
 * <pre>
 *   mitschnitt/0123456789abcdef/handover
 *   old-key base64       SubjectPublicKeyInfo of the key that gives the signing away
 *   new-key base64       of the one that takes it over
 *   log-size 4711        what the old key signed last: more it may not sign
 *   log-root 89ab…
 *   time 2026-11-25T12:00:00.007Z
 *                        an empty line
 *   — name base64        the old key's signature
 *   — name base64        the new key's
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Handover(
    String origin, PublicKey older, PublicKey newer, long size, byte[] root, Instant at) {

  private static final Pattern TEXT =
      Pattern.compile("([!-~]+)/handover\nold-key ([A-Za-z0-9+/=]+)\nnew-key ([A-Za-z0-9+/=]+)\n"
          + "log-size (\\d{1,18})\nlog-root ([0-9a-f]{64})\ntime ([0-9TZ:.-]+)\n");
  private static final Pattern NOTE =
      Pattern.compile("((?:[^\n\u2014][^\n]*\n){6})\n(\u2014 [^\n]+\n)(\u2014 [^\n]+\n)");

  private String text() {
    return origin + "/handover\nold-key " + base64(older) + "\nnew-key " + base64(newer)
        + "\nlog-size " + size + "\nlog-root " + HexFormat.of().formatHex(root) + "\ntime "
        + LogEntry.time(at) + "\n";
  }

  private static String base64(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** The note, signed by both. */
  public String signed(KeyPair old, KeyPair next) {
    String first = SignedNote.sign(text(), origin, old.getPrivate(), older).write();
    String second = SignedNote.sign(text(), origin, next.getPrivate(), newer).write();
    return first + second.substring(text().length() + 1);
  }

  /**
   * The handovers that {@code notes} holds, one after the other.
   *
   * @throws IllegalArgumentException where it holds anything else, or a signature does not fit
   */
  static List<Handover> read(String notes) {
    List<Handover> all = new ArrayList<>();
    Matcher note = NOTE.matcher(notes);
    int at = 0;
    while (note.find() && note.start() == at) {
      all.add(one(note));
      at = note.end();
    }
    if (at != notes.length()) {
      throw new IllegalArgumentException("not a list of handovers");
    }
    return all;
  }

  private static Handover one(Matcher note) {
    Handover read = parse(note.group(1));
    SignedNote old = SignedNote.read(note.group(1) + "\n" + note.group(2));
    SignedNote next = SignedNote.read(note.group(1) + "\n" + note.group(3));
    if (!old.isSignedBy(read.older)
        || !next.isSignedBy(read.newer)
        || !old.signer().equals(read.origin)
        || !next.signer().equals(read.origin)) {
      throw new IllegalArgumentException("a handover is not signed by both keys");
    }
    return read;
  }

  private static Handover parse(String text) {
    Matcher lines = TEXT.matcher(text);
    try {
      if (lines.matches()) {
        Handover read = new Handover(
            lines.group(1),
            key(lines.group(2)),
            key(lines.group(3)),
            Long.parseLong(lines.group(4)),
            HexFormat.of().parseHex(lines.group(5)),
            Instant.parse(lines.group(6)));
        if (read.text().equals(text)) {
          return read;
        }
      }
    } catch (DateTimeException | GeneralSecurityException e) {
      throw new IllegalArgumentException("not a handover", e);
    }
    throw new IllegalArgumentException("not a handover");
  }

  private static PublicKey key(String base64) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}

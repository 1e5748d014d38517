package io.mitschnitt.recorder.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with a signature under it, readable by people and by {@code openssl}.
 *
 * <pre>
 *   line            the text, signed with its last line feed
 *   line
 *                   an empty line
 *   — name base64   the signer's name; 4 bytes of key hash, then 64 bytes of Ed25519 signature
 * </pre>
 *
 * @param text one line or more, each with its line feed, none empty
 * @param signature 64 bytes
 * @see <a href="https://c2sp.org/signed-note">C2SP, signed note</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedNote(String text, String signer, byte[] keyHash, byte[] signature) {

  private static final Pattern FORM =
      Pattern.compile("((?:[^\\n]+\\n)+)\\n\u2014 ([!-~]+) ([A-Za-z0-9+/=]+)\\n");
  private static final int KEY_HASH = 4;
  private static final int SIGNATURE = 64;
  private static final int RAW_KEY = 32;

  /** Signs {@code text}. */
  public static SignedNote sign(String text, String signer, PrivateKey key, PublicKey publicKey) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return new SignedNote(text, signer, keyHash(signer, publicKey), signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is part of every JDK from 15 on", e);
    }
  }

  /** Whether {@code key} signed exactly this. */
  public boolean isSignedBy(PublicKey key) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return Arrays.equals(keyHash, keyHash(signer, key)) && check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] keyHash(String signer, PublicKey key) {
    byte[] encoded = key.getEncoded(); // the raw key is the end of it: RFC 8410, section 4
    var digest = Merkle.sha256();
    digest.update(signer.getBytes(StandardCharsets.UTF_8));
    digest.update(new byte[] {'\n', 1});
    digest.update(encoded, encoded.length - RAW_KEY, RAW_KEY);
    return Arrays.copyOf(digest.digest(), KEY_HASH);
  }

  /** As it is written. */
  public String write() {
    byte[] both = Arrays.copyOf(keyHash, KEY_HASH + SIGNATURE);
    System.arraycopy(signature, 0, both, KEY_HASH, SIGNATURE);
    return text + "\n\u2014 " + signer + " " + Base64.getEncoder().encodeToString(both) + "\n";
  }

  /**
   * The note that {@code written} is.
   *
   * @throws IllegalArgumentException where it is none, or is spelled otherwise than {@link #write} does
   */
  public static SignedNote read(String written) {
    Matcher form = FORM.matcher(written);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a signed note");
    }
    byte[] both = Base64.getDecoder().decode(form.group(3));
    if (both.length != KEY_HASH + SIGNATURE) {
      throw new IllegalArgumentException("not an Ed25519 signature");
    }
    byte[] hash = Arrays.copyOf(both, KEY_HASH);
    byte[] signature = Arrays.copyOfRange(both, KEY_HASH, both.length);
    SignedNote note = new SignedNote(form.group(1), form.group(2), hash, signature);
    if (!note.write().equals(written)) {
      throw new IllegalArgumentException("not spelled as signed notes are");
    }
    return note;
  }
}

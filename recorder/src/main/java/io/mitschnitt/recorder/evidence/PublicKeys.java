package io.mitschnitt.recorder.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Public keys as files and names. */
public final class PublicKeys {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----\n";
  private static final String END = "-----END PUBLIC KEY-----\n";
  private static final int LINE = 64;

  private PublicKeys() {}

  /** PEM of the SubjectPublicKeyInfo (RFC 7468, RFC 8410). */
  public static String pem(PublicKey key) {
    Base64.Encoder lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    return BEGIN + lines.encodeToString(key.getEncoded()) + "\n" + END;
  }

  /**
   * The key that {@code pem} holds.
   *
   * @throws IllegalArgumentException where it is no Ed25519 key, or spelled otherwise than {@link #pem} does
   */
  public static PublicKey read(byte[] pem) {
    String text = new String(pem, StandardCharsets.US_ASCII);
    if (!text.startsWith(BEGIN)
        || !text.endsWith(END)
        || text.length() < BEGIN.length() + END.length()) {
      throw new IllegalArgumentException("not a public key in PEM");
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length()).replace("\n", "");
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(body));
      PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(spec);
      if (!pem(key).equals(text)) {
        throw new IllegalArgumentException("not spelled as public keys are");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 key", e);
    }
  }

  /** The SHA-256 by which people compare a key with what was published. */
  public static String fingerprint(PublicKey key) {
    return Merkle.hex(key.getEncoded());
  }

  /** The name of the log that {@code key} signs. */
  public static String origin(PublicKey key) {
    return "mitschnitt/" + fingerprint(key).substring(0, 16);
  }
}

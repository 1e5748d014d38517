package io.mitschnitt.gateway.edge.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that nobody can guess; the stack's own are 32 bits of an ordinary random generator. */
final class Tokens {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** 96 random bits as hex: a tag, the left half of a Call-ID. */
  static String tag() {
    return hex(12);
  }

  /** 128 random bits as hex: a nonce, a password, the host that stands for a flow. */
  static String secret() {
    return hex(16);
  }

  /** Stands for {@code text} in logs. */
  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}

package io.mitschnitt.webui.receipt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A code that nobody guesses: 100 random bits as 20 letters and digits that are easy to say and to read (Crockford's
 * base 32). Only its hash is kept.
 */
public record ReceiptCode(String value) {

  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  static ReceiptCode fresh() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
    }
    return new ReceiptCode(code.toString());
  }

  /** The code that somebody typed: in any case, with dashes or spaces, O for 0, I and L for 1. */
  static Optional<ReceiptCode> read(String typed) {
    String plain = typed
        .toUpperCase(Locale.ROOT)
        .replaceAll("[- ]", "")
        .replace('O', '0')
        .replaceAll("[IL]", "1");
    boolean form = plain.length() == LENGTH && plain.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    return form ? Optional.of(new ReceiptCode(plain)) : Optional.empty();
  }

  /** In fives, as it is told. */
  String shown() {
    return value.replaceAll("(.{5})(?=.)", "$1-");
  }

  /** Under which its receipt is kept. */
  String key() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ReceiptCode[***]";
  }
}

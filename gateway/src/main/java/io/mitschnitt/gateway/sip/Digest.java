package io.mitschnitt.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The digest by which a softphone proves that it knows a password: MD5, SHA-256 and SHA-512-256, quality of protection
 * {@code auth} or none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7616">RFC 7616</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8760">RFC 8760, its use in SIP</a>
 */
public final class Digest {

  private Digest() {}

  /**
   * What the client claims, as its Authorization header says.
   *
   * @param algorithm as written; null = MD5
   * @param nc eight hex digits, where there is a qop
   */
  public record Claim(
      @Nullable String algorithm,
      String username,
      String realm,
      String uri,
      String nonce,
      @Nullable String nc,
      @Nullable String cnonce,
      @Nullable String qop,
      String response) {

    @Override
    public String toString() {
      return "Claim[***]";
    }
  }

  /** Whether {@code claim} was made by somebody who knows {@code password}; false for an unknown algorithm. */
  public static boolean proves(Claim claim, String method, String password) {
    return expected(claim, method, password)
        .map(expected -> MessageDigest.isEqual(
            ascii(expected), ascii(claim.response().toLowerCase(Locale.ROOT))))
        .orElse(false);
  }

  /** The right response to a challenge, in hex; nothing where the algorithm or the qop is not known. */
  public static Optional<String> expected(Claim c, String method, String password) {
    if (c.qop() != null
        && (!c.qop().equalsIgnoreCase("auth") || c.nc() == null || c.cnonce() == null)) {
      return Optional.empty();
    }
    return algorithm(c.algorithm()).map(hash -> {
      String ha1 = hex(hash, c.username() + ":" + c.realm() + ":" + password);
      String ha2 = hex(hash, method + ":" + c.uri());
      String middle = c.qop() == null ? "" : c.nc() + ":" + c.cnonce() + ":" + c.qop() + ":";
      return hex(hash, ha1 + ":" + c.nonce() + ":" + middle + ha2);
    });
  }

  private static Optional<MessageDigest> algorithm(@Nullable String name) {
    return switch (name == null ? "MD5" : name.toUpperCase(Locale.ROOT)) {
      case "MD5" -> Optional.of(hash("MD5"));
      case "SHA-256" -> Optional.of(hash("SHA-256"));
      case "SHA-512-256" -> Optional.of(hash("SHA-512/256"));
      default -> Optional.empty();
    };
  }

  private static MessageDigest hash(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(MessageDigest hash, String text) {
    return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

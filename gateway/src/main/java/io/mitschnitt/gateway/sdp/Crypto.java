package io.mitschnitt.gateway.sdp;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A key for SRTP that stands in a description: {@code a=crypto} with {@code AES_CM_128_HMAC_SHA1_80}, the suite that
 * everybody has. Only as secret as the signalling that carries it.
 *
 * @param tag by which an answer names the line of the offer that it takes, one to nine digits
 * @param key 16 octets of master key, then 14 of salt; for what its author sends
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4568">RFC 4568</a>
 */
@SuppressWarnings("ArrayRecordComponent") // key material: handed on, compared by sameKey alone
public record Crypto(String tag, byte[] key) {

  public static final int KEY = 16;
  private static final int OCTETS = 30;
  private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";

  /** A new key of our own. */
  public static Crypto random(SecureRandom random) {
    byte[] key = new byte[OCTETS];
    random.nextBytes(key);
    return new Crypto("1", key);
  }

  /** The same key as the answer to the line that {@code theirs} is. */
  public Crypto answering(Crypto theirs) {
    return new Crypto(theirs.tag(), key);
  }

  public boolean sameKey(Crypto other) {
    return Arrays.equals(key, other.key);
  }

  /** The first line that we can use: our suite, one key without an MKI, no wishes that we do not know. */
  static Optional<Crypto> read(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("a=crypto:"))
        .flatMap(line -> read(line.substring(9)).stream())
        .findFirst();
  }

  private static Optional<Crypto> read(String value) {
    String[] words = value.strip().split(" +");
    boolean ours = words.length >= 3
        && Sdp.number(words[0], 999_999_999) >= 0
        && words[1].equals(SUITE)
        && words[2].startsWith("inline:")
        && !words[2].contains(";")
        && Arrays.stream(words).skip(3).allMatch(Crypto::harmless);
    if (!ours) return Optional.empty();
    String[] parts = words[2].substring(7).split("\\|");
    boolean labelled = Arrays.stream(parts).skip(1).anyMatch(part -> part.contains(":"));
    return labelled ? Optional.empty() : octets(parts[0]).map(key -> new Crypto(words[0], key));
  }

  /** What may be left aside (section 6.3): a hint of the window of repeats, and what is marked as optional. */
  private static boolean harmless(String parameter) {
    return parameter.startsWith("-") || parameter.startsWith("WSH=");
  }

  private static Optional<byte[]> octets(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text)).filter(key -> key.length == OCTETS);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String line() {
    return "a=crypto:" + tag + " " + SUITE + " inline:" + Base64.getEncoder().encodeToString(key)
        + "\r\n";
  }

  @Override
  public String toString() {
    return "Crypto[***]";
  }
}

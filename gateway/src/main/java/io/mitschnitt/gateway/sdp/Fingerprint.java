package io.mitschnitt.gateway.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hash of a certificate that will appear in the DTLS handshake.
 *
 * @param algorithm {@code sha-256}, {@code sha-384} or {@code sha-512}; weaker ones are no fingerprint to us
 * @param value upper-case hex octets with colons
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8122#section-5">RFC 8122, section 5</a>
 */
public record Fingerprint(String algorithm, String value) {

  private static final Pattern VALUE = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){31,63}");
  private static final List<String> STRONG = List.of("sha-256", "sha-384", "sha-512");

  /** Reads an attribute's value. */
  static Optional<Fingerprint> read(String attribute) {
    String[] words = attribute.strip().split(" +", 3);
    if (words.length != 2) return Optional.empty();
    String algorithm = words[0].toLowerCase(Locale.ROOT);
    String value = words[1].toUpperCase(Locale.ROOT);
    boolean good = STRONG.contains(algorithm) && VALUE.matcher(value).matches();
    return good ? Optional.of(new Fingerprint(algorithm, value)) : Optional.empty();
  }

  @Override
  public String toString() {
    return algorithm + " " + value;
  }
}

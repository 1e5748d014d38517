package io.mitschnitt.recorder.contract;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one call: opaque to clients, sortable by time (48 bits of milliseconds, 80 random bits, as hex).
 *
 * @param value 32 lower-case hex digits
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, UUIDv7, whose idea this is</a>
 */
public record CallId(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public CallId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a call's id");
    }
  }

  /** A new name for a call that begins at {@code epochMillis}. */
  public static CallId at(long epochMillis) {
    byte[] random = new byte[10];
    RANDOM.nextBytes(random);
    return new CallId(
        "%012x".formatted(epochMillis & 0xFFFF_FFFF_FFFFL) + HexFormat.of().formatHex(random));
  }

  /** The id that a client wrote, or nothing where it is not one. */
  public static Optional<CallId> read(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new CallId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.mitschnitt.recorder.contract;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one recording: 128 random bits, so that nobody can guess the next one.
 *
 * @param value 32 lower-case hex digits
 */
public record RecordingId(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public RecordingId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a recording's id");
    }
  }

  public static RecordingId random() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return new RecordingId(HexFormat.of().formatHex(bits));
  }

  /** The id that a client wrote, or nothing where it is not one. */
  public static Optional<RecordingId> read(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new RecordingId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

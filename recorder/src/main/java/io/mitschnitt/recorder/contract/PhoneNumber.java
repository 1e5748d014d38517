package io.mitschnitt.recorder.contract;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number as carriers exchange it: E.164, a plus sign and two to fifteen digits.
 *
 * <p>A caller's number is personal data. {@link #toString()} therefore shows nothing of it; code that must dial or
 * display the number says so by calling {@link #e164()}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3966#section-5.1.4">RFC 3966, global numbers</a>
 */
public record PhoneNumber(String e164) {

  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");

  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
      throw new IllegalArgumentException("not an E.164 number");
    }
  }

  /** The number that {@code text} is, where it is one. */
  public static Optional<PhoneNumber> read(String text) {
    return E164.matcher(text).matches() ? Optional.of(new PhoneNumber(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "+***";
  }
}

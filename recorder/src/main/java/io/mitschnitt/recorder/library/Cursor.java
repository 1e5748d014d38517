package io.mitschnitt.recorder.library;

import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Search.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the list as an opaque text: base64url of "milliseconds:recording". Pure. */
final class Cursor {

  private static final Pattern FORM = Pattern.compile("(\\d{1,15}):([0-9a-f]{32})");

  private Cursor() {}

  static String write(Position position) {
    String plain = position.startedAt().toEpochMilli() + ":" + position.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * @throws IllegalArgumentException when no page ever said this
   */
  static Position read(String text) {
    String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    Matcher matcher = FORM.matcher(plain);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a cursor");
    }
    return new Position(
        Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), new RecordingId(matcher.group(2)));
  }
}

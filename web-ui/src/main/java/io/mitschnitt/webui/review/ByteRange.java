package io.mitschnitt.webui.review;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a file a request asks for, both ends included.
 *
 * @param kind WHOLE where no range, several, or an unknown form was asked for, which a server may ignore
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, section 14</a>
 */
record ByteRange(Kind kind, long first, long last) {

  /** What becomes of the request. */
  enum Kind {
    /** 200, all bytes. */
    WHOLE,
    /** 206, these bytes. */
    PART,
    /** 416, no such bytes. */
    NONE
  }

  private static final Pattern ONE =
      Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

  /** What {@code header} asks of a file of {@code length} bytes, 1 at least. */
  static ByteRange read(@Nullable String header, long length) {
    Matcher range = ONE.matcher(header == null ? "" : header);
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return whole(length);
    }
    if (range.group(1).isEmpty()) {
      long suffix = Long.parseLong(range.group(2));
      return suffix == 0 ? none() : part(Math.max(0, length - suffix), length - 1);
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    if (last < first) {
      return whole(length);
    }
    return first >= length ? none() : part(first, Math.min(last, length - 1));
  }

  static ByteRange whole(long length) {
    return new ByteRange(Kind.WHOLE, 0, length - 1);
  }

  long bytes() {
    return last - first + 1;
  }

  private static ByteRange part(long first, long last) {
    return new ByteRange(Kind.PART, first, last);
  }

  private static ByteRange none() {
    return new ByteRange(Kind.NONE, 0, -1);
  }
}

package io.mitschnitt.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The front filter: turns away what is not worth parsing, in one pass over the bytes. The SIP parser takes time square
 * to the length of a list, so that one datagram could hold an event loop for a second; here bytes, lines and commas are
 * counted first.
 *
 * <p>Sizes are checked, and the few things on which parsers disagree and which therefore carry messages past each
 * other: NUL and lone CR or LF in the headers, and single headers that come twice (RFC 3261, section 7.3.1).
 */
public final class SipGuard {

  /** The longest message, headers and body, in bytes. */
  public static final int MESSAGE = 16_384;

  static final int HEADERS = 64;
  static final int HEADER = 4_096;
  static final int VIAS = 20;
  static final int VALUES = 48;

  /** Headers that a message has once, each as a bit, under both of their names. */
  private static final Map<String, Integer> SINGLE = Map.of(
      "call-id",
      1,
      "i",
      1,
      "cseq",
      2,
      "from",
      4,
      "f",
      4,
      "to",
      8,
      "t",
      8,
      "content-length",
      16,
      "l",
      16,
      "max-forwards",
      32);

  private final byte[] bytes;
  private int headers;
  private int vias;
  private int seen;

  private SipGuard(byte[] bytes) {
    this.bytes = bytes;
  }

  /** What is wrong with a message; nothing where it may be parsed. */
  public static Optional<String> refuse(byte[] message) {
    return message.length > MESSAGE
        ? Optional.of("message too long")
        : Optional.ofNullable(new SipGuard(message).headers());
  }

  private @Nullable String headers() {
    int at = 0;
    while (at < bytes.length && (bytes[at] == '\r' || bytes[at] == '\n')) {
      at++;
    }
    while (at < bytes.length) {
      int end = endOfHeader(at);
      if (end < 0) {
        return "stray control character";
      }
      if (end == at) {
        return null; // the empty line: what follows is the body
      }
      String wrong = header(at, end);
      if (wrong != null) {
        return wrong;
      }
      at = Math.min(end + 2, bytes.length);
    }
    return null;
  }

  /** Where the header that starts at {@code start} ends, its folded lines included; -1 at a NUL or half a line end. */
  private int endOfHeader(int start) {
    for (int i = start; i < bytes.length; i++) {
      byte c = bytes[i];
      if (c == 0 || c == '\n') {
        return -1;
      }
      if (c == '\r') {
        if (i + 1 < bytes.length && bytes[i + 1] != '\n') {
          return -1;
        }
        if (i == start || !folds(i + 2)) {
          return i;
        }
        i++;
      }
    }
    return bytes.length;
  }

  private boolean folds(int next) {
    return next < bytes.length && (bytes[next] == ' ' || bytes[next] == '\t');
  }

  private @Nullable String header(int start, int end) {
    if (++headers > HEADERS + 1) { // the first line is none
      return "too many headers";
    }
    if (end - start > HEADER) {
      return "header too long";
    }
    int values = 1;
    int colon = -1;
    for (int i = start; i < end; i++) {
      if (bytes[i] == ',') {
        values++;
      } else if (bytes[i] == ':' && colon < 0) {
        colon = i;
      }
    }
    if (values > VALUES) {
      return "too many values";
    }
    return headers == 1 || colon < 0 ? null : named(start, colon, values);
  }

  private @Nullable String named(int start, int colon, int values) {
    if (colon - start > 40) {
      return null;
    }
    String name = new String(bytes, start, colon - start, StandardCharsets.ISO_8859_1)
        .trim()
        .toLowerCase(Locale.ROOT);
    if (name.equals("via") || name.equals("v")) {
      vias += values;
      return vias > VIAS ? "too many Via" : null;
    }
    int bit = SINGLE.getOrDefault(name, 0);
    if ((seen & bit) != 0) {
      return "doubled header";
    }
    seen |= bit;
    return null;
  }
}

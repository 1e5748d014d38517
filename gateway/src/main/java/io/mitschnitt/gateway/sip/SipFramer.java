package io.mitschnitt.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Cuts a byte stream into SIP messages, with the double CRLF keep-alive between them. A stream whose cut is in doubt is
 * broken for good.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3261#section-18.3">RFC 3261, section 18.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5626#section-3.5.1">RFC 5626, section 3.5.1</a>
 */
public final class SipFramer {

  private static final Pattern FOLD = Pattern.compile("\r\n[ \t]+");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");

  private final int limit;
  private final Consumer<byte[]> message;
  private final Runnable ping;
  private final Consumer<String> broken;
  private byte[] data = new byte[2048];
  private int from; // what is held: from, inclusive, to to, exclusive
  private int to;
  private int scanned; // up to where the end of the headers was looked for
  private int need = -1; // the length of the message once its headers are complete
  private boolean dead;

  /**
   * @param limit longest message in bytes
   * @param message takes each whole message
   * @param ping called for each double CRLF
   * @param broken told once why the stream cannot be cut any more
   */
  public SipFramer(int limit, Consumer<byte[]> message, Runnable ping, Consumer<String> broken) {
    this.limit = limit;
    this.message = message;
    this.ping = ping;
    this.broken = broken;
  }

  /** Takes what arrived. */
  public void feed(byte[] chunk) {
    if (dead) {
      return;
    }
    append(chunk);
    while (next()) {
      // each turn cuts one message
    }
  }

  /** Whether a part of a message is held, the rest of which has not come. */
  public boolean partial() {
    return !dead && from < to;
  }

  private void append(byte[] chunk) {
    if (data.length - to < chunk.length) {
      int held = to - from;
      byte[] target = held + chunk.length > data.length
          ? new byte[Math.max(data.length * 2, held + chunk.length)]
          : data;
      System.arraycopy(data, from, target, 0, held);
      data = target;
      scanned -= from;
      from = 0;
      to = held;
    }
    System.arraycopy(chunk, 0, data, to, chunk.length);
    to += chunk.length;
  }

  private boolean next() {
    if (need < 0 && !(skipKeepAlives() && headersComplete())) {
      return false;
    }
    if (to - from < need) {
      return false;
    }
    byte[] whole = Arrays.copyOfRange(data, from, from + need);
    from += need;
    scanned = from;
    need = -1;
    message.accept(whole);
    return !dead && from < to;
  }

  /** False where what is held may still become a ping. */
  private boolean skipKeepAlives() {
    while (to - from >= 2 && data[from] == '\r' && data[from + 1] == '\n') {
      if (to - from >= 4 && data[from + 2] == '\r' && data[from + 3] == '\n') {
        ping.run();
        from += 4;
      } else if (to - from >= 3 && data[from + 2] != '\r') {
        from += 2;
      } else {
        scanned = from;
        return false;
      }
      scanned = from;
    }
    return true;
  }

  private boolean headersComplete() {
    int end = endOfHeaders();
    if (end < 0) {
      return to - from > limit && fail("headers too long");
    }
    int length = contentLength(end);
    if (length < 0) {
      return fail("no valid Content-Length");
    }
    need = end - from + length;
    return need <= limit || fail("message too long");
  }

  private boolean fail(String why) {
    dead = true;
    broken.accept(why);
    return false;
  }

  private int endOfHeaders() {
    for (int i = Math.max(from, scanned - 3); i + 3 < to; i++) {
      if (data[i] == '\r' && data[i + 1] == '\n' && data[i + 2] == '\r' && data[i + 3] == '\n') {
        return i + 4;
      }
    }
    scanned = to;
    return -1;
  }

  /** The header's value under either name; -1 where it is absent, doubled with another value, or no number. */
  private int contentLength(int end) {
    int found = -1;
    String head = FOLD.matcher(new String(data, from, end - from, StandardCharsets.ISO_8859_1))
        .replaceAll(" ");
    for (String line : head.lines().toList()) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
      if (name.equals("content-length") || name.equals("l")) {
        String value = line.substring(colon + 1).trim();
        int length = LENGTH.matcher(value).matches() ? Integer.parseInt(value) : -1;
        if (length < 0 || (found >= 0 && found != length)) {
          return -1;
        }
        found = length;
      }
    }
    return found;
  }
}

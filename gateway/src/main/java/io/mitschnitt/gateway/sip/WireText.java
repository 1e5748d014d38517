package io.mitschnitt.gateway.sip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text of people in the places where SIP lets it stand: the user part of an address, a quoted display name. */
public final class WireText {

  /** RFC 3261, section 25.1: unreserved and user-unreserved, without the two that start parameters elsewhere. */
  private static final String PLAIN = "-_.!~*'()&=+$,/";

  private WireText() {}

  /** As the user part of an address, escaped where it must be. */
  public static String user(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return out.toString();
  }

  /** What a user part stands for, without its parameters. A percent sign that escapes nothing stays. */
  public static String userOf(String wire) {
    int parameters = wire.indexOf(';');
    return unescaped(parameters < 0 ? wire : wire.substring(0, parameters));
  }

  /** What percent signs stand for; one that escapes nothing stays. */
  public static String unescaped(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low < 0) {
        out.write(bytes[i]);
      } else {
        out.write(high << 4 | low);
        i += 2;
      }
    }
    return printable(out.toString(StandardCharsets.UTF_8));
  }

  /** As the inside of a quoted string. */
  public static String quoted(String text) {
    return printable(text).replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** What the inside of a quoted string stands for. */
  public static String unquoted(String wire) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < wire.length(); i++) {
      boolean escape = wire.charAt(i) == '\\' && i + 1 < wire.length();
      out.append(wire.charAt(escape ? ++i : i));
    }
    return printable(out.toString());
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().filter(c -> !Character.isISOControl(c)).forEach(out::appendCodePoint);
    return out.toString();
  }
}

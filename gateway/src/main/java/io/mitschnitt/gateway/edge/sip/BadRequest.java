package io.mitschnitt.gateway.edge.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Our own 400 for what the parser could not read. It holds the headers by which the sender finds its request again and
 * nothing else of it; the stack's own would send the whole request back, and its text in the status line.
 */
final class BadRequest {

  private static final int MAX = 1_024;
  private static final List<String> KEPT =
      List.of("via", "v", "from", "f", "to", "t", "call-id", "i", "cseq");

  private BadRequest() {}

  /** The first line that is not empty, without its end. */
  static String firstLine(byte[] message) {
    return new String(message, 0, Math.min(message.length, MAX), StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The answer, or nothing where there must be none: to a response, to an ACK, or without a way back. */
  static byte[] answer(byte[] request) {
    String text = new String(request, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    List<String> lines = (end < 0 ? text : text.substring(0, end)).lines().toList();
    if (lines.isEmpty() || lines.get(0).startsWith("SIP/") || lines.get(0).startsWith("ACK ")) {
      return new byte[0];
    }
    List<String> kept = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
      if (KEPT.contains(name) && line.length() <= MAX) {
        kept.add(line);
      }
    }
    if (kept.size() < 5) {
      return new byte[0];
    }
    String answer =
        "SIP/2.0 400 Bad Request\r\n" + String.join("\r\n", kept) + "\r\nContent-Length: 0\r\n\r\n";
    return answer.getBytes(StandardCharsets.UTF_8);
  }
}

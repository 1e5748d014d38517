package io.mitschnitt.gateway.edge.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A SIP phone made of text: one call at a time, every message written and read by the test. */
final class TextPhone {

  static final String OFFER =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
          + "m=audio 40000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n";
  private static final int PATIENCE = 15_000;

  final TextWire wire;
  final String user;
  final String callId = Tokens.secret();
  final String tag = Tokens.tag();
  String target;
  String to;
  String contact = ""; // where it is not the wire's plain address
  int cseq = 1;
  private String branch = "";
  private String extra = "";

  TextPhone(TextWire wire, String user, String target) {
    this.wire = wire;
    this.user = user;
    this.target = target;
    this.to = "<" + target + ">";
  }

  /** Header lines that the next requests carry besides. */
  TextPhone with(String... lines) {
    extra = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
    return this;
  }

  String contact() {
    return !contact.isEmpty()
        ? contact
        : "<sip:" + user + "@" + wire.hostPort()
            + (wire.transport().equals("UDP")
                ? ""
                : ";transport=" + wire.transport().toLowerCase(Locale.ROOT))
            + ">";
  }

  /** Sends a request; a new transaction, unless it is an ACK to a refusal or a CANCEL. */
  void request(String method, String body) {
    boolean same = method.equals("CANCEL") || method.equals("NAK");
    if (!same) {
      branch = "z9hG4bK" + Tokens.tag();
      cseq += method.equals("ACK") ? 0 : 1;
    }
    String name = method.equals("NAK") ? "ACK" : method;
    send(name + " " + target + " SIP/2.0\r\n"
        + "Via: SIP/2.0/" + wire.transport() + " " + wire.hostPort() + ";branch=" + branch
        + ";rport\r\n"
        + "Max-Forwards: 70\r\n"
        + "From: <sip:" + user + "@example.org>;tag=" + tag + "\r\n"
        + "To: " + to + "\r\n"
        + "Call-ID: " + callId + "\r\n"
        + "CSeq: " + cseq + " " + name + "\r\n"
        + "Contact: " + contact() + "\r\n"
        + extra
        + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  void send(String message) {
    wire.send(message.getBytes(StandardCharsets.UTF_8));
  }

  /** Places a call: INVITE, and waits for the final answer. */
  String invite() {
    request("INVITE", OFFER);
    return finalAnswer();
  }

  /** The next final answer; provisional ones are passed over, and a To tag is learned. */
  String finalAnswer() {
    List<String> seen = new ArrayList<>();
    while (true) {
      String answer = next();
      seen.add(answer.lines().findFirst().orElse(""));
      if (answer.startsWith("SIP/2.0 ") && status(answer) >= 200) {
        learn(answer);
        return answer;
      }
      if (!answer.startsWith("SIP/2.0 1")) {
        throw new AssertionError("no final answer but " + seen);
      }
    }
  }

  void learn(String answer) {
    if (header(answer, "To") != null && header(answer, "To").contains("tag=")) {
      to = header(answer, "To");
    }
    String contact = header(answer, "Contact");
    if (status(answer) < 300 && contact != null && header(answer, "CSeq").contains("INVITE")) {
      target = contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    }
  }

  /** The next message; an error where none comes. */
  String next() {
    String message = wire.receive(PATIENCE);
    if (message == null) {
      throw new AssertionError("nothing came");
    }
    return message.isBlank() ? next() : message;
  }

  /** The next message that begins with {@code start}; others are passed over. */
  String await(String start) {
    List<String> seen = new ArrayList<>();
    long end = System.nanoTime() + PATIENCE * 1_000_000L;
    while (System.nanoTime() < end) {
      String message = wire.receive(PATIENCE);
      if (message != null && message.startsWith(start)) {
        return message;
      }
      seen.add(message == null ? "nothing" : message.lines().findFirst().orElse(""));
    }
    throw new AssertionError("no " + start + " but " + seen);
  }

  /** Takes the caller's side of a dialog that the other side began with {@code invite}. */
  void takes(String invite) {
    String contact = header(invite, "Contact");
    target = contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
  }

  /** Answers a request of the other side. */
  void answer(String request, int status, String phrase, String body, String... lines) {
    StringBuilder answer = new StringBuilder("SIP/2.0 " + status + " " + phrase + "\r\n");
    request
        .lines()
        .filter(l -> l.startsWith("Via:") || l.startsWith("Record-Route:"))
        .forEach(l -> answer.append(l).append("\r\n"));
    String toLine = header(request, "To");
    answer.append("From: ").append(header(request, "From")).append("\r\n");
    answer
        .append("To: ")
        .append(toLine)
        .append(toLine.contains("tag=") || status == 100 ? "" : ";tag=" + tag)
        .append("\r\n");
    answer.append("Call-ID: ").append(header(request, "Call-ID")).append("\r\n");
    answer.append("CSeq: ").append(header(request, "CSeq")).append("\r\n");
    answer.append("Contact: ").append(contact()).append("\r\n");
    for (String line : lines) {
      answer.append(line).append("\r\n");
    }
    if (!body.isEmpty()) {
      answer.append("Content-Type: application/sdp\r\n");
    }
    answer.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    send(answer.toString());
  }

  /** A request in the dialog that the other side began with {@code invite}. */
  void inDialog(String method, String invite, int number) {
    inDialog(method, invite, number, "");
  }

  void inDialog(String method, String invite, int number, String body) {
    takes(invite);
    forge(method, invite, tag, number, body);
  }

  void forge(String method, String invite, String tag, int number) {
    forge(method, invite, tag, number, "");
  }

  /** A request in a dialog that may be somebody else's, whose tag is {@code tag}. */
  private void forge(String method, String invite, String tag, int number, String body) {
    send(method + " " + target + " SIP/2.0\r\n"
        + "Via: SIP/2.0/" + wire.transport() + " " + wire.hostPort() + ";branch=z9hG4bK"
        + Tokens.tag() + ";rport\r\n"
        + "Max-Forwards: 70\r\n"
        + "From: " + header(invite, "To") + ";tag=" + tag + "\r\n"
        + "To: " + header(invite, "From") + "\r\n"
        + "Call-ID: " + header(invite, "Call-ID") + "\r\n"
        + "CSeq: " + number + " " + method + "\r\n"
        + "Contact: " + contact() + "\r\n"
        + extra
        + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  static int status(String answer) {
    return answer.startsWith("SIP/2.0 ") ? Integer.parseInt(answer.substring(8, 11)) : 0;
  }

  static @Nullable String header(String message, String name) {
    return message
        .lines()
        .takeWhile(l -> !l.isEmpty())
        .filter(l -> l.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(l -> l.substring(name.length() + 1).trim())
        .findFirst()
        .orElse(null);
  }

  static String body(String message) {
    return message.substring(message.indexOf("\r\n\r\n") + 4);
  }
}

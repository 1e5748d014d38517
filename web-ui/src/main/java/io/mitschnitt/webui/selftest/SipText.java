package io.mitschnitt.webui.selftest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A SIP message as text: enough for a client that talks to one server that it trusts.
 *
 * @param start the request line or the status line
 * @param headers in order, names as written
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3261#section-7">RFC 3261, section 7</a>
 */
record SipText(String start, List<Header> headers, String body) {

  /** One header field; those that may be combined by commas stay combined. */
  record Header(String name, String value) {}

  SipText {
    headers = List.copyOf(headers);
  }

  static SipText of(String start) {
    return new SipText(start, List.of(), "");
  }

  /** Reads a whole message, as one WebSocket frame carries it. Folded lines are not supported: nobody sends them. */
  static SipText read(String text) {
    int end = text.indexOf("\r\n\r\n");
    String[] lines = (end < 0 ? text : text.substring(0, end)).split("\r\n");
    List<Header> headers = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.add(new Header(
            lines[i].substring(0, colon).trim(), lines[i].substring(colon + 1).trim()));
      }
    }
    return new SipText(lines[0], headers, end < 0 ? "" : text.substring(end + 4));
  }

  boolean isRequest() {
    return !start.startsWith("SIP/2.0 ");
  }

  /** The request's method; empty for a response. */
  String method() {
    return isRequest() ? start.split(" ")[0] : "";
  }

  /** The response's status; 0 for a request. */
  int status() {
    return isRequest() ? 0 : Integer.parseInt(start.substring(8, 11));
  }

  /** The response's reason phrase. */
  String phrase() {
    return isRequest() || start.length() < 12 ? "" : start.substring(12);
  }

  Optional<String> find(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  String get(String name) {
    return find(name).orElse("");
  }

  List<String> all(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  SipText with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new SipText(start, more, body);
  }

  SipText withAll(String name, List<String> values) {
    SipText message = this;
    for (String value : values) {
      message = message.with(name, value);
    }
    return message;
  }

  SipText withBody(String type, String text) {
    return new SipText(start, with("Content-Type", type).headers(), text);
  }

  /** A response to this request, with the headers that every response repeats. */
  SipText reply(int status, String phrase, String toTag) {
    String to = get("To");
    return SipText.of("SIP/2.0 " + status + " " + phrase)
        .withAll("Via", all("Via"))
        .withAll("Record-Route", all("Record-Route"))
        .with("From", get("From"))
        .with("To", to.contains(";tag=") || toTag.isEmpty() ? to : to + ";tag=" + toTag)
        .with("Call-ID", get("Call-ID"))
        .with("CSeq", get("CSeq"));
  }

  /** What stands between the angle brackets of a header such as Contact, else the value up to its parameters. */
  static String uri(String value) {
    int from = value.indexOf('<');
    int to = value.indexOf('>', from + 1);
    return from >= 0 && to > from ? value.substring(from + 1, to) : value.split(";")[0].trim();
  }

  /** The message as it goes over the wire. */
  String text() {
    StringBuilder text = new StringBuilder(start).append("\r\n");
    headers.forEach(h -> text.append(h.name()).append(": ").append(h.value()).append("\r\n"));
    text.append("Content-Length: ")
        .append(body.getBytes(StandardCharsets.UTF_8).length)
        .append("\r\n\r\n");
    return text.append(body).toString();
  }
}

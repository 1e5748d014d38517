package io.mitschnitt.gateway.edge.sip;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** A text phone that tests of whole calls hold: a carrier's on UDP, or a softphone's on a WebSocket. */
public final class OpenPhone implements AutoCloseable {

  private final TextWire wire;
  private TextPhone phone;

  private OpenPhone(TextWire wire, TextPhone phone) {
    this.wire = wire;
    this.phone = phone;
  }

  /** A carrier's, on a port of its own. */
  public static OpenPhone carrier(String user) {
    TextWire.Udp wire = new TextWire.Udp();
    return new OpenPhone(wire, new TextPhone(wire, user, "sip:nobody@127.0.0.1"));
  }

  /** A softphone's, to the web server's port. */
  public static OpenPhone agent(Vertx vertx, int httpPort, String user) throws Exception {
    TextWire.Web wire = new TextWire.Web(vertx, httpPort);
    return new OpenPhone(wire, new TextPhone(wire, user, "sip:nobody@" + House.DOMAIN));
  }

  /** The call that this phone has now, to be spoken in while it begins another. */
  public OpenPhone line() {
    return new OpenPhone(wire, phone);
  }

  public int port() {
    return ((TextWire.Udp) wire).port();
  }

  /** Sends to the gateway's port from now on. */
  public void aim(int port) {
    ((TextWire.Udp) wire).to(port);
  }

  /** Registers, and fails where that is not taken. */
  public void register(String domain) {
    phone.target = "sip:" + domain;
    phone.to = "<sip:" + phone.user + "@example.org>";
    phone.request("REGISTER", "");
    String answer = phone.finalAnswer();
    if (!answer.startsWith("SIP/2.0 200")) {
      throw new AssertionError(answer);
    }
  }

  /** Places a new call. */
  public void invite(String number, String domain, String sdp) {
    phone = new TextPhone(wire, phone.user, "sip:" + number + "@" + domain);
    phone.to = "<" + phone.target + ">";
    phone.request("INVITE", sdp);
  }

  /** The SDP of the 200 to it, which is acknowledged. */
  public String answered() {
    String answer = outcome();
    if (answer.startsWith("SIP/2.0")) {
      throw new AssertionError(answer);
    }
    return answer;
  }

  /** The same, or the status line of a refusal. */
  public String outcome() {
    String answer = phone.finalAnswer();
    if (TextPhone.status(answer) == 200) {
      phone.request("ACK", "");
      return TextPhone.body(answer);
    }
    phone.request("NAK", "");
    return answer.lines().findFirst().orElse("");
  }

  /** The next message that begins so; others are passed over. */
  public String await(String start) {
    return phone.await(start);
  }

  public void answer(String request, int status, String phrase, String sdp) {
    phone.answer(request, status, phrase, sdp);
  }

  /** An answer of another phone behind the same number, with a tag of its own. */
  public void answerAs(String who, String request, int status, String phrase, String sdp) {
    new TextPhone(wire, who, phone.target).answer(request, status, phrase, sdp);
  }

  /** What our answers have on their To header. */
  public String tag() {
    return phone.tag;
  }

  /** The offer in the 200 to an INVITE of ours that had none. */
  public String lateOffer() {
    String ok = phone.finalAnswer();
    if (TextPhone.status(ok) != 200) {
      throw new AssertionError(ok);
    }
    return body(ok);
  }

  /** The ACK, with an answer. */
  public void acknowledge(String sdp) {
    phone.request("ACK", sdp);
  }

  /** A re-INVITE in the call that came with {@code invite}, which is refused; the status line. */
  public String refusedOffer(String invite, int number, String sdp) {
    phone.inDialog("INVITE", invite, number, sdp);
    String refusal = phone.await("SIP/2.0 4");
    phone.inDialog("ACK", invite, number);
    return refusal;
  }

  /** A re-INVITE without an offer, whose answer goes with the ACK; the offer in the 200. */
  public String reoffer(String method, String invite, int number, String sdp, String answer) {
    phone.inDialog(method, invite, number, sdp);
    String ok = granted(number);
    phone.inDialog("ACK", invite, number, answer);
    return body(ok);
  }

  /** An offer in the call that came with {@code invite}, by INVITE or UPDATE; the SDP of the 200 to it. */
  public String reoffer(String method, String invite, int number, String sdp) {
    phone.inDialog(method, invite, number, sdp);
    String ok = granted(number);
    if (method.equals("INVITE")) {
      phone.inDialog("ACK", invite, number);
    }
    return body(ok);
  }

  /** A re-INVITE in the call that we placed; the SDP of the 200 to it. */
  public String reinvite(String sdp) {
    phone.request("INVITE", sdp);
    String ok = granted(phone.cseq);
    phone.request("ACK", "");
    return body(ok);
  }

  /** The 200 to the request of that number; older ones may come again. */
  private String granted(int number) {
    String ok;
    do {
      ok = phone.await("SIP/2.0 200");
    } while (!TextPhone.header(ok, "CSeq").startsWith(number + " "));
    return ok;
  }

  /** A REFER in the call that came with {@code invite}; the status line of its answer. */
  public String refer(String invite, int number, String to, String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("Refer-To: " + to);
    phone.with(all.toArray(String[]::new)).inDialog("REFER", invite, number);
    phone.with();
    String answer;
    do {
      answer = phone.await("SIP/2.0 ");
    } while (!TextPhone.header(answer, "CSeq").endsWith("REFER"));
    return answer.lines().findFirst().orElse("");
  }

  /** The next NOTIFY, which is answered: its subscription's state and the status line in it. */
  public String notified() {
    String notify = phone.await("NOTIFY ");
    phone.answer(notify, 200, "OK", "");
    return TextPhone.header(notify, "Subscription-State") + " " + body(notify).trim();
  }

  /** The call that we placed, as a Replaces header names it (RFC 3891), escaped as in a Refer-To. */
  public String replaces() {
    String theirs = phone.to.substring(phone.to.indexOf("tag=") + 4);
    return "Replaces=" + phone.callId + "%3Bto-tag%3D" + theirs + "%3Bfrom-tag%3D" + phone.tag;
  }

  /** BYE in a call that we placed. */
  public void bye() {
    phone.request("BYE", "");
  }

  /** BYE in a call that came with {@code invite}. */
  public void bye(String invite) {
    phone.inDialog("BYE", invite, 100);
  }

  /** Lets go of what is left of former calls: answers every BYE, passes over the rest. */
  public void hush() {
    for (String left = wire.receive(300); left != null; left = wire.receive(300)) {
      if (left.startsWith("BYE ") || left.startsWith("CANCEL ") || left.startsWith("INFO ")) {
        phone.answer(left, 200, "OK", "");
      }
    }
  }

  public static String body(String message) {
    return TextPhone.body(message);
  }

  @Override
  public void close() {
    wire.close();
  }
}

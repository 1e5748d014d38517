package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.gateway.sip.SipDoor.Source;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls with a carrier over UDP, message by message. */
class TrunkCallTest {

  private static final Ending BYE = new Ending(Whose.US, "done", 0);
  private static Vertx vertx;
  private static TextWire.Udp wire;
  private static House house;
  private TextPhone phone;

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    wire = new TextWire.Udp();
    house = House.open(vertx, House.trunk(wire.port(), Transport.UDP));
    wire.to(house.edge.udpPort());
  }

  @AfterAll
  static void close() throws Exception {
    wire.close();
    house.close();
    House.get(vertx.close());
  }

  @BeforeEach
  void phone() {
    phone = new TextPhone(wire, "+491701234567", "sip:+49301111@127.0.0.1:" + house.edge.udpPort());
  }

  @AfterEach
  void no_leg_is_left() throws Exception {
    house.empty();
    String rest = wire.receive(1);
    while (rest != null) {
      rest = wire.receive(1);
    }
  }

  /** A confirmed call that came in. */
  private record Up(SipLeg leg, Heard heard) {}

  private Up up() throws Exception {
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    Heard heard = Heard.of(call.leg());
    house.on(() -> call.leg().answer(TextPhone.OFFER));
    assertThat(TextPhone.status(phone.finalAnswer())).isEqualTo(200);
    phone.request("ACK", "");
    assertThat(heard.next()).isEqualTo("confirmed");
    return new Up(call.leg(), heard);
  }

  @Test
  void an_incoming_call_is_announced_with_who_calls_whom() throws Exception {
    phone.with(
        "P-Asserted-Identity: \"Wer \\\"da\\\"\" <sip:+4930999@carrier.example>",
        "Diversion: <sip:x@y.example>");
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();

    assertThat(call.source()).isEqualTo(new Source.FromTrunk("carrier"));
    assertThat(call.from().number()).contains(new PhoneNumber("+4930999"));
    assertThat(call.from().name()).isEqualTo("Wer \"da\"");
    assertThat(call.dialled()).isEqualTo("+49301111");
    assertThat(call.sdp()).contains(TextPhone.OFFER);
    assertThat(call.headers()).containsEntry("diversion", "<sip:x@y.example>");

    Heard.of(call.leg());
    house.on(() -> call.leg().refuse(404, "Not Found"));
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 404 Not Found");
    phone.request("NAK", "");
  }

  @Test
  void a_call_is_rung_answered_and_ended_by_the_carrier() throws Exception {
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    Heard heard = Heard.of(call.leg());
    house.on(() -> call.leg().ring());
    assertThat(phone.await("SIP/2.0 180")).contains(";tag=");
    house.on(() -> call.leg().answer(TextPhone.OFFER));
    String ok = phone.finalAnswer();
    assertThat(TextPhone.body(ok)).isEqualTo(TextPhone.OFFER);
    assertThat(TextPhone.header(ok, "Contact")).contains("127.0.0.1:" + house.edge.udpPort());
    phone.request("ACK", "");
    assertThat(heard.next()).isEqualTo("confirmed");
    phone.request("BYE", "");
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 200");
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void a_call_is_ended_by_us_with_a_reason() throws Exception {
    Up up = up();
    house.on(() -> up.leg.hangup(new Ending(Whose.AGENT, "hung up", 16)));
    String bye = phone.await("BYE");
    assertThat(TextPhone.header(bye, "Reason")).isEqualTo("Q.850;cause=16;text=\"hung up\"");
    phone.answer(bye, 200, "OK", "");
    assertThat(up.heard.next()).isEqualTo("ended AGENT hung up");
  }

  @Test
  void a_call_goes_out_to_the_trunk_as_carriers_want_it() throws Exception {
    Heard heard = new Heard();
    Party from = new Party(PhoneNumber.read("+493012345"), "+493012345", "Anna");
    SipLeg leg = house.on(() -> house
        .edge
        .door()
        .call(new Destination.ToTrunk("carrier", "+49170555"), from, TextPhone.OFFER, heard));
    String invite = phone.await("INVITE");
    assertThat(invite).startsWith("INVITE sip:+49170555@127.0.0.1:" + wire.port() + " SIP/2.0");
    assertThat(TextPhone.header(invite, "From"))
        .contains("\"Anna\" <sip:+493012345@carrier.example>");
    assertThat(TextPhone.header(invite, "P-Asserted-Identity"))
        .isEqualTo("<sip:+493012345@carrier.example>");
    assertThat(TextPhone.header(invite, "Via")).contains("rport");
    phone.answer(invite, 180, "Ringing", "");
    assertThat(heard.next()).isEqualTo("ringing 180");
    phone.answer(invite, 183, "Session Progress", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("ringing 183 sdp");
    phone.answer(invite, 200, "OK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("answered");
    phone.await("ACK");
    phone.inDialog("BYE", invite, 1);
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 200");
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
    assertThat(leg.id()).hasSize(8);
  }

  @Test
  void a_caller_who_hangs_up_while_it_rings_ends_the_leg() throws Exception {
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    Heard heard = Heard.of(call.leg());
    house.on(() -> call.leg().ring());
    phone.await("SIP/2.0 180");
    phone.request("CANCEL", "");
    assertThat(phone.await("SIP/2.0 200")).contains("CANCEL");
    phone.learn(phone.await("SIP/2.0 487"));
    phone.request("NAK", "");
    assertThat(heard.next()).isEqualTo("ended CALLER hung up before the answer");
    house.on(() -> call.leg().answer(TextPhone.OFFER));
    phone();
    phone.request("OPTIONS", ""); // what comes before its answer was sent before it
    assertThat(phone.finalAnswer()).doesNotContain("INVITE\r\n");
  }

  @Test
  void a_cancel_that_crosses_the_answer_leaves_the_caller_to_end_it() throws Exception {
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    Heard heard = Heard.of(call.leg());
    house.on(() -> call.leg().answer(TextPhone.OFFER));
    phone.finalAnswer();
    phone.request("CANCEL", "");
    assertThat(phone.await("SIP/2.0 200")).contains("CANCEL");
    phone.request("ACK", "");
    assertThat(heard.next()).isEqualTo("confirmed");
    phone.request("BYE", "");
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void a_bye_before_the_answer_ends_the_leg() throws Exception {
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    Heard heard = Heard.of(call.leg());
    house.on(() -> call.leg().ring());
    phone.learn(phone.await("SIP/2.0 180"));
    phone.request("BYE", "");
    phone.await("SIP/2.0 487");
    phone.await("SIP/2.0 200");
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void a_missing_ack_ends_the_call_with_a_bye() throws Exception {
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    Heard heard = Heard.of(call.leg());
    house.on(() -> call.leg().answer(TextPhone.OFFER));
    phone.finalAnswer();
    phone.await("SIP/2.0 200"); // sent again
    assertThat(heard.next()).isEqualTo("ended CALLER no ACK");
    phone.answer(phone.await("BYE"), 200, "OK", "");
  }

  @Test
  void our_bye_waits_for_the_ack() throws Exception {
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    Heard heard = Heard.of(call.leg());
    house.on(() -> call.leg().answer(TextPhone.OFFER));
    phone.finalAnswer();
    house.on(() -> call.leg().hangup(BYE));
    assertThat(heard.next()).isEqualTo("ended US done");
    assertThat(wire.receive(200))
        .satisfiesAnyOf(m -> assertThat(m).isNull(), m -> assertThat(m).startsWith("SIP/2.0"));
    phone.request("ACK", "");
    phone.answer(phone.await("BYE"), 200, "OK", "");
  }

  @Test
  void an_offer_may_come_late() throws Exception {
    phone.request("INVITE", "");
    Incoming call = house.arrival();
    assertThat(call.sdp()).isEmpty();
    Heard heard = Heard.of(call.leg());
    house.on(() -> call.leg().answer(TextPhone.OFFER));
    phone.finalAnswer();
    phone.request("ACK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("confirmed sdp");
    phone.request("BYE", "");
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void early_media_is_passed_on() throws Exception {
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    house.on(() -> call.leg().progress(TextPhone.OFFER));
    assertThat(TextPhone.body(phone.await("SIP/2.0 183"))).isEqualTo(TextPhone.OFFER);
    house.on(() -> call.leg().hangup(new Ending(Whose.AGENT, "busy", 486)));
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 486 ");
    phone.request("NAK", "");
  }

  @Test
  void their_re_invite_is_answered_or_refused() throws Exception {
    Up up = up();
    phone.request("INVITE", TextPhone.OFFER);
    assertThat(up.heard.next()).isEqualTo("reoffered sdp");
    house.on(() -> up.leg.reanswer(TextPhone.OFFER));
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 200");
    phone.request("ACK", "");
    phone.request("INVITE", TextPhone.OFFER);
    assertThat(up.heard.next()).isEqualTo("reoffered sdp");
    house.on(() -> up.leg.rerefuse());
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 488");
    phone.request("NAK", "");
    phone.request("UPDATE", TextPhone.OFFER);
    assertThat(up.heard.next()).isEqualTo("reoffered sdp");
    house.on(() -> up.leg.reanswer(TextPhone.OFFER));
    assertThat(TextPhone.body(phone.finalAnswer())).isEqualTo(TextPhone.OFFER);
    phone.request("BYE", "");
    assertThat(up.heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void a_re_invite_without_an_offer_asks_for_ours() throws Exception {
    Up up = up();
    phone.request("INVITE", "");
    assertThat(up.heard.next()).isEqualTo("reoffered");
    house.on(() -> up.leg.reanswer(TextPhone.OFFER));
    phone.finalAnswer();
    phone.request("ACK", TextPhone.OFFER);
    assertThat(up.heard.next()).isEqualTo("confirmed sdp");
    phone.request("BYE", "");
    assertThat(up.heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void our_re_invite_is_answered_or_refused() throws Exception {
    Up up = up();
    house.on(() -> up.leg.reinvite(TextPhone.OFFER));
    String first = phone.await("INVITE");
    assertThat(TextPhone.header(first, "To")).contains(phone.tag);
    phone.answer(first, 200, "OK", TextPhone.OFFER);
    phone.await("ACK");
    assertThat(up.heard.next()).isEqualTo("reanswered");
    house.on(() -> up.leg.reinvite(TextPhone.OFFER));
    phone.answer(phone.await("INVITE"), 488, "Not Acceptable Here", "");
    phone.await("ACK");
    assertThat(up.heard.next()).isEqualTo("rerefused 488");
    phone.request("BYE", "");
    assertThat(up.heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void glare_is_refused_on_their_side_and_tried_again_on_ours() throws Exception {
    Up up = up();
    house.on(() -> up.leg.reinvite(TextPhone.OFFER));
    String ours = phone.await("INVITE");
    phone.request("INVITE", TextPhone.OFFER);
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 491");
    phone.request("NAK", "");
    phone.answer(ours, 491, "Request Pending", "");
    phone.await("ACK");
    String again = phone.await("INVITE");
    assertThat(TextPhone.header(again, "CSeq")).isNotEqualTo(TextPhone.header(ours, "CSeq"));
    phone.answer(again, 200, "OK", TextPhone.OFFER);
    assertThat(up.heard.next()).isEqualTo("reanswered");
    phone.await("ACK");
    phone.request("BYE", "");
    assertThat(up.heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void info_goes_both_ways_and_options_are_answered() throws Exception {
    Up up = up();
    house.on(() -> up.leg.info("application/vnd.mitschnitt.call-state+json", "{}"));
    String info = phone.await("INFO");
    assertThat(TextPhone.header(info, "Content-Type"))
        .isEqualTo("application/vnd.mitschnitt.call-state+json");
    phone.answer(info, 200, "OK", "");
    phone.request("INFO", TextPhone.OFFER);
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 200");
    assertThat(up.heard.next()).startsWith("info application/sdp v=0");
    phone.request("OPTIONS", "");
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 200").contains("Allow: INVITE, ACK");
    phone.request("REFER", "");
    assertThat(TextPhone.status(phone.finalAnswer())).isIn(400, 405);
    phone.request("BYE", "");
    assertThat(up.heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void options_outside_a_call_are_answered_without_the_products_name() throws Exception {
    phone.request("OPTIONS", "");
    String ok = phone.finalAnswer();
    assertThat(ok)
        .startsWith("SIP/2.0 200")
        .doesNotContainIgnoringCase("mitschnitt")
        .doesNotContain("Server:");
    phone();
    phone.request("SUBSCRIBE", "");
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 405");
  }

  @Test
  void what_an_invite_must_not_ask_is_refused_before_anybody_hears_of_it() throws Exception {
    phone.with("Require: precondition").request("INVITE", TextPhone.OFFER);
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 420").contains("Unsupported: precondition");
    phone.request("NAK", "");
    phone = new TextPhone(wire, "x", "urn:service:sos");
    phone.request("INVITE", TextPhone.OFFER);
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 416");
    phone.request("NAK", "");
    assertThat(house.incoming).isEmpty();
  }

  @Test
  void a_dialog_that_is_not_there_is_said_so() throws Exception {
    phone.to = "<sip:x@127.0.0.1>;tag=nosuchtag";
    phone.request("BYE", "");
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 481");
    phone.to = "<sip:x@127.0.0.1>;tag=nosuchtag";
    phone.request("INVITE", TextPhone.OFFER);
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 481");
    phone.request("NAK", "");
  }

  @Test
  void a_withheld_number_stays_withheld() throws Exception {
    phone.with("Privacy: id", "P-Asserted-Identity: <sip:+4930999@carrier.example>");
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    assertThat(call.from()).isEqualTo(Party.ANONYMOUS);
    assertThat(call.headers()).containsExactly(Map.entry("privacy", "id"));
    house.on(() -> call.leg().refuse(486, "Busy Here"));
    phone.finalAnswer();
    phone.request("NAK", "");
  }

  @Test
  void the_way_that_a_call_came_is_kept_and_asking_to_hide_that_way_hides_no_number()
      throws Exception {
    String identity =
        "eyJhbGciOiJFUzI1NiJ9.e30.c2ln;info=<https://cert.example/c.pem>;alg=ES256;ppt=shaken";
    phone.with(
        "Privacy: history",
        "P-Asserted-Identity: <sip:+4930999@carrier.example>",
        "Diversion: <sip:+49301@c.example>;reason=no-answer",
        "Diversion: <sip:+49302@c.example>;reason=unconditional",
        "History-Info: <sip:+49302@c.example>;index=1",
        "Reason: Q.850;cause=19",
        "Identity: " + identity);
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    assertThat(call.from().number()).contains(new PhoneNumber("+4930999"));
    assertThat(call.headers())
        .containsEntry("identity", identity)
        .containsEntry("history-info", "<sip:+49302@c.example>;index=1")
        .containsEntry("privacy", "history")
        .containsEntry("p-asserted-identity", "<sip:+4930999@carrier.example>")
        .hasEntrySatisfying("reason", reason -> assertThat(reason).startsWith("Q.850;cause=19"))
        .containsEntry(
            "diversion",
            "<sip:+49301@c.example>;reason=no-answer, <sip:+49302@c.example>;reason=unconditional");
    house.on(() -> call.leg().refuse(486, "Busy Here"));
    phone.finalAnswer();
    phone.request("NAK", "");
  }

  // ---- outgoing

  private SipLeg dial(Heard heard) throws Exception {
    return house.on(() -> house
        .edge
        .door()
        .call(
            new Destination.ToTrunk("carrier", "+49170555"),
            Party.ANONYMOUS,
            TextPhone.OFFER,
            heard));
  }

  @Test
  void busy_is_told() throws Exception {
    Heard heard = new Heard();
    dial(heard);
    String invite = phone.await("INVITE");
    assertThat(TextPhone.header(invite, "From")).contains("<sip:anonymous@anonymous.invalid>");
    assertThat(TextPhone.header(invite, "Privacy")).isEqualTo("id");
    phone.answer(invite, 486, "<script>", "");
    phone.await("ACK");
    assertThat(heard.next()).isEqualTo("refused 486");
  }

  @Test
  void we_take_a_ringing_call_back() throws Exception {
    Heard heard = new Heard();
    SipLeg leg = dial(heard);
    String invite = phone.await("INVITE");
    phone.answer(invite, 180, "Ringing", "");
    assertThat(heard.next()).isEqualTo("ringing 180");
    house.on(() -> leg.hangup(BYE));
    String cancel = phone.await("CANCEL");
    assertThat(TextPhone.header(cancel, "Via")).isEqualTo(TextPhone.header(invite, "Via"));
    phone.answer(cancel, 200, "OK", "");
    phone.answer(invite, 487, "Request Terminated", "");
    phone.await("ACK");
    assertThat(heard.next()).isEqualTo("ended US done");
  }

  @Test
  void a_call_taken_back_before_any_answer_is_cancelled_at_the_first() throws Exception {
    Heard heard = new Heard();
    SipLeg leg = dial(heard);
    String invite = phone.await("INVITE");
    house.on(() -> leg.hangup(BYE));
    assertThat(heard.next()).isEqualTo("ended US done");
    phone.answer(invite, 100, "Trying", "");
    String cancel = phone.await("CANCEL");
    phone.answer(cancel, 200, "OK", "");
    phone.answer(invite, 487, "Request Terminated", "");
    phone.await("ACK");
  }

  @Test
  void an_answer_that_crosses_our_cancel_is_acknowledged_and_ended() throws Exception {
    Heard heard = new Heard();
    SipLeg leg = dial(heard);
    String invite = phone.await("INVITE");
    phone.answer(invite, 180, "Ringing", "");
    heard.next();
    house.on(() -> leg.hangup(BYE));
    String cancel = phone.await("CANCEL");
    phone.answer(invite, 200, "OK", TextPhone.OFFER);
    phone.answer(cancel, 200, "OK", "");
    phone.await("ACK");
    phone.answer(phone.await("BYE"), 200, "OK", "");
    assertThat(heard.next()).isEqualTo("ended US done");
    assertThat(heard.words).isEmpty();
  }

  @Test
  void a_second_phone_that_answers_is_hung_up() throws Exception {
    Heard heard = new Heard();
    dial(heard);
    String invite = phone.await("INVITE");
    phone.answer(invite, 200, "OK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("answered");
    phone.await("ACK");
    TextPhone second = new TextPhone(wire, "second", phone.target);
    second.answer(invite, 200, "OK", TextPhone.OFFER);
    assertThat(second.await("ACK")).contains(second.tag);
    String bye = second.await("BYE");
    assertThat(bye).contains(second.tag);
    second.answer(bye, 200, "OK", "");
    assertThat(heard.words).isEmpty();
    phone.inDialog("BYE", invite, 1);
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void a_repeated_answer_is_acknowledged_again() throws Exception {
    Heard heard = new Heard();
    dial(heard);
    String invite = phone.await("INVITE");
    phone.answer(invite, 200, "OK", TextPhone.OFFER);
    phone.await("ACK");
    phone.answer(invite, 200, "OK", TextPhone.OFFER);
    phone.await("ACK");
    assertThat(heard.next()).isEqualTo("answered");
    assertThat(heard.words).isEmpty();
    phone.inDialog("BYE", invite, 1);
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void a_carrier_that_says_nothing_is_unreachable() throws Exception {
    Heard heard = new Heard();
    dial(heard);
    assertThat(heard.next()).isEqualTo("refused 503");
  }

  @Test
  void a_trunk_that_is_not_there_is_unreachable() throws Exception {
    Heard heard = new Heard();
    house.on(() -> house
        .edge
        .door()
        .call(
            new Destination.ToTrunk("none", "+49170555"), Party.ANONYMOUS, TextPhone.OFFER, heard));
    assertThat(heard.next()).isEqualTo("refused 503");
  }

  @Test
  void an_answer_without_sdp_is_no_answer() throws Exception {
    Heard heard = new Heard();
    dial(heard);
    phone.answer(phone.await("INVITE"), 200, "OK", "");
    phone.await("ACK");
    phone.answer(phone.await("BYE"), 200, "OK", "");
    assertThat(heard.next()).isEqualTo("refused 488");
  }

  @Test
  void a_dialog_that_the_other_side_has_lost_is_over() throws Exception {
    Up up = up();
    house.on(() -> up.leg.info("text/plain", "x"));
    phone.answer(phone.await("INFO"), 481, "Call/Transaction Does Not Exist", "");
    assertThat(up.heard.next()).isEqualTo("ended CALLER dialog lost");
  }

  // ---- strangers

  @Test
  void a_stranger_is_met_with_silence() throws Exception {
    try (TextWire.Udp stranger = new TextWire.Udp()) {
      stranger.to(house.edge.udpPort());
      long dropped = house.edge.dropped();
      new TextPhone(stranger, "x", phone.target).request("INVITE", TextPhone.OFFER);
      new TextPhone(stranger, "x", phone.target).request("OPTIONS", "");
      assertThat(stranger.receive(500)).isNull();
      House.until(() -> house.edge.dropped() == dropped + 2);
      assertThat(house.incoming).isEmpty();
    }
  }

  @Test
  void a_stranger_who_knows_the_dialog_cannot_end_the_call() throws Exception {
    Up up = up();
    try (TextWire.Udp stranger = new TextWire.Udp()) {
      stranger.to(house.edge.udpPort());
      long dropped = house.edge.dropped();
      stranger.send(("BYE " + phone.target + " SIP/2.0\r\nVia: SIP/2.0/UDP " + stranger.hostPort()
              + ";branch=z9hG4bKx;rport\r\nFrom: <sip:+491701234567@example.org>;tag=" + phone.tag
              + "\r\nTo: "
              + phone.to + "\r\nCall-ID: " + phone.callId
              + "\r\nCSeq: 99 BYE\r\nContent-Length: 0\r\n\r\n")
          .getBytes(StandardCharsets.UTF_8));
      House.until(() -> house.edge.dropped() == dropped + 1);
      assertThat(up.heard.words).isEmpty();
    }
    phone.request("BYE", "");
    assertThat(up.heard.next()).isEqualTo("ended CALLER hung up");
  }
}

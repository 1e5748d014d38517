package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.Referral;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.gateway.sip.SipLeg;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests for a transfer, on the wire: an agent's are passed on and reported on, a carrier's are declined. */
class ReferringTest {

  private static Vertx vertx;
  private static TextWire.Udp carrier;
  private static House house;
  private TextWire.Web web;
  private TextPhone phone;
  private SipLeg leg;
  private Listener heard;

  /** Writes down what is asked, and answers it. */
  private static final class Listener extends Heard {
    private final SipLeg leg;
    int says = 202;

    Listener(SipLeg leg) {
      this.leg = leg;
      leg.listen(this);
    }

    @Override
    public void referred(Referral referral) {
      words.add("referred " + referral.to()
          + referral.replaces().map(r -> " " + r.callId() + " " + r.toTag() + " " + r.fromTag()).orElse(""));
      if (says > 0) {
        leg.answerRefer(says);
      }
    }
  }

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    carrier = new TextWire.Udp();
    house = House.open(vertx, House.trunk(carrier.port(), Transport.UDP));
    carrier.to(house.edge.udpPort());
  }

  @AfterAll
  static void close() throws Exception {
    carrier.close();
    house.close();
    House.get(vertx.close());
  }

  @BeforeEach
  void a_call_of_an_agent_is_up() throws Exception {
    house.session = Optional.of("anna");
    web = new TextWire.Web(vertx, house.httpPort);
    TextPhone registers = new TextPhone(web, "anna", "sip:" + House.DOMAIN);
    registers.to = "<sip:anna@example.org>";
    registers.request("REGISTER", "");
    assertThat(registers.finalAnswer()).startsWith("SIP/2.0 200");
    phone = new TextPhone(web, "anna", "sip:+49301@" + House.DOMAIN);
    up();
  }

  private void up() throws Exception {
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    leg = call.leg();
    heard = new Listener(leg);
    house.on(() -> leg.answer(TextPhone.OFFER));
    assertThat(phone.finalAnswer()).startsWith("SIP/2.0 200").contains("REFER");
    phone.request("ACK", "");
    assertThat(heard.next()).isEqualTo("confirmed");
  }

  @AfterEach
  void the_call_ends_as_ever() throws Exception {
    phone.request("BYE", "");
    assertThat(phone.next()).startsWith("SIP/2.0 200").contains("BYE");
    assertThat(heard.next()).startsWith("ended");
    house.empty();
    web.close();
    house.session = Optional.empty();
  }

  private String refer(String... lines) {
    phone.with(lines).request("REFER", "");
    phone.with();
    return phone.finalAnswer();
  }

  private String notified() {
    String notify = phone.await("NOTIFY ");
    phone.answer(notify, 200, "OK", "");
    assertThat(TextPhone.header(notify, "Content-Type")).startsWith("message/sipfrag");
    return TextPhone.header(notify, "Event")
        + " | "
        + TextPhone.header(notify, "Subscription-State")
        + " | "
        + TextPhone.body(notify).trim();
  }

  @Test
  void a_transfer_is_accepted_and_reported_on_until_its_last_word() throws Exception {
    assertThat(refer("Refer-To: <sip:ben@house.example>", "Referred-By: <sip:anna@house.example>"))
        .startsWith("SIP/2.0 202");
    String event = "refer;id=" + phone.cseq;
    assertThat(heard.next()).isEqualTo("referred ben");
    assertThat(notified()).isEqualTo(event + " | active;expires=120 | SIP/2.0 100 Trying");
    assertThat(refer("Refer-To: <sip:carol@house.example>"))
        .as("one at a time")
        .startsWith("SIP/2.0 491");
    house.on(() -> leg.tellReferrer(180));
    assertThat(notified()).isEqualTo(event + " | active;expires=120 | SIP/2.0 180 Ringing");
    house.on(() -> leg.tellReferrer(486));
    assertThat(notified())
        .isEqualTo(event + " | terminated;reason=noresource | SIP/2.0 486 Busy here");
    house.on(() -> leg.tellReferrer(200)); // nobody listens any more
    assertThat(refer("Refer-To: <sip:ben@house.example>")).startsWith("SIP/2.0 202");
    assertThat(heard.next()).isEqualTo("referred ben");
    assertThat(notified()).contains("100 Trying");
  }

  @Test
  void who_wants_no_reports_gets_none() throws Exception {
    assertThat(refer("Refer-To: <sip:ben@house.example>", "Refer-Sub: false"))
        .startsWith("SIP/2.0 202")
        .contains("Refer-Sub: false");
    assertThat(heard.next()).isEqualTo("referred ben");
    house.on(() -> leg.tellReferrer(200)); // the BYE of the clean-up is the next thing on the wire
  }

  @Test
  void the_dialog_that_is_to_be_replaced_is_read_and_known() throws Exception {
    String theirs = phone.to.substring(phone.to.indexOf("tag=") + 4);
    assertThat(refer("Refer-To: <sip:ben@house.example?Replaces=" + phone.callId + "%3Bto-tag%3D"
            + theirs + "%3Bfrom-tag%3D" + phone.tag + ">"))
        .startsWith("SIP/2.0 202");
    assertThat(heard.next()).isEqualTo("referred ben " + phone.callId + " " + theirs + " " + phone.tag);
    assertThat(notified()).contains("100");
    assertThat(house.on(
            () -> leg.isDialog(new Referral.Replaced(phone.callId, theirs, phone.tag))))
        .isTrue();
    assertThat(house.on(() -> leg.isDialog(new Referral.Replaced(phone.callId, theirs, "x"))))
        .isFalse();
    assertThat(house.on(() -> leg.isDialog(new Referral.Replaced("x", theirs, phone.tag))))
        .isFalse();
  }

  @Test
  void what_is_not_a_target_is_a_bad_request_and_the_call_goes_on() {
    assertThat(refer()).startsWith("SIP/2.0 400");
    assertThat(refer("Refer-To: <sip:house.example>")).startsWith("SIP/2.0 400");
    assertThat(refer("Refer-To: <sip:ben@house.example?Replaces=abc>")).startsWith("SIP/2.0 400");
    assertThat(refer("Refer-To: <http://house.example/ben>")).startsWith("SIP/2.0 416");
    assertThat(refer("Refer-To: <sip:ben@house.example;method=BYE>")).startsWith("SIP/2.0 603");
    assertThat(heard.words).isEmpty();
  }

  @Test
  void what_nobody_follows_is_declined() throws Exception {
    heard.says = 0;
    assertThat(refer("Refer-To: <sip:ben@house.example>"))
        .startsWith("SIP/2.0 603")
        .contains("Warning: 399");
    assertThat(heard.next()).isEqualTo("referred ben");
    heard.says = 404;
    assertThat(refer("Refer-To: <sip:nobody@house.example>")).startsWith("SIP/2.0 404");
    assertThat(heard.next()).isEqualTo("referred nobody");
  }

  @Test
  void outside_of_a_call_there_is_nothing_to_hand_over() {
    TextPhone stranger = new TextPhone(web, "anna", "sip:ben@" + House.DOMAIN);
    stranger.with("Refer-To: <sip:ben@house.example>").request("REFER", "");
    assertThat(stranger.finalAnswer()).startsWith("SIP/2.0 403");
    TextPhone late = new TextPhone(web, "anna", "sip:ben@" + House.DOMAIN);
    late.to = "<sip:ben@house.example>;tag=gone";
    late.with("Refer-To: <sip:ben@house.example>").request("REFER", "");
    assertThat(late.finalAnswer()).startsWith("SIP/2.0 481");
  }

  @Test
  void an_invite_that_would_take_a_dialogs_place_is_refused() {
    String theirs = phone.to.substring(phone.to.indexOf("tag=") + 4);
    assertThat(replacing(phone.callId + ";to-tag=" + theirs + ";from-tag=x"))
        .as("not a dialog of ours")
        .startsWith("SIP/2.0 481");
    assertThat(replacing("gone@example.org;to-tag=a;from-tag=b")).startsWith("SIP/2.0 481");
    assertThat(replacing(phone.callId + ";to-tag=" + theirs + ";from-tag=" + phone.tag))
        .startsWith("SIP/2.0 603");
    assertThat(house.incoming).isEmpty();
  }

  private String replacing(String dialog) {
    TextPhone other = new TextPhone(web, "anna", "sip:ben@" + House.DOMAIN);
    other.with("Replaces: " + dialog).request("INVITE", TextPhone.OFFER);
    String answer = other.finalAnswer();
    other.with().request("NAK", "");
    return answer;
  }

  @Test
  void whom_we_call_is_not_for_a_carrier_to_say() throws Exception {
    TextPhone caller =
        new TextPhone(carrier, "+49170", "sip:+49301111@127.0.0.1:" + house.edge.udpPort());
    caller.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    Listener ear = new Listener(call.leg());
    house.on(() -> call.leg().answer(TextPhone.OFFER));
    assertThat(caller.finalAnswer()).startsWith("SIP/2.0 200");
    caller.request("ACK", "");
    assertThat(ear.next()).isEqualTo("confirmed");
    caller.with("Refer-To: <sip:+4990012345@127.0.0.1>").request("REFER", "");
    assertThat(caller.finalAnswer()).startsWith("SIP/2.0 603").contains("Warning: 399");
    caller.with().request("BYE", "");
    assertThat(caller.next()).startsWith("SIP/2.0 200").contains("BYE");
    assertThat(ear.next()).isEqualTo("ended CALLER hung up");
  }
}

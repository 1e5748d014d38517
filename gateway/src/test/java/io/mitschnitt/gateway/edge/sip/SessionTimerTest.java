package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.recorder.contract.Party;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls whose other side vanishes without a BYE; a session lasts four seconds here. */
class SessionTimerTest {

  private static final String EXPIRED = "ended CALLER session expired";
  private static Vertx vertx;
  private static TextWire.Udp wire;
  private static House house;
  private TextPhone phone;

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    wire = new TextWire.Udp();
    SipTimes q = House.quick();
    SipTimes times = new SipTimes(
        q.ack(),
        q.trying(),
        q.ringing(),
        q.grace(),
        q.login(),
        q.stall(),
        q.ping(),
        q.nonce(),
        q.credentials(),
        Duration.ofSeconds(4),
        Duration.ofSeconds(2),
        q.again());
    house = House.open(vertx, times, House.trunk(wire.port(), Transport.UDP));
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
    while (wire.receive(1) != null) {
      // left over
    }
  }

  private String ok = "";

  /** A call from the carrier with these lines in its INVITE, up. */
  private Heard up(String... lines) throws Exception {
    phone.with(lines);
    phone.request("INVITE", TextPhone.OFFER);
    phone.with();
    Incoming call = house.arrival();
    Heard heard = Heard.of(call.leg());
    house.on(() -> call.leg().answer(TextPhone.OFFER));
    ok = phone.finalAnswer();
    phone.request("ACK", "");
    assertThat(heard.next()).isEqualTo("confirmed");
    return heard;
  }

  @Test
  void a_caller_who_is_to_ask_and_does_not_is_hung_up_on() throws Exception {
    Heard heard = up("Supported: timer", "Session-Expires: 4;refresher=uac");
    assertThat(TextPhone.header(ok, "Session-Expires")).isEqualTo("4;refresher=uac");
    assertThat(TextPhone.header(ok, "Require")).isEqualTo("timer");
    phone.answer(phone.await("BYE"), 200, "OK", "");
    assertThat(heard.next()).isEqualTo(EXPIRED);
  }

  @Test
  void a_caller_who_asks_in_time_keeps_the_call() throws Exception {
    Heard heard = up("Supported: timer", "Session-Expires: 4;refresher=uac");
    for (int i = 0; i < 3; i++) {
      assertThat(wire.receive(1_700)).isNull(); // in all longer than a session
      phone.with("Supported: timer", "Session-Expires: 4;refresher=uac");
      phone.request("UPDATE", "");
      String answer = phone.finalAnswer();
      assertThat(TextPhone.status(answer)).isEqualTo(200);
      assertThat(TextPhone.header(answer, "Session-Expires")).isEqualTo("4;refresher=uac");
    }
    phone.request("BYE", "");
    phone.finalAnswer();
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void a_caller_who_knows_nothing_of_it_is_asked_by_re_invite_with_what_was_agreed()
      throws Exception {
    Heard heard = up();
    String invite = phone.await("INVITE");
    assertThat(TextPhone.body(invite)).isEqualTo(TextPhone.OFFER);
    assertThat(TextPhone.header(invite, "Session-Expires")).isEqualTo("4;refresher=uac");
    phone.answer(invite, 200, "OK", TextPhone.OFFER);
    phone.await("ACK");
    assertThat(heard.next()).isEqualTo("reanswered");
    phone.answer(phone.await("INVITE"), 481, "Call/Transaction Does Not Exist", "");
    assertThat(heard.next()).isEqualTo("ended CALLER dialog lost");
  }

  @Test
  void a_caller_who_allows_it_is_asked_by_update() throws Exception {
    Heard heard = up(
        "Allow: INVITE, ACK, BYE, UPDATE", "Supported: timer", "Session-Expires: 4;refresher=uas");
    assertThat(TextPhone.header(ok, "Session-Expires")).isEqualTo("4;refresher=uas");
    String update = phone.await("UPDATE");
    assertThat(TextPhone.header(update, "Session-Expires")).isEqualTo("4;refresher=uac");
    assertThat(TextPhone.body(update)).isEmpty();
    phone.answer(update, 200, "OK", "", "Supported: timer", "Session-Expires: 4;refresher=uac");
    phone.answer(phone.await("UPDATE"), 408, "Request Timeout", "");
    phone.answer(phone.await("BYE"), 200, "OK", "");
    assertThat(heard.next()).isEqualTo(EXPIRED);
  }

  @Test
  void the_duty_to_ask_passes_to_the_other_side_where_it_wants_it() throws Exception {
    Heard heard = up(
        "Allow: INVITE, ACK, BYE, UPDATE", "Supported: timer", "Session-Expires: 4;refresher=uas");
    String update = phone.await("UPDATE");
    phone.answer(update, 200, "OK", "", "Require: timer", "Session-Expires: 4;refresher=uas");
    phone.answer(phone.await("BYE"), 200, "OK", "");
    assertThat(heard.next()).isEqualTo(EXPIRED);
  }

  @Test
  void a_session_that_is_too_short_is_not_taken() throws Exception {
    phone.with("Supported: timer", "Session-Expires: 1");
    phone.request("INVITE", TextPhone.OFFER);
    String answer = phone.finalAnswer();
    assertThat(answer).startsWith("SIP/2.0 422");
    assertThat(TextPhone.header(answer, "Min-SE")).isEqualTo("2");
    phone.request("NAK", "");
  }

  @Test
  void who_requires_it_is_served_and_who_requires_more_is_not() throws Exception {
    phone.with("Require: timer", "Require: precondition");
    phone.request("INVITE", TextPhone.OFFER);
    String answer = phone.finalAnswer();
    assertThat(answer).startsWith("SIP/2.0 420");
    assertThat(TextPhone.header(answer, "Unsupported")).isEqualTo("precondition");
    phone.request("NAK", "");
    phone = new TextPhone(wire, "+491701234567", "sip:+49301111@127.0.0.1:" + house.edge.udpPort());
    Heard heard = up("Require: timer", "Supported: timer", "Session-Expires: 4;refresher=uac");
    phone.request("BYE", "");
    phone.finalAnswer();
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void a_call_that_goes_out_takes_the_carrier_s_time_and_its_silence_ends_it() throws Exception {
    Heard heard = new Heard();
    house.on(() -> house
        .edge
        .door()
        .call(
            new Destination.ToTrunk("carrier", "+49170555"),
            Party.ANONYMOUS,
            TextPhone.OFFER,
            heard));
    String invite = phone.await("INVITE");
    assertThat(TextPhone.header(invite, "Supported")).startsWith("timer");
    assertThat(TextPhone.header(invite, "Session-Expires")).isEqualTo("4");
    phone.answer(invite, 422, "Session Interval Too Small", "", "Min-SE: 6");
    phone.await("ACK");
    invite = phone.await("INVITE");
    assertThat(TextPhone.header(invite, "Session-Expires")).isEqualTo("6");
    assertThat(TextPhone.header(invite, "Min-SE")).isEqualTo("6");
    phone.answer(
        invite, 200, "OK", TextPhone.OFFER, "Require: timer", "Session-Expires: 6;refresher=uas");
    phone.await("ACK");
    assertThat(heard.next()).isEqualTo("answered");
    phone.answer(phone.await("BYE"), 200, "OK", "");
    assertThat(heard.next()).isEqualTo(EXPIRED);
  }

  @Test
  void an_agent_s_phone_is_asked_too() throws Exception {
    house.session = Optional.of("anna");
    try (TextWire.Web web = new TextWire.Web(vertx, house.httpPort)) {
      TextPhone anna = new TextPhone(web, "anna", "sip:" + House.DOMAIN);
      anna.to = "<sip:anna@" + House.DOMAIN + ">";
      anna.request("REGISTER", "");
      assertThat(TextPhone.status(anna.finalAnswer())).isEqualTo(200);
      Heard heard = new Heard();
      house.on(() -> house
          .edge
          .door()
          .call(new Destination.ToAgent("anna"), Party.ANONYMOUS, TextPhone.OFFER, heard));
      anna.answer(
          anna.await("INVITE"),
          200,
          "OK",
          TextPhone.OFFER,
          "Allow: INVITE, UPDATE",
          "Supported: timer");
      anna.await("ACK");
      assertThat(heard.next()).isEqualTo("answered");
      anna.answer(anna.await("UPDATE"), 200, "OK", "");
      anna.answer(anna.await("UPDATE"), 481, "Gone", "");
      assertThat(heard.next()).isEqualTo("ended AGENT dialog lost");
    } finally {
      house.session = Optional.empty();
    }
  }
}

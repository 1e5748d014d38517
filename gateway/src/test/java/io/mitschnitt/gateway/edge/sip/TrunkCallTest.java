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
  void no_leg_is_left() {
    House.until(() -> house.edge.openLegs() == 0);
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
    phone.with("P-Asserted-Identity: \"Wer \\\"da\\\"\" <sip:+4930999@carrier.example>", "Diversion: <sip:x@y.example>");
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
    SipLeg leg = house.on(() -> house.edge.door()
        .call(new Destination.ToTrunk("carrier", "+49170555"), from, TextPhone.OFFER, heard));
    String invite = phone.await("INVITE");
    assertThat(invite).startsWith("INVITE sip:+49170555@127.0.0.1:" + wire.port() + " SIP/2.0");
    assertThat(TextPhone.header(invite, "From")).contains("\"Anna\" <sip:+493012345@carrier.example>");
    assertThat(TextPhone.header(invite, "P-Asserted-Identity")).isEqualTo("<sip:+493012345@carrier.example>");
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
}

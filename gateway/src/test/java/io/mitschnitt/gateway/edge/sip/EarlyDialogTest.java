package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import io.mitschnitt.recorder.contract.Party;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens between an INVITE and its answer: PRACK (RFC 3262), UPDATE (RFC 3311), several phones, crossing words. */
class EarlyDialogTest {

  private static final Ending DONE = new Ending(Whose.US, "done", 0);
  private static final String OTHER = TextPhone.OFFER.replace("40000", "40002");
  private static Vertx vertx;
  private TextWire.Udp wire;
  private House house;
  private TextPhone phone;
  private final Heard heard = new Heard();

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() throws Exception {
    House.get(vertx.close());
  }

  @BeforeEach
  void a_house_of_its_own() throws Exception {
    wire = new TextWire.Udp();
    house = House.open(vertx, patient(), House.trunk(wire.port(), Transport.UDP));
    wire.to(house.edge.udpPort());
    phone = new TextPhone(wire, "+491701234567", "sip:+49301111@127.0.0.1:" + house.edge.udpPort());
  }

  /** A first answer may be late on a cold start. */
  private static SipTimes patient() {
    SipTimes q = House.quick();
    return new SipTimes(
        q.ack(),
        Duration.ofSeconds(20),
        q.ringing(),
        q.grace(),
        q.login(),
        q.stall(),
        q.ping(),
        q.nonce(),
        q.credentials(),
        q.session(),
        q.shortestSession(),
        q.again());
  }

  @AfterEach
  void no_leg_is_left() throws Exception {
    house.empty();
    house.close();
    wire.close();
  }

  // ---- they call

  private SipLeg called(String... headers) throws Exception {
    phone.with(headers).request("INVITE", TextPhone.OFFER);
    phone.with();
    Incoming call = house.arrival();
    call.leg().listen(heard);
    return call.leg();
  }

  private void pracks(String response, String sdp) {
    phone.learn(response);
    String rseq = TextPhone.header(response, "RSeq");
    phone.with("RAck: " + rseq + " " + TextPhone.header(response, "CSeq"));
    phone.request("PRACK", sdp);
    phone.with();
  }

  private void hangsUp(SipLeg leg) throws Exception {
    house.on(() -> leg.hangup(DONE));
    phone.answer(phone.await("BYE"), 200, "OK", "");
    assertThat(heard.next()).isEqualTo("ended US done");
  }

  @Test
  void a_caller_who_requires_it_is_rung_until_it_has_heard_so() throws Exception {
    SipLeg leg = called("Require: 100rel");
    int invite = phone.cseq;
    house.on(leg::ring);
    String ringing = phone.await("SIP/2.0 180");
    assertThat(TextPhone.header(ringing, "Require")).isEqualTo("100rel");
    assertThat(phone.await("SIP/2.0 180")).isEqualTo(ringing);
    house.on(() -> leg.answer(TextPhone.OFFER)); // waits
    pracks(ringing, "");
    assertThat(phone.await("SIP/2.0 200")).contains("PRACK");
    String ok = phone.await("SIP/2.0 200");
    assertThat(TextPhone.header(ok, "CSeq")).isEqualTo(invite + " INVITE");
    phone.learn(ok);
    phone.cseq = invite;
    phone.request("ACK", "");
    phone.cseq = invite + 1;
    assertThat(heard.next()).isEqualTo("confirmed");
    hangsUp(leg);
  }

  @Test
  void early_sound_is_made_sure_of_where_the_caller_is_able_to() throws Exception {
    SipLeg leg = called("Supported: 100rel");
    house.on(leg::ring);
    assertThat(TextPhone.header(phone.await("SIP/2.0 180"), "RSeq")).isNull();
    house.on(() -> leg.progress(TextPhone.OFFER));
    String progress = phone.await("SIP/2.0 183");
    assertThat(TextPhone.body(progress)).isEqualTo(TextPhone.OFFER);
    phone.learn(progress);
    phone.request("UPDATE", OTHER);
    String early = phone.await("SIP/2.0 500");
    assertThat(TextPhone.header(early, "Retry-After")).isNotNull();
    pracks(progress, "");
    phone.await("SIP/2.0 200");
    phone.request("UPDATE", OTHER);
    assertThat(heard.next()).isEqualTo("reoffered sdp");
    house.on(() -> leg.reanswer(TextPhone.OFFER));
    assertThat(TextPhone.body(phone.await("SIP/2.0 200"))).isEqualTo(TextPhone.OFFER);
    house.on(() -> leg.refuse(486, "Busy Here"));
    phone.await("SIP/2.0 486");
    assertThat(heard.next()).startsWith("ended US");
  }

  @Test
  void an_offer_in_a_prack_is_answered_in_its_200() throws Exception {
    SipLeg leg = called("Supported: 100rel");
    house.on(() -> leg.progress(TextPhone.OFFER));
    pracks(phone.await("SIP/2.0 183"), OTHER);
    assertThat(heard.next()).isEqualTo("reoffered sdp");
    house.on(() -> leg.reanswer(OTHER));
    String ok = phone.await("SIP/2.0 200");
    assertThat(ok).contains("PRACK").endsWith(OTHER);
    house.on(() -> leg.refuse(486, "Busy Here"));
    phone.await("SIP/2.0 486");
  }

  @Test
  void who_never_acknowledges_the_ringing_is_refused() throws Exception {
    SipLeg leg = called("Require: 100rel");
    house.on(leg::ring);
    assertThat(phone.await("SIP/2.0 504")).contains("INVITE");
    assertThat(heard.next()).isEqualTo("ended CALLER no PRACK");
  }

  @Test
  void a_caller_who_gives_up_while_a_prack_is_missing_ends_it() throws Exception {
    SipLeg leg = called("Require: 100rel");
    house.on(leg::ring);
    phone.await("SIP/2.0 180");
    house.on(() -> leg.answer(TextPhone.OFFER));
    phone.request("CANCEL", "");
    phone.await("SIP/2.0 487");
    assertThat(heard.next()).isEqualTo("ended CALLER hung up before the answer");
  }

  @Test
  void a_second_invite_before_the_answer_is_refused_and_the_first_goes_on() throws Exception {
    SipLeg leg = called();
    house.on(leg::ring);
    phone.learn(phone.await("SIP/2.0 180"));
    phone.request("INVITE", OTHER);
    phone.await(
        "SIP/2.0 491"); // by the stack; RFC 3261 would have 500 and Retry-After, to the same effect
    house.on(() -> leg.refuse(486, "Busy Here"));
    phone.await("SIP/2.0 486");
  }

  @Test
  void a_bye_while_an_offer_is_open_answers_both() throws Exception {
    SipLeg leg = called();
    house.on(() -> leg.answer(TextPhone.OFFER));
    phone.finalAnswer();
    phone.request("ACK", "");
    assertThat(heard.next()).isEqualTo("confirmed");
    phone.request("INVITE", OTHER);
    assertThat(heard.next()).isEqualTo("reoffered sdp");
    phone.request("BYE", "");
    assertThat(phone.await("SIP/2.0 200")).contains("BYE");
    assertThat(phone.await("SIP/2.0 487")).contains("INVITE");
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void who_offers_again_before_the_first_offer_is_answered_is_told_to_come_later()
      throws Exception {
    SipLeg leg = called();
    house.on(() -> leg.answer(TextPhone.OFFER));
    phone.finalAnswer();
    phone.request("ACK", "");
    assertThat(heard.next()).isEqualTo("confirmed");
    phone.request("UPDATE", OTHER);
    assertThat(heard.next()).isEqualTo("reoffered sdp");
    phone.request("UPDATE", OTHER);
    assertThat(TextPhone.header(phone.await("SIP/2.0 500"), "Retry-After")).isNotNull();
    house.on(() -> leg.reanswer(OTHER));
    phone.await("SIP/2.0 200");
    hangsUp(leg);
  }

  // ---- we call

  private String dialled() throws Exception {
    house.on(() -> house
        .edge
        .door()
        .call(
            new Destination.ToTrunk("carrier", "+49170555"),
            Party.ANONYMOUS,
            TextPhone.OFFER,
            heard));
    return phone.await("INVITE");
  }

  @Test
  void a_carrier_that_wants_to_be_sure_gets_its_prack_once() throws Exception {
    String invite = dialled();
    String[] sure = {"Require: 100rel", "RSeq: 7"};
    phone.answer(invite, 183, "Session Progress", TextPhone.OFFER, sure);
    String prack = phone.await("PRACK");
    assertThat(TextPhone.header(prack, "RAck")).isEqualTo("7 " + TextPhone.header(invite, "CSeq"));
    phone.answer(prack, 200, "OK", "");
    assertThat(heard.next()).isEqualTo("ringing 183 sdp");
    phone.answer(invite, 183, "Session Progress", TextPhone.OFFER, sure); // again
    phone.answer(invite, 180, "Ringing", "", "Require: 100rel", "RSeq: 9"); // one is missing
    phone.answer(invite, 180, "Ringing", "", "Require: 100rel", "RSeq: 8");
    do {
      prack = phone.await("PRACK"); // the first may come again
    } while (TextPhone.header(prack, "RAck").startsWith("7 "));
    assertThat(TextPhone.header(prack, "RAck")).startsWith("8 ");
    phone.answer(prack, 200, "OK", "");
    assertThat(heard.next()).isEqualTo("ringing 180");
    phone.answer(invite, 200, "OK", ""); // what it described before need not be said again
    phone.await("ACK");
    assertThat(heard.next()).isEqualTo("answered");
    phone.inDialog("BYE", invite, 50);
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }

  @Test
  void a_carrier_may_change_its_early_sound_once_it_is_settled() throws Exception {
    String invite = dialled();
    phone.answer(invite, 183, "Session Progress", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("ringing 183 sdp");
    phone.inDialog("UPDATE", invite, 1, OTHER);
    phone.await("SIP/2.0 491");
    phone.answer(invite, 183, "Session Progress", TextPhone.OFFER, "Require: 100rel", "RSeq: 1");
    phone.answer(phone.await("PRACK"), 200, "OK", "");
    assertThat(heard.next()).isEqualTo("ringing 183 sdp");
    phone.inDialog("UPDATE", invite, 2, OTHER);
    assertThat(heard.next()).isEqualTo("reoffered sdp");
    phone.answer(invite, 486, "Busy Here", "");
    phone.await("SIP/2.0 487"); // to the UPDATE that was open
    assertThat(heard.next()).isEqualTo("refused 486");
  }

  @Test
  void of_several_phones_one_is_heard_and_the_one_that_answers_has_the_call() throws Exception {
    String invite = dialled();
    TextPhone first = new TextPhone(wire, "first", phone.target);
    first.answer(invite, 183, "Session Progress", OTHER);
    assertThat(heard.next()).isEqualTo("ringing 183 sdp");
    phone.answer(invite, 183, "Session Progress", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("ringing 183");
    phone.answer(invite, 200, "OK", TextPhone.OFFER);
    assertThat(phone.await("ACK")).contains(phone.tag);
    assertThat(heard.next()).isEqualTo("answered");
    first.answer(invite, 200, "OK", OTHER);
    assertThat(first.await("ACK")).contains(first.tag);
    String bye = first.await("BYE");
    assertThat(bye).contains(first.tag);
    first.answer(bye, 200, "OK", "");
    assertThat(heard.words).isEmpty();
    phone.inDialog("BYE", invite, 50);
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");
  }
}

package io.mitschnitt.gateway.edge;

import static io.mitschnitt.gateway.edge.Floor.DOMAIN;
import static io.mitschnitt.gateway.edge.Floor.LOUD;
import static io.mitschnitt.gateway.edge.Floor.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.demo.WebRtcPeer;
import io.mitschnitt.gateway.edge.sip.OpenPhone;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is offered before a call is answered and after it: early sound, holds, other codecs, other addresses. */
class LaterOffersTest {

  private static final int AGENT = 1000;
  private static final int CUSTOMER = 440;
  private static final int RINGING_TONE = 600;

  @TempDir
  static Path prompts;

  private static Vertx vertx;
  private static Floor floor;
  private final OpenReel tape = new OpenReel();
  private WebRtcPeer browser;
  private PlainPhone phone;
  private PlainPhone other;

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    floor = new Floor(vertx, prompts);
  }

  @AfterAll
  static void close() throws Exception {
    floor.close();
    get(vertx.close());
  }

  @BeforeEach
  void take_new_phones() throws Exception {
    floor.books.told.clear();
    floor.books.tape = tape;
    browser = get(WebRtcPeer.create(vertx, "127.0.0.1", Codec.OPUS));
    phone = get(PlainPhone.create(vertx, new Format(Codec.PCMA, 8, PlainPhone.EVENTS), 77));
    other = get(PlainPhone.create(vertx, new Format(Codec.PCMU, 0, PlainPhone.EVENTS), 78));
    browser.tone(AGENT);
  }

  @AfterEach
  void put_the_phones_away() throws Exception {
    for (LiveCall left : floor.doors.calls().all()) {
      get(floor.doors.calls().hangup(left.id(), "test"));
    }
    floor.carrier.hush();
    floor.agent.hush();
    get(browser.close());
    get(phone.close());
    get(other.close());
  }

  /** The agent dials; the INVITE at the carrier. */
  private String dialled(String offer) {
    floor.agent.invite("030222222", DOMAIN, offer);
    return floor.carrier.await("INVITE sip:+4930222222@");
  }

  /** A call in which both talk and are recorded; the INVITE at the carrier. */
  private String talk() throws Exception {
    String invite = dialled(get(browser.offer()));
    phone.dials(OpenPhone.body(invite));
    phone.tone(CUSTOMER);
    floor.carrier.answer(invite, 200, "OK", phone.sdp());
    get(browser.answered(floor.agent.answered()));
    floor.carrier.await("ACK");
    floor.until(floor::recording, "the light is on");
    floor.hears(phone, AGENT, "the customer hears the agent");
    return invite;
  }

  private int packetsThen = -1;
  private int keptThen;

  /** Whether the former phone got no packet while fifty went onto the tape. */
  private boolean leftAlone() {
    if (phone.packets != packetsThen) {
      packetsThen = phone.packets;
      keptThen = tape.kept.size();
    }
    return tape.kept.size() > keptThen + 50;
  }

  private void hearsTheCustomer(String what) {
    floor.until(
        () -> Spectrum.last(browser.heard(), browser.sampleRate(), 200, CUSTOMER) > LOUD, what);
  }

  private void hangUp(String invite) {
    floor.carrier.bye(invite);
    floor.until(() -> floor.books.told.contains("ended CALLER kept"), "the row is closed");
  }

  @Test
  void what_the_carrier_plays_before_the_answer_is_heard_by_the_agent_and_not_kept()
      throws Exception {
    String invite = dialled(get(browser.offer()));
    phone.dials(OpenPhone.body(invite));
    phone.tone(RINGING_TONE);
    floor.carrier.answer(invite, 183, "Session Progress", phone.sdp());
    String progress = floor.agent.await("SIP/2.0 183");
    get(browser.answered(OpenPhone.body(progress)));
    floor.until(
        () -> Spectrum.last(browser.heard(), browser.sampleRate(), 200, RINGING_TONE) > LOUD,
        "the agent hears the ringing tone");
    assertThat(floor.books.told).isEmpty();
    assertThat(tape.kept).isEmpty();
    assertThat(Spectrum.last(phone.heard(), phone.rate(), 200, AGENT)).isLessThan(-45);

    phone.tone(CUSTOMER);
    floor.carrier.answer(invite, 200, "OK", phone.sdp());
    String ok = floor.agent.answered();
    assertThat(ok).isEqualTo(OpenPhone.body(progress));
    floor.carrier.await("ACK");
    floor.hears(phone, AGENT, "both talk");
    hearsTheCustomer("both talk");
    floor.until(() -> !tape.kept.isEmpty(), "the talk is kept");
    assertThat(tape.kept).allMatch(kept -> kept.nanos() >= tape.startedNanos);
    hangUp(invite);
  }

  @Test
  void early_sound_of_one_phone_and_the_answer_of_another_make_one_call() throws Exception {
    String invite = dialled(get(browser.offer()));
    other.dials(OpenPhone.body(invite));
    other.tone(RINGING_TONE);
    floor.carrier.answerAs("fork", invite, 183, "Session Progress", other.sdp());
    get(browser.answered(OpenPhone.body(floor.agent.await("SIP/2.0 183"))));
    floor.until(
        () -> Spectrum.last(browser.heard(), browser.sampleRate(), 200, RINGING_TONE) > LOUD,
        "the agent hears the first phone");
    phone.dials(OpenPhone.body(invite));
    phone.tone(CUSTOMER);
    floor.carrier.answer(invite, 183, "Session Progress", phone.sdp());
    floor.carrier.answer(invite, 200, "OK", phone.sdp());
    floor.agent.answered();
    assertThat(floor.carrier.await("ACK")).contains(floor.carrier.tag());
    hearsTheCustomer("the one who answered is heard, in another codec and from another port");
    floor.hears(phone, AGENT, "and hears");
    hangUp(invite);
  }

  @Test
  void sound_follows_at_once_to_another_address_codec_and_source() throws Exception {
    String invite = talk();
    other.dials(OpenPhone.body(invite));
    phone.tone(0);
    other.tone(CUSTOMER);
    assertThat(floor.carrier.reoffer("INVITE", invite, 10, other.sdp()))
        .contains("RTP/AVP 0 ")
        .contains("a=sendrecv");
    floor.hears(other, AGENT, "sound goes to the new address in the new codec");
    hearsTheCustomer("and comes from there");
    phone.tone(RINGING_TONE); // the former address is a stranger's now
    floor.until(this::leftAlone, "nothing goes to the former address any more");
    int kept = tape.kept.size();
    floor.until(() -> tape.kept.size() > kept + 100, "it is recorded on");
    List<OpenReel.Kept> all = List.copyOf(tape.kept);
    List<OpenReel.Kept> late = all.subList(kept + 20, all.size());
    assertThat(late)
        .filteredOn(k -> k.leg() == Leg.CUSTOMER)
        .allMatch(k -> k.codec() == Codec.PCMU);
    assertThat(Spectrum.last(browser.heard(), browser.sampleRate(), 200, RINGING_TONE))
        .isLessThan(-45);
    hangUp(invite);
  }

  @Test
  void a_re_invite_without_an_offer_gets_ours_and_its_answer_counts() throws Exception {
    String invite = talk();
    String ours = floor.carrier.reoffer("INVITE", invite, 10, "", other.sdp());
    assertThat(ours).contains("RTP/AVP 8 0 ").contains("a=sendrecv");
    other.dials(ours);
    other.tone(CUSTOMER);
    floor.hears(other, AGENT, "the answer in the ACK is followed");
    hangUp(invite);
  }

  @Test
  void a_hold_the_old_way_and_a_refused_offer_leave_the_sound_where_it_was() throws Exception {
    String invite = talk();
    String old = phone.sdp().replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0");
    assertThat(floor.carrier.reoffer("INVITE", invite, 10, old)).contains("a=inactive");
    floor.until(() -> tape.marks.contains("HOLD CUSTOMER"), "the hold is marked");
    assertThat(floor.carrier.reoffer("INVITE", invite, 11, phone.sdp())).contains("a=sendrecv");
    floor.until(() -> tape.marks.contains("UNHOLD CUSTOMER"), "and its end");
    String strange = phone.sdp().replace("RTP/AVP 8 101", "RTP/AVP 18").replace("PCMA", "G729");
    assertThat(floor.carrier.refusedOffer(invite, 12, strange)).startsWith("SIP/2.0 488");
    phone.forget();
    floor.hears(phone, AGENT, "the session is as it was");
    int kept = tape.kept.size();
    floor.until(() -> tape.kept.size() > kept + 50, "and recorded on");
    hangUp(invite);
  }

  @Test
  void a_phone_that_offers_late_is_served_when_it_calls_out() throws Exception {
    String invite = dialled("");
    phone.dials(OpenPhone.body(invite));
    phone.tone(CUSTOMER);
    floor.carrier.answer(invite, 200, "OK", phone.sdp());
    String offer = floor.agent.lateOffer();
    floor.agent.acknowledge(get(browser.answer(offer)));
    floor.carrier.await("ACK");
    floor.hears(phone, AGENT, "they talk");
    hearsTheCustomer("they talk");
    hangUp(invite);
  }
}

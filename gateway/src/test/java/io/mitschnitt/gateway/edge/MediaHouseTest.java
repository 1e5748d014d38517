package io.mitschnitt.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.gateway.media.CallMedia;
import io.mitschnitt.gateway.media.CallMedia.Prompt;
import io.mitschnitt.gateway.media.CallMedia.PromptSound;
import io.mitschnitt.gateway.media.CallPath;
import io.mitschnitt.gateway.media.MediaEvents;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound through real sockets on loopback, from a WebRTC peer to a plain phone and back. */
class MediaHouseTest {

  private static final Format PCMA = new Format(Codec.PCMA, 8, PlainPhone.EVENTS);
  private static final int AGENT_TONE = 1000;
  private static final int PHONE_TONE = 440;
  private static final double LOUD = -25;
  private static final double SILENT = -45;

  private static Vertx vertx;
  private static MediaHouse house;

  private Rig rig;

  @BeforeAll
  static void open_the_house() {
    vertx = Vertx.vertx();
    house = Rig.get(MediaHouse.start(vertx, Rig.conf(1, 41_000, 41_199)));
  }

  @AfterAll
  static void close_the_house() {
    Rig.get(house.close());
    Rig.get(vertx.close());
  }

  @AfterEach
  void hang_up() {
    if (rig != null) rig.close();
  }

  @ParameterizedTest(name = "agent {0}, carrier {1}")
  @CsvSource({"PCMA, PCMA, 8", "PCMU, PCMU, 0", "OPUS, PCMA, 8", "PCMA, G722, 9", "OPUS, OPUS, 111"
  })
  void both_sides_hear_each_other(Codec agent, Codec carrier, int type) {
    rig = Rig.connected(vertx, house, agent, new Format(carrier, type, PlainPhone.EVENTS));
    rig.call.bridge();
    rig.peer.tone(AGENT_TONE);
    rig.phone.tone(PHONE_TONE);
    rig.until(
        () -> level(rig.phone.heard(), rig.phone.rate(), AGENT_TONE) > LOUD, "phone hears agent");
    rig.until(
        () -> level(rig.peer.heard(), rig.peer.sampleRate(), PHONE_TONE) > LOUD,
        "agent hears phone");
    assertThat(house.relayed()).isPositive();
  }

  @Test
  void nobody_hears_anybody_before_the_bridge_and_after_the_parting() {
    rig = Rig.connected(vertx, house, Codec.PCMA, PCMA);
    rig.peer.tone(AGENT_TONE);
    rig.phone.tone(PHONE_TONE);
    rig.until(() -> rig.phone.heard().length > 8000, "a second of silence");
    assertThat(level(rig.phone.heard(), 8000, AGENT_TONE)).isLessThan(SILENT);
    assertThat(rig.peer.heard()).isEmpty();
    rig.call.bridge();
    rig.until(() -> level(rig.phone.heard(), 8000, AGENT_TONE) > LOUD, "phone hears agent");
    rig.call.part();
    rig.until(
        () -> level(rig.phone.heard(), 8000, AGENT_TONE) < SILENT, "phone hears silence again");
  }

  @Test
  void an_agent_is_called_with_our_offer() {
    rig = Rig.unconnected(vertx, house, Codec.OPUS, PCMA);
    String answer = Rig.get(rig.call.answer(Leg.CUSTOMER, rig.phone.sdp(), Rig.ALL));
    rig.phone.dials(answer);
    String offer = Rig.get(rig.call.offer(Leg.AGENT, Rig.ALL));
    assertThat(offer)
        .contains("UDP/TLS/RTP/SAVPF 8 111 0 9", "a=setup:actpass", "a=ice-lite", "a=rtcp-mux");
    Rig.get(rig.peer.answer(offer).compose(sdp -> rig.call.answered(Leg.AGENT, sdp)));
    Rig.get(rig.peer.connected());
    rig.call.bridge();
    rig.phone.tone(PHONE_TONE);
    rig.until(() -> level(rig.peer.heard(), 48_000, PHONE_TONE) > LOUD, "agent hears phone");
  }

  @Test
  void a_prompt_is_heard_by_its_leg_and_by_no_other() {
    rig = Rig.connected(vertx, house, Codec.OPUS, PCMA);
    rig.call.play(new Prompt("notice", tone(700, 1000)), Leg.CUSTOMER);
    rig.until(() -> level(rig.phone.heard(), 8000, 700) > LOUD, "phone hears the prompt");
    rig.until(() -> rig.news.contains("prompt notice true"), "prompt done");
    assertThat(rig.peer.heard()).isEmpty();
  }

  @Test
  void a_prompt_covers_the_other_party_for_both_and_gives_way_again() {
    rig = Rig.connected(vertx, house, Codec.PCMA, PCMA);
    rig.call.bridge();
    rig.peer.tone(AGENT_TONE);
    rig.phone.tone(PHONE_TONE);
    rig.until(() -> level(rig.phone.heard(), 8000, AGENT_TONE) > LOUD, "phone hears agent");
    rig.call.play(new Prompt("both", tone(700, 60_000)), Leg.CUSTOMER, Leg.AGENT);
    rig.until(
        () -> level(rig.phone.heard(), 8000, 700) > LOUD
            && level(rig.phone.heard(), 8000, AGENT_TONE) < SILENT
            && level(rig.peer.heard(), 8000, 700) > LOUD
            && level(rig.peer.heard(), 8000, PHONE_TONE) < SILENT,
        "both hear the prompt only");
    rig.call.stopPrompt();
    rig.until(() -> rig.news.contains("prompt both false"), "prompt stopped");
    rig.until(() -> level(rig.peer.heard(), 8000, PHONE_TONE) > LOUD, "agent hears phone again");
  }

  @Test
  void the_tape_holds_what_came_while_the_gate_was_open_and_nothing_else() {
    rig = Rig.connected(vertx, house, Codec.PCMU, PCMA);
    OpenReel tape = new OpenReel();
    rig.peer.tone(AGENT_TONE);
    rig.phone.tone(PHONE_TONE);
    rig.call.bridge();
    rig.until(() -> level(rig.phone.heard(), 8000, AGENT_TONE) > LOUD, "sound flows");
    assertThat(tape.kept).isEmpty();
    Rig.get(rig.call.openGate(tape));
    rig.until(() -> tape.kept.size() > 100, "a second of both");
    rig.phone.press('5', 100);
    rig.until(() -> rig.news.contains("digit CUSTOMER 5"), "a key");
    Rig.get(rig.call.shutGate());
    int kept = tape.kept.size();
    rig.phone.forget();
    rig.until(() -> rig.phone.heard().length > 4000, "the call goes on");
    assertThat(tape.kept).hasSize(kept);
    assertThat(tape.kept).allSatisfy(k -> {
      assertThat(k.nanos()).isBetween(tape.startedNanos, tape.closedNanos);
      assertThat(k.codec()).isEqualTo(k.leg() == Leg.AGENT ? Codec.PCMU : Codec.PCMA);
      assertThat(k.payload().length).isGreaterThan(4); // not a key
      assertThat(k.thread()).startsWith("media-");
    });
    assertThat(tape.kept).extracting(OpenReel.Kept::leg).contains(Leg.AGENT, Leg.CUSTOMER);
    assertThat(tape.closes).isEqualTo(1);
    assertThatThrownBy(() -> Rig.get(rig.call.openGate(new OpenReel())))
        .hasMessageContaining("gate");
  }

  @Test
  void a_closed_call_closes_its_tape() {
    rig = Rig.connected(vertx, house, Codec.PCMA, PCMA);
    OpenReel tape = new OpenReel();
    rig.call.bridge();
    Rig.get(rig.call.openGate(tape));
    Rig.get(rig.call.close());
    Rig.get(rig.call.close());
    assertThat(tape.closes).isEqualTo(1);
  }

  @Test
  void keys_are_told_once_and_reach_the_other_side() {
    rig = Rig.connected(vertx, house, Codec.OPUS, PCMA);
    rig.call.bridge();
    rig.peer.tone(AGENT_TONE);
    rig.phone.tone(PHONE_TONE);
    rig.until(() -> level(rig.phone.heard(), 8000, AGENT_TONE) > LOUD, "sound flows");
    rig.peer.press('9', 120);
    rig.phone.press('1', 120);
    rig.until(
        () -> rig.phone.keysHeard.toString().equals("9"), "the phone is told the agent's key");
    rig.until(() -> rig.news.contains("digit CUSTOMER 1"), "the customer's key");
    rig.call.sendDigit(Leg.CUSTOMER, '#', 100);
    rig.until(() -> rig.phone.keysHeard.toString().equals("9#"), "our key");
    assertThat(rig.news).containsOnlyOnce("digit AGENT 9", "digit CUSTOMER 1");
  }

  @Test
  void an_agent_with_another_certificate_than_signalled_is_refused() {
    rig = Rig.unconnected(vertx, house, Codec.PCMA, PCMA);
    String offer = Rig.get(rig.peer.offer());
    int at = offer.indexOf("a=fingerprint:sha-256 ") + 22;
    String forged = offer.substring(0, at)
        + (offer.startsWith("00", at) ? "11" : "00")
        + offer.substring(at + 2);
    Rig.get(rig.call.answer(Leg.AGENT, forged, Rig.ALL).compose(rig.peer::answered));
    rig.until(
        () -> rig.news.stream().anyMatch(n -> n.startsWith("lost AGENT DTLS refused")), "refused");
    assertThat(rig.news).doesNotContain("up AGENT");
  }

  @Test
  void a_page_that_closes_is_noticed_at_once() {
    rig = Rig.connected(vertx, house, Codec.PCMA, PCMA);
    Rig.get(rig.peer.close());
    rig.until(() -> rig.news.contains("lost AGENT DTLS closed"), "lost");
  }

  @Test
  void a_stranger_s_sound_goes_nowhere() {
    rig = Rig.connected(vertx, house, Codec.PCMA, PCMA);
    PlainPhone stranger = Rig.get(PlainPhone.create(vertx, PCMA, 77));
    rig.call.bridge();
    rig.phone.tone(PHONE_TONE);
    rig.until(() -> level(rig.peer.heard(), 8000, PHONE_TONE) > LOUD, "agent hears phone");
    String again = Rig.get(rig.call.offer(Leg.CUSTOMER, Rig.ALL));
    stranger.dials(again);
    stranger.tone(2000);
    int before = rig.peer.heard().length;
    rig.until(() -> rig.peer.heard().length > before + 12_000, "it goes on");
    assertThat(level(rig.peer.heard(), 8000, 2000)).isLessThan(SILENT);
    assertThat(level(rig.peer.heard(), 8000, PHONE_TONE)).isGreaterThan(LOUD);
    assertThat(stranger.packets).isZero();
    Rig.get(stranger.close());
  }

  @Test
  void hold_and_ice_restart_are_answered_without_a_new_handshake() {
    rig = Rig.connected(vertx, house, Codec.PCMA, PCMA);
    OpenReel tape = new OpenReel();
    rig.call.bridge();
    Rig.get(rig.call.openGate(tape));
    String offer = Rig.get(rig.peer.offer());
    String hold =
        Rig.get(rig.call.answer(Leg.AGENT, offer.replace("a=sendrecv", "a=sendonly"), Rig.ALL));
    assertThat(hold).contains("a=recvonly");
    String restart = Rig.get(rig.call.answer(
        Leg.AGENT, offer.replaceAll("a=ice-ufrag:.*", "a=ice-ufrag:another1\r"), Rig.ALL));
    assertThat(restart.lines().filter(l -> l.startsWith("a=ice-ufrag")))
        .doesNotContainAnyElementsOf(
            hold.lines().filter(l -> l.startsWith("a=ice-ufrag")).toList());
    rig.until(
        () -> tape.marks.equals(
            List.of("HOLD CUSTOMER", "HOLD AGENT", "UNHOLD CUSTOMER", "UNHOLD AGENT")),
        "both are marked");
    rig.peer.tone(AGENT_TONE);
    rig.until(
        () -> level(rig.phone.heard(), 8000, AGENT_TONE) > LOUD,
        "sound goes on under the old pair");
  }

  @Test
  void bad_descriptions_are_refused_and_leave_the_call_alive() {
    rig = Rig.unconnected(vertx, house, Codec.PCMA, PCMA);
    for (String bad : List.of(
        "", "v=0", "m=audio x", "v=0\r\nm=audio 9 RTP/SAVP 0\r\n", "v=0\nm=video 9 RTP/AVP 0")) {
      for (Leg leg : Leg.values()) {
        assertThatThrownBy(() -> Rig.get(rig.call.answer(leg, bad, Rig.ALL)))
            .hasCauseInstanceOf(CallMedia.BadSdp.class);
      }
    }
    assertThat(Rig.get(rig.call.answer(Leg.CUSTOMER, rig.phone.sdp(), Rig.ALL)))
        .contains("RTP/AVP 8 101");
  }

  @Test
  void one_way_sound_and_the_quality_of_each_leg_are_told_while_the_call_runs() {
    rig = Rig.connected(vertx, house, Codec.PCMA, PCMA);
    rig.call.bridge();
    long bridged = System.nanoTime();
    rig.peer.tone(AGENT_TONE);
    rig.until(() -> rig.news.contains("silent CUSTOMER true"), "the silent leg is told");
    assertThat(System.nanoTime() - bridged)
        .isGreaterThan(CallPath.ONE_WAY_SECONDS * 1_000_000_000L);
    assertThat(rig.news).doesNotContain("silent AGENT true");
    rig.phone.tone(PHONE_TONE);
    rig.until(() -> rig.news.contains("silent CUSTOMER false"), "it is heard again");
    rig.until(() -> heardWell(Leg.AGENT) && heardWell(Leg.CUSTOMER), "both legs are measured");
  }

  private boolean heardWell(Leg leg) {
    return rig.qualities.stream()
        .filter(q -> q.leg() == leg)
        .flatMap(q -> q.heard().stream())
        .anyMatch(way -> way.packets() > 50 && way.mos() > 1);
  }

  @Test
  void two_hundred_calls_in_a_row_leave_every_port_free() {
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      CallMedia call = house.open(CallId.at(i), new Nobody());
      used.add(PlainPhone.port(Rig.get(call.offer(Leg.CUSTOMER, Rig.ALL))));
      Rig.get(call.offer(Leg.AGENT, Rig.ALL));
      Rig.get(call.close());
    }
    assertThat(used).hasSize(100).allMatch(p -> p % 2 == 0 && p >= 41_000 && p < 41_200);
  }

  private static final class Nobody implements MediaEvents {
    @Override
    public void up(Leg leg) {}

    @Override
    public void digit(Leg leg, char digit) {}

    @Override
    public void promptDone(String name, boolean whole) {}

    @Override
    public void lost(Leg leg, String why) {}
  }

  static double level(short[] pcm, int rate, double hertz) {
    return pcm.length < rate / 5 ? -120 : Spectrum.last(pcm, rate, 200, hertz);
  }

  private static PromptSound tone(double hertz, int millis) {
    short[] pcm = new short[16 * millis];
    for (int i = 0; i < pcm.length; i++)
      pcm[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / 16_000));
    return new PromptSound(pcm);
  }
}

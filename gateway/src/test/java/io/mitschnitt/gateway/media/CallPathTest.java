package io.mitschnitt.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.edge.OpenReel;
import io.mitschnitt.gateway.edge.Spectrum;
import io.mitschnitt.gateway.media.CallMedia.Prompt;
import io.mitschnitt.gateway.media.CallMedia.PromptSound;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.KeySender;
import io.mitschnitt.gateway.rtp.Rtcp;
import io.mitschnitt.gateway.rtp.RtpIn;
import io.mitschnitt.gateway.rtp.RtpOut;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The packet's path without sockets and without a clock: 20 ms pass when the test says so. */
class CallPathTest {

  private static final long TICK = 20_000_000;
  private static final Format PCMA = new Format(Codec.PCMA, 8, 101);
  private static final Format OPUS = new Format(Codec.OPUS, 111, 110);

  private final List<String> told = new ArrayList<>();
  private final Meters meters = new Meters();
  private final CallPath path = path(told);
  private final List<byte[]> toCustomer = new ArrayList<>();
  private final List<byte[]> toAgent = new ArrayList<>();
  private final Voice customer = new Voice(Codec.PCMA, 8, 440);
  private final OpenReel tape = new OpenReel();
  private Voice agent = new Voice(Codec.PCMA, 8, 1000);
  private long now = 1_000_000_000L;

  @Test
  void not_a_payload_reaches_the_tape_before_the_gate_opens_and_after_it_is_shut() {
    connect(PCMA, PCMA);
    path.bridge(now);
    run(50);
    assertThat(tape.kept).isEmpty();
    assertThat(path.openGate(tape, now, Instant.EPOCH)).isTrue();
    run(50);
    assertThat(tape.kept).hasSize(100);
    path.shutGate(now);
    run(50);
    assertThat(tape.kept).hasSize(100);
    assertThat(tape.closedNanos).isEqualTo(tape.startedNanos + 50 * TICK);
  }

  @Test
  void an_open_gate_keeps_nothing_of_parties_who_are_not_joined() {
    connect(PCMA, PCMA);
    path.openGate(tape, now, Instant.EPOCH);
    run(10);
    assertThat(tape.kept).isEmpty();
    path.bridge(now);
    run(10);
    path.part(now);
    run(10);
    assertThat(tape.kept).hasSize(20);
  }

  @Test
  void an_agent_changes_place_with_another_and_the_tape_goes_on_with_the_new_one() {
    connect(PCMA, PCMA);
    path.bridge(now);
    path.openGate(tape, now, Instant.EPOCH);
    run(10);
    path.part(now);
    run(10);
    assertThat(tape.kept).as("nobody is kept while they are parted").hasSize(20);
    List<String> elsewhere = new ArrayList<>();
    CallPath other = path(elsewhere);
    List<byte[]> toSecond = new ArrayList<>();
    other.speaks(Leg.CUSTOMER, OPUS);
    other.sink(
        Leg.CUSTOMER,
        p -> toSecond.add(Arrays.copyOfRange(p.bytes, p.offset, p.offset + p.length)));
    int ssrc = other.ssrc(Leg.CUSTOMER);
    path.exchange(Leg.AGENT, other, Leg.CUSTOMER, now);
    assertThat(path.ssrc(Leg.AGENT)).as("it is sent under the name it knows").isEqualTo(ssrc);
    agent = new Voice(Codec.OPUS, 111, 1500);
    path.bridge(now);
    run(10);
    assertThat(tape.marks)
        .containsExactly("HOLD CUSTOMER", "HOLD AGENT", "UNHOLD CUSTOMER", "UNHOLD AGENT");
    assertThat(tape.kept.stream().filter(k -> k.codec() == Codec.OPUS))
        .as("but for the first packet, which may repeat what was said elsewhere")
        .hasSize(9);
    assertThat(tape.kept).hasSize(39);
    assertThat(toSecond).isNotEmpty();
    press(Leg.AGENT, agent, OPUS.keyPayloadType(), '8');
    assertThat(told).contains("AGENT 8");
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void a_gate_that_was_shut_never_opens_again() {
    connect(PCMA, PCMA);
    path.bridge(now);
    path.shutGate(now);
    assertThat(path.openGate(tape, now, Instant.EPOCH)).isFalse();
    run(10);
    assertThat(tape.kept).isEmpty();
    assertThat(tape.startedNanos).isZero();
  }

  @Test
  void a_tape_that_throws_shuts_the_gate_and_the_call_goes_on() {
    connect(PCMA, PCMA);
    path.bridge(now);
    OpenReel torn = new OpenReel() {
      @Override
      public boolean write(
          Leg leg,
          Codec codec,
          int sequence,
          int rtpTime,
          int ssrc,
          long nanos,
          byte[] b,
          int at,
          int length) {
        super.write(leg, codec, sequence, rtpTime, ssrc, nanos, b, at, length);
        throw new IllegalStateException("torn");
      }

      @Override
      public Future<Void> close(long nanos) {
        return Future.failedFuture("torn");
      }
    };
    path.openGate(torn, now, Instant.EPOCH);
    run(10);
    assertThat(torn.kept).hasSize(1);
    assertThat(toCustomer).hasSize(10);
    assertThat(path.shutGate(now).failed()).isTrue();
  }

  @Test
  void keys_and_comfort_noise_reach_no_tape() {
    connect(PCMA, PCMA);
    path.bridge(now);
    path.openGate(tape, now, Instant.EPOCH);
    press(Leg.CUSTOMER, customer, 101, '9');
    RtpPacket noise = customer.next(now);
    noise.bytes[1] = 13;
    path.rtp(Leg.CUSTOMER, noise, now);
    assertThat(tape.kept).isEmpty();
    assertThat(told).containsExactly("CUSTOMER 9");
    assertThat(toAgent)
        .as("the key, not the noise")
        .hasSize(7)
        .allMatch(p -> p[1] == 101 || p[1] == (byte) (0x80 | 101));
  }

  @Test
  void the_same_codec_passes_through_octet_by_octet() {
    connect(PCMA, PCMA);
    path.bridge(now);
    RtpPacket p = agent.next(now);
    byte[] payload = Arrays.copyOfRange(p.bytes, 12, p.length);
    path.rtp(Leg.AGENT, p, now);
    byte[] out = toCustomer.get(0);
    assertThat(Arrays.copyOfRange(out, 12, out.length)).isEqualTo(payload);
    assertThat(meters.relayed).isEqualTo(1);
  }

  @Test
  void opus_becomes_pcma_and_back_at_the_same_length_and_tone() {
    agent = new Voice(Codec.OPUS, 111, 1000);
    connect(PCMA, OPUS);
    path.bridge(now);
    run(100);
    assertThat(toCustomer).as("less what waits").hasSizeBetween(97, 100);
    assertThat(toAgent).hasSizeBetween(97, 100);
    assertThat(steps(toCustomer)).containsOnly(160);
    assertThat(steps(toAgent)).containsOnly(960);
    assertThat(level(toCustomer, Codec.PCMA, 1000)).isGreaterThan(-20);
    assertThat(level(toAgent, Codec.OPUS, 440)).isGreaterThan(-20);
  }

  @Test
  void
      lost_packets_are_concealed_and_a_pause_of_the_source_takes_its_time_in_the_transcoded_stream() {
    agent = new Voice(Codec.OPUS, 111, 1000);
    connect(PCMA, OPUS);
    path.bridge(now);
    run(10);
    int before = toCustomer.size();
    lose(2);
    run(10);
    assertThat(toCustomer).as("two were invented").hasSize(before + 12);
    assertThat(steps(toCustomer)).containsOnly(160);
    agent.pause(400);
    for (int i = 0; i < 20; i++) tick();
    run(10);
    assertThat(steps(toCustomer))
        .as("the clock does not jump")
        .allMatch(s -> s % 160 == 0 && s > 0);
    assertThat(time(toCustomer)).as("all the time is there").isBetween(49 * 160, 52 * 160);
  }

  @Test
  void a_prompt_comes_every_20_ms_whole_and_covers_the_other_party() {
    connect(PCMA, PCMA);
    path.bridge(now);
    path.play(new Prompt("notice", new PromptSound(new short[16_000])), Set.of(Leg.CUSTOMER));
    run(50);
    assertThat(toCustomer).hasSize(50);
    assertThat(level(toCustomer, Codec.PCMA, 1000)).isLessThan(-60);
    assertThat(toAgent).as("the agent hears on").hasSize(50);
    assertThat(told).isEmpty();
    run(1);
    assertThat(told).containsExactly("notice true");
    run(10);
    assertThat(level(toCustomer, Codec.PCMA, 1000)).isGreaterThan(-20);
    assertThat(steps(toCustomer)).allMatch(s -> s >= 160 && s <= 480);
  }

  @Test
  void a_prompt_begins_with_the_next_tick_and_no_tick_encodes_more_than_a_few_frames() {
    connect(PCMA, OPUS);
    Prompt notice = new Prompt("notice", new PromptSound(new short[320 * 100]));
    path.sink(Leg.AGENT, null);
    path.play(notice, Set.of(Leg.CUSTOMER, Leg.AGENT));
    tick();
    assertThat(toCustomer).hasSize(1);
    for (int i = 0; i < 39; i++) tick();
    path.sink(Leg.AGENT, p -> toAgent.add(p.bytes.clone()));
    tick();
    assertThat(toAgent).as("forty frames behind, and not all in one turn").isEmpty();
    for (int i = 0; i < 60; i++) tick();
    assertThat(toAgent).hasSizeBetween(40, 50);
    assertThat(told).containsExactly("notice true");
  }

  @Test
  void another_prompt_replaces_the_first_and_says_so() {
    connect(PCMA, PCMA);
    path.play(new Prompt("a", new PromptSound(new short[16_000])), Set.of(Leg.CUSTOMER));
    run(5);
    path.play(new Prompt("b", new PromptSound(new short[320])), Set.of(Leg.CUSTOMER));
    run(3);
    assertThat(told).containsExactly("a false", "b true");
  }

  @Test
  void a_prompt_to_the_customer_waits_until_the_customer_can_hear_it() {
    path.play(
        new Prompt("notice", new PromptSound(new short[3200])), Set.of(Leg.CUSTOMER, Leg.AGENT));
    for (int i = 0; i < 50; i++) tick();
    assertThat(told).isEmpty();
    connect(PCMA, PCMA);
    for (int i = 0; i < 11; i++) tick();
    assertThat(told).containsExactly("notice true");
    assertThat(toCustomer).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void a_carrier_hears_silence_while_it_hears_nobody_and_an_agent_hears_nothing() {
    connect(PCMA, PCMA);
    for (int i = 0; i < 100; i++) tick();
    assertThat(toCustomer).hasSize(100);
    assertThat(toCustomer.get(50)[20]).isEqualTo((byte) 0xD5);
    assertThat(toAgent).isEmpty();
  }

  @Test
  void keys_cross_to_another_clock() {
    agent = new Voice(Codec.OPUS, 111, 1000);
    connect(PCMA, OPUS);
    path.bridge(now);
    press(Leg.CUSTOMER, customer, 101, '5');
    assertThat(toAgent).hasSize(7);
    byte[] last = toAgent.get(6);
    assertThat(last[1] & 0x7F).isEqualTo(110);
    assertThat(last[13]).isEqualTo((byte) 0x8A);
    assertThat((last[14] & 255) << 8 | last[15] & 255).isEqualTo(100 * 48);
    assertThat(steps(toAgent)).containsOnly(0);
  }

  @Test
  void a_joined_leg_is_silent_after_thirty_seconds_unless_it_is_held() {
    connect(PCMA, PCMA);
    assertThat(path.silent(Leg.AGENT, now + 31_000_000_000L)).isFalse();
    path.bridge(now);
    assertThat(path.silent(Leg.AGENT, now + 29_000_000_000L)).isFalse();
    assertThat(path.silent(Leg.AGENT, now + 31_000_000_000L)).isTrue();
    path.direction(Leg.AGENT, false, true, now);
    assertThat(path.silent(Leg.AGENT, now + 31_000_000_000L)).isFalse();
  }

  @Test
  void a_joined_leg_without_sound_is_mute_after_eight_seconds_though_it_reports() {
    connect(PCMA, PCMA);
    path.bridge(now);
    run(10);
    long later = now + 9_000_000_000L;
    path.rtcp(Leg.AGENT, new RtpPacket(new byte[8]), later);
    path.rtp(Leg.CUSTOMER, customer.next(later), later);
    assertThat(path.mute(Leg.AGENT, later)).isTrue();
    assertThat(path.mute(Leg.CUSTOMER, later)).isFalse();
    path.rtp(Leg.AGENT, agent.next(later), later);
    assertThat(path.mute(Leg.AGENT, later)).isFalse();
  }

  @Test
  void quality_tells_loss_both_ways_and_the_round_trip_step_by_step() {
    connect(PCMA, PCMA);
    path.bridge(now);
    RtpIn phone = new RtpIn();
    RtpOut phoneOut = new RtpOut(9, 1, 1);
    path.sink(Leg.CUSTOMER, p -> phone.heard(p, now));
    run(100);
    report(phoneOut, phone);
    assertThat(path.quality(Leg.CUSTOMER).orElseThrow().heard().orElseThrow().mos())
        .isGreaterThan(4.2);
    for (int i = 0; i < 200; i++) {
      RtpPacket p = customer.next(now);
      if (i % 10 != 0) path.rtp(Leg.CUSTOMER, p, now);
      RtpPacket q = agent.next(now);
      if (i % 5 != 0) path.rtp(Leg.AGENT, q, now);
      tick();
    }
    report(phoneOut, phone);
    LegQuality quality = path.quality(Leg.CUSTOMER).orElseThrow();
    assertThat(quality.heard().orElseThrow().lossPercent()).isBetween(9.0, 11.0);
    assertThat(quality.heard().orElseThrow().mos()).isBetween(2.0, 3.5);
    assertThat(quality.told().orElseThrow().lossPercent())
        .as("lost before us, and so behind us")
        .isBetween(18.0, 22.0);
    assertThat(quality.roundTripMillis()).hasValue(50);
    assertThat(path.quality(Leg.CUSTOMER).orElseThrow().heard())
        .as("nothing came since")
        .isEmpty();
  }

  /** Ours to the phone, and 50 ms later its own about us. */
  private void report(RtpOut phoneOut, RtpIn phone) {
    RtpPacket ours = path.report(Leg.CUSTOMER, "us", 1_700_000_000_000L, now);
    Rtcp.read(ours.bytes, 0, ours.length, phone, phoneOut, now + 25_000_000);
    byte[] b = new byte[256];
    int n = Rtcp.write(b, 0, phoneOut, phone, "them", 0, now + 25_000_000);
    path.rtcp(Leg.CUSTOMER, new RtpPacket(b).wrap(b, 0, n), now + 50_000_000);
  }

  private CallPath path(List<String> listener) {
    return new CallPath(
        new CallPath.Told() {
          @Override
          public void digit(Leg leg, char digit) {
            listener.add(leg + " " + digit);
          }

          @Override
          public void promptDone(String name, boolean whole) {
            listener.add(name + " " + whole);
          }
        },
        new SoundShelf(),
        meters,
        new Random(1));
  }

  private void connect(Format customers, Format agents) {
    path.speaks(Leg.CUSTOMER, customers);
    path.speaks(Leg.AGENT, agents);
    path.sink(
        Leg.CUSTOMER,
        p -> toCustomer.add(Arrays.copyOfRange(p.bytes, p.offset, p.offset + p.length)));
    path.sink(
        Leg.AGENT, p -> toAgent.add(Arrays.copyOfRange(p.bytes, p.offset, p.offset + p.length)));
  }

  /** Both speak for {@code ticks} times 20 ms. */
  private void run(int ticks) {
    for (int i = 0; i < ticks; i++) {
      path.rtp(Leg.CUSTOMER, customer.next(now), now);
      path.rtp(Leg.AGENT, agent.next(now), now);
      tick();
    }
  }

  /** Both speak and the agent is not heard. */
  private void lose(int packets) {
    for (int i = 0; i < packets; i++) {
      agent.next(now);
      path.rtp(Leg.CUSTOMER, customer.next(now), now);
      tick();
    }
  }

  private static int time(List<byte[]> packets) {
    return steps(packets).stream().mapToInt(Integer::intValue).sum();
  }

  private void tick() {
    path.tick(now);
    now += TICK;
  }

  private void press(Leg leg, Voice voice, int type, char key) {
    KeySender sender = new KeySender(key, 800, 160);
    RtpPacket p = new RtpPacket(new byte[200]);
    while (!sender.over()) {
      int length = sender.write(p.bytes, 0, voice.out, type, now);
      path.rtp(leg, p.wrap(p.bytes, 0, length), now);
    }
  }

  private static List<Integer> steps(List<byte[]> packets) {
    List<Integer> steps = new ArrayList<>();
    for (int i = 1; i < packets.size(); i++) {
      steps.add(new RtpPacket(packets.get(i)).timestamp()
          - new RtpPacket(packets.get(i - 1)).timestamp());
    }
    return steps;
  }

  /** Of the last 200 ms. */
  private static double level(List<byte[]> packets, Codec codec, double hertz) {
    SoundDecoder decoder = Codecs.decoder(codec);
    short[] one = new short[5760];
    short[] all = new short[packets.size() * decoder.sampleRate() / 50];
    int n = 0;
    for (byte[] p : packets) {
      int got = decoder.decode(p, 12, p.length - 12, one);
      System.arraycopy(one, 0, all, n, got);
      n += got;
    }
    return Spectrum.last(Arrays.copyOf(all, n), decoder.sampleRate(), 200, hertz);
  }

  /** One party's endless tone. */
  private static final class Voice {
    private final RtpOut out = new RtpOut(9, 1, 1);
    private final SoundEncoder encoder;
    private final Format format;
    private final double hertz;
    private long samples;
    private int extra;

    Voice(Codec codec, int type, double hertz) {
      format = new Format(codec, type, Format.NO_KEYS);
      encoder = Codecs.encoder(codec);
      out.clockRate(codec.clockRate());
      this.hertz = hertz;
    }

    void pause(int millis) {
      extra = format.ticks(millis);
    }

    RtpPacket next(long nanos) {
      short[] pcm = new short[encoder.sampleRate() / 50];
      for (int i = 0; i < pcm.length; i++) {
        pcm[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * samples++ / encoder.sampleRate()));
      }
      byte[] b = new byte[1400];
      int n = encoder.encode(pcm, 0, pcm.length, b, 12);
      out.next(b, 0, format.payloadType(), false, format.ticks(20) + extra, n, nanos);
      extra = 0;
      return new RtpPacket(b).wrap(b, 0, 12 + n);
    }
  }
}

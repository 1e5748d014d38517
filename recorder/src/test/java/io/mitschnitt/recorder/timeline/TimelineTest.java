package io.mitschnitt.recorder.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.codec.Tones;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Library.Span;
import io.mitschnitt.recorder.contract.Library.Span.Kind;
import io.mitschnitt.recorder.contract.Tape.Mark;
import io.mitschnitt.recorder.journal.Entry;
import io.mitschnitt.recorder.journal.Entry.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineTest {

  private static final long MS = 1_000_000L;

  @ParameterizedTest
  @EnumSource(Codec.class)
  void a_click_at_one_moment_in_both_legs_stays_at_one_moment(Codec codec) {
    List<Payload> agent = stream(Leg.AGENT, codec, clicks(codec), 100, 0xFFFF_FF00, 65_500, 7);
    List<Payload> customer = stream(Leg.CUSTOMER, Codec.PCMA, clicks(Codec.PCMA), 100, 0, 0, 8);
    Sound sound = play(16_000, 6_000 * MS, customer, agent);
    for (int second = 1; second <= 5; second++) {
      int here = sound.onset(sound.left, second);
      int there = sound.onset(sound.right, second);
      assertThat(Math.abs(here - there))
          .as("second %d: %d and %d", second, here, there)
          .isLessThan(16_000 / 50);
    }
  }

  @ParameterizedTest
  @CsvSource({"PCMU,8000", "PCMA,16000", "G722,16000", "OPUS,16000"})
  void loss_jitter_reordering_and_duplicates_change_neither_length_nor_place(
      Codec codec, int rate) {
    Random random = new Random(11);
    List<Payload> rough = new ArrayList<>();
    for (Payload p : stream(Leg.CUSTOMER, codec, clicks(codec), 100, 0x7FFF_FF00, 65_530, 9)) {
      if (random.nextInt(100) >= 5) {
        rough.add(late(p, random.nextInt(80) * MS));
      }
      if (random.nextInt(100) < 5) {
        rough.add(late(p, random.nextInt(120) * MS));
      }
    }
    List<Payload> smooth = stream(Leg.AGENT, Codec.PCMA, clicks(Codec.PCMA), 100, 0, 0, 10);
    Sound sound = play(rate, 6_000 * MS, rough, smooth);
    assertThat(sound.left).hasSize(6 * rate);
    for (int second = 1; second <= 5; second++) {
      int here = sound.onset(sound.left, second);
      int there = sound.onset(sound.right, second);
      if (here >= 0) {
        assertThat(Math.abs(here - there)).as("second %d", second).isLessThan(rate / 50);
      }
    }
    long lost = sound.spans.stream()
        .filter(s -> s.kind() == Kind.LOSS)
        .mapToLong(s -> s.toMillis() - s.fromMillis())
        .sum();
    assertThat(lost).isBetween(100L, 700L);
    assertThat(sound.spans).allMatch(s -> s.leg() == Leg.CUSTOMER || s.kind() != Kind.LOSS);
  }

  @Test
  void lost_packets_are_concealed_and_told() {
    List<Payload> customer =
        stream(Leg.CUSTOMER, Codec.PCMA, Tones.sine(400, 8000, 12000, 0, 16_000), 0, 0, 0, 1);
    customer.removeIf(p -> p.sequence() == 40 || p.sequence() == 41);
    Sound sound = play(8_000, 2_000 * MS, customer, List.of());
    assertThat(sound.spans).contains(new Span(Leg.CUSTOMER, Kind.LOSS, 800, 840));
    assertThat(Tones.energy(sound.left, 6_400, 6_560)).isGreaterThan(-18);
    assertThat(Tones.energy(sound.left, 6_800, 8_000)).isBetween(-12.5, -11.0);
  }

  @Test
  void a_leg_that_sends_nothing_is_silent_and_that_is_told() {
    List<Payload> all =
        stream(Leg.CUSTOMER, Codec.PCMU, Tones.sine(400, 8000, 12000, 0, 24_000), 500, 0, 0, 1);
    all.removeIf(p -> p.arrival() > 1_500 * MS && p.arrival() < 2_500 * MS);
    // Not lost but not sent: the sequence goes on without a hole.
    List<Payload> quiet = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Payload p = all.get(i);
      quiet.add(new Payload(p.leg(), p.codec(), i, p.rtpTime(), p.ssrc(), p.arrival(), p.bytes()));
    }
    Sound sound = play(8_000, 4_000 * MS, quiet, List.of());
    assertThat(sound.spans)
        .contains(new Span(Leg.AGENT, Kind.SILENT, 0, 4_000))
        .contains(new Span(Leg.CUSTOMER, Kind.SILENT, 0, 500))
        .anyMatch(s -> s.leg() == Leg.CUSTOMER && s.fromMillis() == 1_520 && s.toMillis() == 2_500);
    assertThat(Tones.energy(sound.right, 0, 32_000)).isLessThan(-100);
    assertThat(Tones.energy(sound.left, 0, 3_900)).isLessThan(-100);
    assertThat(Tones.energy(sound.left, 12_800, 19_900)).isLessThan(-60);
    assertThat(Tones.energy(sound.left, 20_400, 27_000)).isGreaterThan(-13);
  }

  @Test
  void held_and_paused_spans_are_silent_whatever_is_sent() {
    Timeline timeline = new Timeline(8_000);
    List<Entry> entries = new ArrayList<>(
        stream(Leg.CUSTOMER, Codec.PCMA, Tones.sine(400, 8000, 12000, 0, 24_000), 0, 0, 0, 1));
    entries.add(60, new Entry.Marked(Mark.HOLD, Leg.CUSTOMER, 1_000 * MS));
    entries.add(90, new Entry.Marked(Mark.UNHOLD, Leg.CUSTOMER, 1_500 * MS));
    entries.add(new Entry.Marked(Mark.PAUSE, Leg.CUSTOMER, 2_500 * MS));
    Sound sound = run(timeline, 8_000, 3_000 * MS, entries);
    assertThat(sound.spans)
        .contains(new Span(Leg.CUSTOMER, Kind.HOLD, 1_000, 1_500))
        .contains(new Span(Leg.CUSTOMER, Kind.PAUSE, 2_500, 3_000));
    assertThat(Tones.energy(sound.left, 8_000, 12_000)).isLessThan(-100);
    assertThat(Tones.energy(sound.left, 20_000, 24_000)).isLessThan(-100);
    assertThat(Tones.energy(sound.left, 12_400, 19_600)).isGreaterThan(-13);
  }

  @Test
  void a_new_source_and_a_new_codec_go_on_where_the_old_one_stopped() {
    List<Payload> first =
        stream(Leg.CUSTOMER, Codec.PCMA, Tones.sine(400, 8000, 12000, 0, 8_000), 0, 77, 5, 1);
    List<Payload> second = stream(
        Leg.CUSTOMER,
        Codec.PCMA,
        Tones.sine(700, 8000, 12000, 0, 8_000),
        1_000,
        99_999_999,
        40_000,
        2);
    List<Payload> third = stream(
        Leg.CUSTOMER, Codec.OPUS, Tones.sine(1000, 48_000, 12000, 0, 48_000), 2_000, 3, 41_000, 2);
    List<Payload> all = new ArrayList<>(first);
    all.addAll(second);
    all.addAll(third);
    Sound sound = play(16_000, 3_000 * MS, all, List.of());
    int[] tones = {400, 700, 1000};
    for (int i = 0; i < 3; i++) {
      int from = i * 16_000 + 1_600;
      assertThat(Tones.level(sound.left, from, from + 12_800, tones[i], 16_000))
          .as("part %d", i)
          .isBetween(-10.0, -8.0);
    }
    assertThat(sound.spans)
        .noneMatch(s -> s.leg() == Leg.CUSTOMER && s.toMillis() - s.fromMillis() > 30);
  }

  @Test
  void a_clock_that_leaps_does_not_move_the_sound() {
    List<Payload> before =
        stream(Leg.CUSTOMER, Codec.PCMA, Tones.sine(400, 8000, 12000, 0, 8_000), 0, 0, 0, 1);
    List<Payload> after = stream(
        Leg.CUSTOMER,
        Codec.PCMA,
        Tones.sine(700, 8000, 12000, 0, 8_000),
        1_000,
        800_000_000,
        50,
        1);
    before.addAll(after);
    Sound sound = play(8_000, 2_000 * MS, before, List.of());
    assertThat(Tones.level(sound.left, 8_800, 15_200, 700, 8_000)).isBetween(-10.0, -8.0);
    assertThat(Tones.level(sound.left, 800, 7_200, 400, 8_000)).isBetween(-10.0, -8.0);
  }

  @ParameterizedTest
  @CsvSource({"300", "-300"})
  void a_sender_whose_clock_is_wrong_does_not_drift_away(int partsPerMillion) {
    int seconds = 300;
    short[] pcm = new short[seconds * 8_000];
    for (int second = 1; second < seconds; second++) {
      System.arraycopy(Tones.sine(1000, 8000, 16000, 0, 400), 0, pcm, second * 8_000, 400);
    }
    List<Payload> exact = stream(Leg.CUSTOMER, Codec.PCMA, pcm, 20, 0, 0, 1);
    List<Payload> wrong = new ArrayList<>();
    for (Payload p : exact) {
      long arrival = p.arrival() + p.arrival() / 1_000_000 * partsPerMillion;
      wrong.add(
          new Payload(Leg.CUSTOMER, p.codec(), p.sequence(), p.rtpTime(), 1, arrival, p.bytes()));
    }
    Sound sound = play(8_000, (seconds + 1) * 1_000 * MS, wrong, List.of());
    for (int second : new int[] {5, 100, 200, 299}) {
      int expected = second * 8_000 + 160 + (int) (second * 8_000L * partsPerMillion / 1_000_000);
      assertThat(sound.onset(sound.left, second) - expected)
          .as("second %d", second)
          .isBetween(-160, 160);
    }
  }

  @Test
  void any_length_is_kept_to_the_sample() {
    for (long length : new long[] {0, 1, 999_999, 20 * MS, 61 * MS + 62_500, 3_333_333_333L}) {
      Sound sound = play(
          16_000, length, stream(Leg.CUSTOMER, Codec.PCMA, new short[8000], 0, 0, 0, 1), List.of());
      assertThat(sound.left.length).isEqualTo((int) Math.round(length * 16_000 / 1e9));
    }
  }

  /** 50 ms of a tone at the start of every second but the first, for six seconds. */
  private static short[] clicks(Codec codec) {
    int rate = codec.sampleRate();
    short[] pcm = new short[6 * rate];
    for (int second = 1; second < 6; second++) {
      System.arraycopy(
          Tones.sine(1000, rate, 16000, 0, rate / 20),
          0,
          pcm,
          second * rate - rate / 10,
          rate / 20);
    }
    return pcm;
  }

  /** {@code pcm} in packets of 20 ms, each arriving as its sound begins, the first at {@code startMillis}. */
  static List<Payload> stream(
      Leg leg, Codec codec, short[] pcm, int startMillis, int rtpTime, int sequence, int ssrc) {
    SoundEncoder encoder = Codecs.encoder(codec);
    int frame = codec.sampleRate() / 50;
    byte[] out = new byte[1400];
    List<Payload> packets = new ArrayList<>();
    for (int i = 0; (i + 1) * frame <= pcm.length; i++) {
      int n = encoder.encode(pcm, i * frame, frame, out, 0);
      packets.add(new Payload(
          leg,
          codec,
          sequence + i & 0xFFFF,
          rtpTime + i * codec.clockRate() / 50,
          ssrc,
          (startMillis + 20L * i) * MS,
          Arrays.copyOf(out, n)));
    }
    return packets;
  }

  private static Payload late(Payload p, long by) {
    return new Payload(
        p.leg(), p.codec(), p.sequence(), p.rtpTime(), p.ssrc(), p.arrival() + by, p.bytes());
  }

  private static Sound play(int rate, long length, List<Payload> customer, List<Payload> agent) {
    List<Payload> all = new ArrayList<>(customer);
    all.addAll(agent);
    all.sort(Comparator.comparingLong(Payload::arrival));
    return run(new Timeline(rate), rate, length, all);
  }

  private static Sound run(
      Timeline timeline, int rate, long length, List<? extends Entry> entries) {
    Sound sound = new Sound(rate);
    for (Entry entry : entries) {
      entry.to(timeline);
      sound.takeFrom(timeline);
    }
    new Entry.Closed(length).to(timeline);
    sound.takeFrom(timeline);
    sound.finish();
    sound.spans = timeline.spans();
    return sound;
  }

  private static final class Sound {
    private final int rate;
    private final short[] blockLeft = new short[320];
    private final short[] blockRight = new short[320];
    private short[] left = new short[0];
    private short[] right = new short[0];
    private int length;
    private List<Span> spans = List.of();

    Sound(int rate) {
      this.rate = rate;
    }

    void takeFrom(Timeline timeline) {
      for (int n = timeline.take(blockLeft, blockRight);
          n > 0;
          n = timeline.take(blockLeft, blockRight)) {
        if (length + n > left.length) {
          left = Arrays.copyOf(left, 2 * left.length + 320);
          right = Arrays.copyOf(right, 2 * right.length + 320);
        }
        System.arraycopy(blockLeft, 0, left, length, n);
        System.arraycopy(blockRight, 0, right, length, n);
        length += n;
      }
    }

    void finish() {
      left = Arrays.copyOf(left, length);
      right = Arrays.copyOf(right, length);
    }

    /** The first loud sample within half a second around {@code second}; −1 when there is none. */
    int onset(short[] pcm, int second) {
      for (int i = second * rate - rate / 4; i < second * rate + rate / 4; i++) {
        if (Math.abs(pcm[i]) > 4000) {
          return i;
        }
      }
      return -1;
    }
  }
}

package io.mitschnitt.recorder.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.codec.Tones;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
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

/** Long calls and bad networks, in simulated time. */
class RoughRoadTest {

  private static final long MS = 1_000_000;
  private static final int RATE = 8_000;
  private static final int FRAME = 160;

  /** Both legs click at each full minute by the clock on the wall, while their own clocks run apart. */
  @ParameterizedTest
  @CsvSource({"100,-100", "-100,100", "100,100"})
  void an_hour_of_clocks_that_run_apart_leaves_both_legs_within_20_ms(int customer, int agent) {
    Sender left = new Sender(Leg.CUSTOMER, customer, 1);
    Sender right = new Sender(Leg.AGENT, agent, 2);
    Timeline timeline = new Timeline(RATE);
    Clicks heard = new Clicks();
    for (int i = 0; i < 3_600 * 50; i++) {
      left.next(i).to(timeline);
      right.next(i).to(timeline);
      heard.take(timeline);
    }
    new Entry.Closed(3_600_000 * MS).to(timeline);
    heard.take(timeline);
    assertThat(heard.samples).isEqualTo(3_600L * RATE);
    assertThat(heard.left).hasSize(59);
    assertThat(heard.right).hasSize(59);
    for (int minute = 1; minute < 60; minute++) {
      long expected = 60_000L * minute + Sender.TRAVEL_MILLIS;
      assertThat(heard.left.get(minute - 1))
          .as("minute %d", minute)
          .isBetween(expected - 20, expected + 20);
      assertThat(heard.right.get(minute - 1) - heard.left.get(minute - 1))
          .as("minute %d", minute)
          .isBetween(-20L, 20L);
    }
  }

  @Test
  void a_twentieth_lost_and_30_ms_of_jitter_keep_the_length_and_most_of_the_sound() {
    int seconds = 30;
    short[] voice = Tones.voice(RATE, seconds * RATE, 5);
    List<Payload> clean = TimelineTest.stream(Leg.CUSTOMER, Codec.PCMA, voice, 0, 0, 0, 1);
    Random random = new Random(3);
    List<Payload> rough = new ArrayList<>();
    for (Payload p : clean) {
      if (random.nextInt(100) < 5) continue;
      long late = random.nextInt(31) * MS; // two packets in three overtake nobody, the others do
      rough.add(new Payload(
          p.leg(), p.codec(), p.sequence(), p.rtpTime(), p.ssrc(), p.arrival() + late, p.bytes()));
    }
    rough.sort(Comparator.comparingLong(Payload::arrival));
    short[] undisturbed = left(clean, seconds);
    short[] disturbed = left(rough, seconds);
    assertThat(disturbed).hasSize(seconds * RATE);
    double decibels = segmentalRatio(undisturbed, disturbed);
    System.out.printf(
        "5 %% lost, 30 ms jitter: segmental SNR %.1f dB against the undisturbed recording%n",
        decibels);
    assertThat(decibels).isGreaterThan(20);
  }

  private static short[] left(List<Payload> packets, int seconds) {
    Timeline timeline = new Timeline(RATE);
    packets.forEach(p -> p.to(timeline));
    new Entry.Closed(seconds * 1_000 * MS).to(timeline);
    short[] all = new short[seconds * RATE];
    short[] left = new short[FRAME];
    short[] right = new short[FRAME];
    int at = 0;
    for (int n = timeline.take(left, right); n > 0; n = timeline.take(left, right)) {
      System.arraycopy(left, 0, all, at, n);
      at += n;
    }
    return Arrays.copyOf(all, at);
  }

  /** Mean of the ratio of signal to difference over blocks of 20 ms, each within −10 to 35 dB, silent ones left out. */
  private static double segmentalRatio(short[] wanted, short[] got) {
    double sum = 0;
    int blocks = 0;
    for (int at = 0; at + FRAME <= wanted.length; at += FRAME) {
      double signal = 0;
      double noise = 1;
      for (int i = at; i < at + FRAME; i++) {
        signal += (double) wanted[i] * wanted[i];
        noise += Math.pow(wanted[i] - got[i], 2);
      }
      if (signal < 1e5 * FRAME / 10) continue;
      sum += Math.max(-10, Math.min(35, 10 * Math.log10(signal / noise)));
      blocks++;
    }
    return sum / blocks;
  }

  /** A telephone whose clock is wrong by some millionths, 30 ms away, on a network with 5 ms of jitter. */
  private static final class Sender {
    static final long TRAVEL_MILLIS = 30;

    private final Leg leg;
    private final double pace;
    private final Random random;
    private final SoundEncoder encoder = Codecs.encoder(Codec.PCMA);
    private final short[] click = Tones.sine(1_000, RATE, 16_000, 0, FRAME);
    private final byte[] silent = new byte[FRAME];
    private int clicked;

    Sender(Leg leg, int partsPerMillion, int seed) {
      this.leg = leg;
      pace = 1 + partsPerMillion / 1e6;
      random = new Random(seed);
      encoder.encode(new short[FRAME], 0, FRAME, silent, 0);
    }

    Payload next(int i) {
      long sent = (long) (i * 20L * MS / pace); // by the wall
      byte[] payload = silent;
      long ends = (long) ((i + 1) * 20L * MS / pace);
      long minute = (clicked + 1) * 60_000 * MS;
      if (minute >= sent && minute < ends) {
        clicked++;
        short[] pcm = new short[FRAME];
        int from = (int) ((minute - sent) * FRAME / (ends - sent));
        System.arraycopy(click, 0, pcm, from, FRAME - from);
        payload = new byte[FRAME];
        encoder.encode(pcm, 0, FRAME, payload, 0);
      }
      long arrival = sent + TRAVEL_MILLIS * MS + random.nextInt(5) * MS;
      return new Payload(leg, Codec.PCMA, i & 0xFFFF, i * FRAME, 9, arrival, payload);
    }
  }

  /** When each channel clicked, in milliseconds since the beginning. */
  private static final class Clicks {
    final List<Long> left = new ArrayList<>();
    final List<Long> right = new ArrayList<>();
    long samples;
    private final short[] l = new short[FRAME];
    private final short[] r = new short[FRAME];

    void take(Timeline timeline) {
      for (int n = timeline.take(l, r); n > 0; n = timeline.take(l, r)) {
        note(l, n, left);
        note(r, n, right);
        samples += n;
      }
    }

    private void note(short[] pcm, int n, List<Long> clicks) {
      for (int i = 0; i < n; i++) {
        long millis = (samples + i) * 1_000 / RATE;
        boolean fresh = clicks.isEmpty() || millis - clicks.get(clicks.size() - 1) > 1_000;
        if (Math.abs(pcm[i]) > 3_000 && fresh) clicks.add(millis);
      }
    }
  }
}

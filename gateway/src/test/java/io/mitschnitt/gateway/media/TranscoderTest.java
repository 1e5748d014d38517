package io.mitschnitt.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.edge.Spectrum;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.contract.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound through a bad line, in simulated time: what is sent on must be steady, whole and soon. */
class TranscoderTest {

  private static final long MILLI = 1_000_000;
  private static final int TONE = 1000;

  private record Sent(int sequence, int time, byte[] payload, long arrives) {}

  private record Frame(byte[] payload, int ticks, long nanos) {}

  private final List<Frame> frames = new ArrayList<>();
  private final Random random = new Random(7);
  private long longestDelay;
  private Transcoder transcoder;

  @ParameterizedTest(name = "{0} to {1}, {2} % lost, {3} ms of jitter")
  @CsvSource({
    "OPUS, PCMA, 5, 30",
    "PCMA, OPUS, 5, 30",
    "G722, PCMU, 5, 30",
    "OPUS, PCMA, 0, 0",
    "PCMU, G722, 20, 80"
  })
  void what_comes_in_pieces_goes_out_steady(Codec from, Codec to, int lost, int jitter) {
    List<Sent> source = line(from, 1000, lost, jitter);
    assertThat(jitter == 0 || reordered(source)).isTrue();
    play(from, to, source, 20_000);
    assertThat(frames).as("all but the beginning").hasSizeBetween(985, 1000);
    assertThat(frames.stream().skip(1).map(Frame::ticks)).containsOnly(to.clockRate() / 50);
    assertThat(longestDelay)
        .as("milliseconds in the buffer")
        .isLessThanOrEqualTo(jitter == 0 ? 40 : 180);
    assertThat(level(to, 2000)).as("the tone").isGreaterThan(lost > 5 ? -20 : -15);
    if (lost + jitter == 0) assertThat(transcoder.concealed()).isLessThanOrEqualTo(1);
  }

  @Test
  void once_the_line_is_good_again_sound_waits_no_longer_than_it_must() {
    List<Sent> source = new ArrayList<>(line(Codec.OPUS, 500, 0, 100));
    List<Sent> good = line(Codec.OPUS, 3000, 0, 0);
    for (Sent s : good.subList(500, 3000)) source.add(s);
    play(Codec.OPUS, Codec.PCMA, source, 9_900);
    int shaken = transcoder.delayMillis();
    play(Codec.OPUS, Codec.PCMA, source, 60_000);
    assertThat(shaken).isGreaterThan(60);
    assertThat(transcoder.delayMillis()).isLessThanOrEqualTo(60);
  }

  @Test
  void what_a_stall_held_back_is_not_heard_late() {
    List<Sent> source = new ArrayList<>();
    for (Sent s : line(Codec.PCMA, 500, 0, 0)) {
      boolean held = s.arrives() > 4000 * MILLI && s.arrives() < 4500 * MILLI;
      source.add(held ? new Sent(s.sequence(), s.time(), s.payload(), 4500 * MILLI) : s);
    }
    play(Codec.PCMA, Codec.OPUS, source, 4_600);
    longestDelay = 0;
    play(Codec.PCMA, Codec.OPUS, source, 10_000);
    assertThat(longestDelay).isLessThanOrEqualTo(220);
    assertThat(frames.get(frames.size() - 1).nanos()).isGreaterThan(9_900 * MILLI);
  }

  @Test
  void a_source_that_pauses_is_faded_out_and_heard_again_at_once() {
    List<Sent> source = new ArrayList<>();
    for (Sent s : line(Codec.OPUS, 500, 0, 0)) {
      if (s.arrives() < 3000 * MILLI || s.arrives() >= 6000 * MILLI) {
        source.add(new Sent(source.size(), s.time(), s.payload(), s.arrives()));
      }
    }
    play(Codec.OPUS, Codec.PCMA, source, 10_000);
    List<Long> pause = frames.stream()
        .map(Frame::nanos)
        .filter(n -> n > 3200 * MILLI && n < 6000 * MILLI)
        .toList();
    assertThat(pause).isEmpty();
    long again = frames.stream()
        .mapToLong(Frame::nanos)
        .filter(n -> n >= 6000 * MILLI)
        .min()
        .orElseThrow();
    assertThat(again / MILLI).isLessThanOrEqualTo(6060);
    assertThat(frames.stream().filter(f -> f.ticks() == Transcoder.Frames.SINCE_LAST))
        .hasSize(2);
  }

  @Test
  void another_source_and_a_restarted_counter_are_followed() {
    List<Sent> source = new ArrayList<>(line(Codec.PCMA, 100, 0, 0));
    for (Sent s : line(Codec.PCMA, 400, 0, 0).subList(100, 400)) {
      source.add(
          new Sent(s.sequence() + 40_000 & 0xFFFF, s.time() - 1_000_000, s.payload(), s.arrives()));
    }
    play(Codec.PCMA, Codec.OPUS, source, 8_000);
    assertThat(frames.size()).isGreaterThan(385);
    assertThat(longestDelay).isLessThan(120);
  }

  private long played;
  private int arrived;

  /** Goes on until {@code millis}, one millisecond after the other. */
  private void play(Codec from, Codec to, List<Sent> source, long millis) {
    if (transcoder == null) {
      transcoder = new Transcoder(
          from,
          to,
          (b, n, ticks, nanos) -> frames.add(new Frame(Arrays.copyOf(b, n), ticks, nanos)));
    }
    List<Sent> byArrival =
        source.stream().sorted(Comparator.comparingLong(Sent::arrives)).toList();
    for (; played < millis; played++) {
      long now = played * MILLI;
      for (; arrived < byArrival.size() && byArrival.get(arrived).arrives() <= now; arrived++) {
        Sent s = byArrival.get(arrived);
        transcoder.heard(packet(s), 12, s.payload().length, now);
      }
      if (played % 20 == 7) {
        transcoder.tick(now);
        longestDelay = Math.max(longestDelay, transcoder.delayMillis());
      }
    }
  }

  private static RtpPacket packet(Sent s) {
    byte[] b = new byte[12 + s.payload().length];
    b[0] = (byte) 0x80;
    b[2] = (byte) (s.sequence() >> 8);
    b[3] = (byte) s.sequence();
    for (int i = 0; i < 4; i++) b[4 + i] = (byte) (s.time() >> 24 - 8 * i);
    b[11] = 5;
    System.arraycopy(s.payload(), 0, b, 12, s.payload().length);
    return new RtpPacket(b);
  }

  private List<Sent> line(Codec codec, int packets, int lostPercent, int jitterMillis) {
    SoundEncoder encoder = Codecs.encoder(codec);
    short[] pcm = new short[encoder.sampleRate() / 50];
    byte[] b = new byte[1275];
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < packets; i++) {
      for (int s = 0; s < pcm.length; s++) {
        long n = (long) i * pcm.length + s;
        pcm[s] = (short) (8000 * Math.sin(2 * Math.PI * TONE * n / encoder.sampleRate()));
      }
      int length = encoder.encode(pcm, 0, pcm.length, b, 0);
      long late = jitterMillis == 0 ? 0 : random.nextInt(jitterMillis * 1000) * 1000L;
      boolean lost = i > 5 && random.nextInt(100) < lostPercent;
      long time = (long) i * codec.clockRate() / 50;
      if (!lost) {
        sent.add(new Sent(
            i + 65_000 & 0xFFFF, (int) time, Arrays.copyOf(b, length), 20 * MILLI * i + late));
      }
    }
    return sent;
  }

  private static boolean reordered(List<Sent> sent) {
    for (int i = 1; i < sent.size(); i++)
      if (sent.get(i).arrives() < sent.get(i - 1).arrives()) return true;
    return false;
  }

  /** Of the tone in the last {@code millis}, decoded. */
  private double level(Codec codec, int millis) {
    SoundDecoder decoder = Codecs.decoder(codec);
    short[] one = new short[5760];
    short[] all = new short[frames.size() * 960];
    int n = 0;
    for (Frame f : frames) {
      int got = decoder.decode(f.payload(), 0, f.payload().length, one);
      System.arraycopy(one, 0, all, n, got);
      n += got;
    }
    return Spectrum.last(Arrays.copyOf(all, n), decoder.sampleRate(), millis, TONE);
  }
}

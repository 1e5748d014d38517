package io.mitschnitt.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.edge.KeyTones;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.Resampler;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.contract.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ToneKeysTest {

  private static final int WAV_HEADER = 44;
  private final StringBuilder pressed = new StringBuilder();
  private final ToneKeys keys = new ToneKeys(pressed::append);

  @ParameterizedTest(name = "{0} ms, {1} % off, column {2} dB louder, amplitude {3}")
  @CsvSource({
    "60, 0, 0, 5000",
    "80, 1.5, 0, 5000",
    "80, -1.5, 0, 5000",
    "80, 0, 6, 3000",
    "80, 0, -3, 5000",
    "80, 1, 4, 400",
    "80, 0, 0, 15000",
    "500, 0.5, 2, 8000"
  })
  void every_key_is_heard_once(int millis, double detune, double twist, double amplitude) {
    for (int lead = 0; lead < 102; lead += 17) { // wherever in a block it begins
      for (char key : KeyTones.KEYS.toCharArray()) {
        hear(new short[lead]);
        hear(KeyTones.of(key, millis, detune, twist, amplitude));
        hear(new short[8 * 60]);
      }
      assertThat(pressed.toString()).as("lead %d", lead).isEqualTo(KeyTones.KEYS);
      pressed.setLength(0);
    }
  }

  @Test
  void the_same_key_twice_is_two_keys() {
    for (int i = 0; i < 2; i++) {
      hear(KeyTones.of('9', 80, 0, 0, 5_000));
      hear(new short[8 * 60]);
    }
    assertThat(pressed).hasToString("99");
  }

  @ParameterizedTest(name = "{0} ms, {1} % off, column {2} dB louder, amplitude {3}")
  @CsvSource({
    "25, 0, 0, 5000",
    "100, 4, 0, 5000",
    "100, 0, 14, 1000",
    "100, 0, -10, 5000",
    "100, 0, 0, 100"
  })
  void what_is_no_key_is_not_heard(int millis, double detune, double twist, double amplitude) {
    for (char key : KeyTones.KEYS.toCharArray()) {
      hear(KeyTones.of(key, millis, detune, twist, amplitude));
      hear(new short[8 * 60]);
    }
    assertThat(pressed).isEmpty();
  }

  @Test
  void a_key_in_a_noisy_street_is_heard_and_noise_alone_is_not() {
    Random dice = new Random(5);
    for (char key : KeyTones.KEYS.toCharArray()) {
      short[] tone = KeyTones.of(key, 100, 0, 0, 5_000);
      for (int i = 0; i < tone.length; i++) tone[i] += (short) (dice.nextGaussian() * 1_000);
      hear(tone);
      short[] noise = new short[8 * 200];
      for (int i = 0; i < noise.length; i++) noise[i] = (short) (dice.nextGaussian() * 6_000);
      hear(noise);
    }
    assertThat(pressed).hasToString(KeyTones.KEYS);
  }

  /** Men, women and children, by playing all that is spoken in this project slower and faster, and the music. */
  @Test
  void speech_presses_no_keys() throws IOException {
    double seconds = 0;
    for (Path wav : spoken()) {
      short[] said = read(wav);
      for (int percent = 60; percent <= 180; percent += 3) {
        short[] other = stretched(said, percent / 100.0);
        keys.hear(other, other.length);
        seconds += other.length / 8_000.0;
        assertThat(pressed).as("%s at %d %%", wav.getFileName(), percent).isEmpty();
      }
    }
    assertThat(seconds).isGreaterThan(3_600);
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void a_key_survives_every_codec(Codec codec) {
    ToneEar ear = new ToneEar(codec, pressed::append);
    SoundEncoder encoder = Codecs.encoder(codec);
    Resampler up = new Resampler(8_000, encoder.sampleRate());
    byte[] payload = new byte[1_500];
    short[] wide = new short[Resampler.MOST + 1];
    int sequence = 65_530;
    for (short[] frame : frames("159*0#")) {
      int n = up.process(frame, frame.length, wide);
      int length = encoder.encode(wide, 0, n, payload, 0);
      ear.hear(sequence & 0xFFFF, 7, payload, 0, length);
      if (sequence % 3 == 0) ear.hear(sequence - 2 & 0xFFFF, 7, payload, 0, length); // a straggler
      sequence++;
    }
    assertThat(pressed).hasToString("159*0#");
  }

  private void hear(short[] pcm) {
    keys.hear(pcm, pcm.length);
  }

  private static List<short[]> frames(String text) {
    List<short[]> frames = new ArrayList<>();
    for (char key : text.toCharArray()) {
      short[] tone = KeyTones.of(key, 100, 0, 0, 5_000);
      for (int at = 0; at < tone.length; at += 160) {
        frames.add(Arrays.copyOfRange(tone, at, at + 160));
      }
      for (int i = 0; i < 4; i++) frames.add(new short[160]);
    }
    return frames;
  }

  private static List<Path> spoken() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("../conf/prompts", "src/main/resources/demo")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".wav")).forEach(all::add);
      }
    }
    assertThat(all).hasSizeGreaterThan(15);
    return all;
  }

  private static short[] read(Path wav) throws IOException {
    byte[] bytes = Files.readAllBytes(wav);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    short[] pcm = new short[(bytes.length - WAV_HEADER) / 2];
    in.position(WAV_HEADER)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(pcm);
    if (in.getInt(24) == 8_000) return pcm;
    short[] half = new short[pcm.length / 2];
    for (int i = 0; i < half.length; i++) half[i] = (short) ((pcm[2 * i] + pcm[2 * i + 1]) / 2);
    return half;
  }

  private static short[] stretched(short[] pcm, double speed) {
    short[] other = new short[(int) (pcm.length / speed) - 1];
    for (int i = 0; i < other.length; i++) {
      double at = i * speed;
      int whole = Math.min(pcm.length - 2, (int) at);
      other[i] = (short) (pcm[whole] + (pcm[whole + 1] - pcm[whole]) * (at - whole));
    }
    return other;
  }
}

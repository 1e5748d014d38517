package io.mitschnitt.recorder.mp3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mitschnitt.recorder.codec.Tones;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Mp3HearingTest {

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void it_hears_as_loud_as_a_decoder_makes_it(Mp3Format format) {
    int n = 4 * format.sampleRate() + 19;
    for (int level = 0; level <= 60; level += 20) {
      double factor = Math.pow(10, -level / 20.0);
      byte[] mp3 = Mp3Test.encode(
          format, scaled(Tones.voice(format.sampleRate(), n, level), factor), knocks(n, factor));
      Pcm decoded = Mp3Decoder.decode(mp3);
      Mp3Hearing.Heard heard = Mp3Hearing.of(mp3);
      assertThat(heard.samples()).isEqualTo(n);
      assertThat(heard.left())
          .as("left −%d dB", level)
          .isCloseTo(level(decoded.left()), within(1.0));
      assertThat(heard.right())
          .as("right −%d dB", level)
          .isCloseTo(level(decoded.right()), within(1.0));
    }
  }

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void one_silent_side_is_heard_as_silent(Mp3Format format) {
    int n = 2 * format.sampleRate();
    short[] voice = Tones.voice(format.sampleRate(), n, 1);
    Mp3Hearing.Heard left = Mp3Hearing.of(Mp3Test.encode(format, voice, new short[n]));
    assertThat(left.left()).isGreaterThan(-40);
    assertThat(left.right()).isLessThan(-90);
    Mp3Hearing.Heard right = Mp3Hearing.of(Mp3Test.encode(format, new short[n], voice));
    assertThat(right.left()).isLessThan(-90);
    assertThat(right.right()).isGreaterThan(-40);
  }

  /** What a decoder refuses is refused here, and much that a decoder would turn into noise. */
  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void damage_is_noticed_at_least_as_often_as_by_decoding(Mp3Format format) {
    int n = format.sampleRate();
    byte[] mp3 = Mp3Test.encode(format, Tones.voice(format.sampleRate(), n, 3), knocks(n, 1));
    Random random = new Random(5);
    int noticed = 0;
    for (int i = 0; i < 60; i++) {
      byte[] damaged = mp3.clone();
      for (int k = 0; k < 3; k++) {
        int at = format.frameBytes() + random.nextInt(mp3.length - format.frameBytes());
        damaged[at] ^= (byte) (1 << random.nextInt(8));
      }
      boolean refused = refuses(() -> Mp3Hearing.of(damaged));
      noticed += refused ? 1 : 0;
      if (refuses(() -> Mp3Decoder.decode(damaged))) {
        assertThat(refused).as("damage %d", i).isTrue();
      }
    }
    assertThat(noticed).isGreaterThan(20);
  }

  @Test
  void a_cut_or_foreign_file_is_refused() {
    byte[] mp3 = Mp3Test.encode(Mp3Format.NARROWBAND, new short[8000], new short[8000]);
    for (int length : new int[] {0, 100, mp3.length - 1, mp3.length - 288}) {
      assertThatThrownBy(() -> Mp3Hearing.of(Arrays.copyOf(mp3, length)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] emptied = mp3.clone();
    Arrays.fill(emptied, mp3.length - 288, mp3.length, (byte) 0);
    assertThatThrownBy(() -> Mp3Hearing.of(emptied)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void without_masking_thresholds_the_encoder_writes_the_same_bytes(Mp3Format format) {
    int n = 2 * format.sampleRate();
    Random random = new Random(9);
    short[] noise = new short[n];
    for (int i = 0; i < n; i++) {
      noise[i] = (short) (random.nextGaussian() * 3000);
    }
    short[][] sounds = {
      Tones.voice(format.sampleRate(), n, 1),
      knocks(n, 1),
      noise,
      new short[n],
      Tones.sine(440, format.sampleRate(), 32000, 0, n)
    };
    for (int i = 0; i < sounds.length; i++) {
      short[] left = sounds[i];
      short[] right = sounds[(i + 1) % sounds.length];
      assertThat(sound(new Mp3Encoder(format), left, right))
          .isEqualTo(sound(new Mp3Encoder(format, true), left, right));
    }
  }

  private static byte[] sound(Mp3Encoder encoder, short[] left, short[] right) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    byte[] out = new byte[Mp3Encoder.ROOM];
    try (encoder) {
      for (int at = 0; at < left.length; at += 160) {
        int n = Math.min(160, left.length - at);
        int made = encoder.encode(
            Arrays.copyOfRange(left, at, at + n), Arrays.copyOfRange(right, at, at + n), n, out);
        frames.write(out, 0, made);
      }
      frames.write(out, 0, encoder.finish(out));
    }
    return frames.toByteArray();
  }

  /** Sounds out of silence, for which an encoder takes short blocks. */
  private static short[] knocks(int n, double factor) {
    short[] pcm = new short[n];
    for (int at = 700; at + 80 < n; at += 1900) {
      for (int i = 0; i < 80; i++) {
        pcm[at + i] = (short) (factor * 20000 * Math.exp(-i / 20.0) * (i % 7 < 3 ? 1 : -1));
      }
    }
    return pcm;
  }

  private static short[] scaled(short[] pcm, double factor) {
    short[] scaled = new short[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      scaled[i] = (short) (pcm[i] * factor);
    }
    return scaled;
  }

  private static double level(short[] pcm) {
    double energy = 0;
    for (short s : pcm) {
      energy += (double) s * s;
    }
    return 10 * Math.log10(energy / pcm.length / 32_768 / 32_768 + 1e-12);
  }

  private static boolean refuses(Runnable reading) {
    try {
      reading.run();
      return false;
    } catch (IllegalArgumentException refused) {
      return true;
    }
  }
}

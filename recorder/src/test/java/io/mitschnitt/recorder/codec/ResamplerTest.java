package io.mitschnitt.recorder.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

  @ParameterizedTest
  @CsvSource({
    "48000,16000",
    "48000,8000",
    "16000,8000",
    "8000,16000",
    "8000,48000",
    "16000,48000",
    "8000,8000"
  })
  void a_tone_in_the_pass_band_keeps_its_level_and_the_length_is_exact(int from, int to) {
    short[] out = resample(Tones.sine(1000, from, 16000, 0, from), from, to, 160);
    assertThat(out).hasSize(to);
    assertThat(Tones.level(out, to / 2, to, 1000, to)).isBetween(-6.4, -6.1);
  }

  @ParameterizedTest
  @CsvSource({"48000,8000,4900", "48000,8000,7000", "48000,16000,9000", "16000,8000,5500"})
  void what_lies_above_the_new_nyquist_frequency_does_not_come_back_as_an_alias(
      int from, int to, int hertz) {
    short[] out = resample(Tones.sine(hertz, from, 16000, 0, from), from, to, 320);
    assertThat(Tones.energy(out, to / 2, to)).isLessThan(-70);
  }

  @ParameterizedTest
  @CsvSource({"8000,16000,3000", "8000,48000,3000", "16000,48000,6000"})
  void images_are_suppressed_on_the_way_up(int from, int to, int hertz) {
    short[] out = resample(Tones.sine(hertz, from, 16000, 0, from), from, to, 160);
    assertThat(Tones.level(out, to / 2, to, from - hertz, to)).isLessThan(-70);
  }

  @Test
  void blocks_of_any_size_give_the_same_samples() {
    short[] pcm = Tones.voice(48_000, 48_000, 5);
    short[] whole = resample(pcm, 48_000, 16_000, 960);
    Resampler resampler = new Resampler(48_000, 16_000);
    Random random = new Random(5);
    short[] joined = new short[whole.length];
    short[] out = new short[Resampler.MOST];
    int written = 0;
    for (int at = 0; at < pcm.length; ) {
      int n = Math.min(pcm.length - at, 1 + random.nextInt(1000));
      int made = resampler.process(Arrays.copyOfRange(pcm, at, at + n), n, out);
      System.arraycopy(out, 0, joined, written, made);
      written += made;
      at += n;
    }
    assertThat(joined).isEqualTo(whole);
  }

  private static short[] resample(short[] pcm, int from, int to, int block) {
    Resampler resampler = new Resampler(from, to);
    short[] all = new short[(int) ((long) pcm.length * to / from)];
    short[] out = new short[Resampler.MOST];
    int written = 0;
    for (int at = 0; at < pcm.length; at += block) {
      int n = resampler.process(Arrays.copyOfRange(pcm, at, at + block), block, out);
      System.arraycopy(out, 0, all, written, n);
      written += n;
    }
    assertThat(written).isEqualTo(all.length);
    return all;
  }
}

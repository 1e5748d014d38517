package io.mitschnitt.webui.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TonesTest {

  @Test
  void a_full_sine_is_at_0_dB_and_others_are_far_below() {
    short[] sine = sine(440, 16_000, 2_000, 32_767);
    assertThat(Tones.level(sine, 16_000, 440)).isCloseTo(0, within(0.1));
    assertThat(Tones.level(sine, 16_000, 660)).isLessThan(-70);
    assertThat(Tones.level(sine, 16_000, 1_000)).isLessThan(-70);
  }

  @Test
  void a_tenth_of_the_amplitude_is_20_dB_less() {
    assertThat(Tones.level(sine(660, 8_000, 1_000, 3_277), 8_000, 660)).isCloseTo(-20, within(0.1));
  }

  @Test
  void a_short_burst_is_found_by_its_peak() {
    short[] sound = new short[80_000];
    System.arraycopy(sine(1_000, 8_000, 100, 10_000), 0, sound, 40_000, 800);
    assertThat(Tones.peak(sound, 8_000, 1_000)).isGreaterThan(-15);
    assertThat(Tones.level(sound, 8_000, 1_000)).isLessThan(-28);
  }

  @Test
  void silence_is_at_the_floor() {
    assertThat(Tones.level(new short[8_000], 8_000, 440)).isEqualTo(Tones.FLOOR);
    assertThat(Tones.level(new short[0], 8_000, 440)).isEqualTo(Tones.FLOOR);
  }

  static short[] sine(int hertz, int rate, int millis, int amplitude) {
    short[] pcm = new short[rate * millis / 1_000];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return pcm;
  }
}

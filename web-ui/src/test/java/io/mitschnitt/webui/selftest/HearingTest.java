package io.mitschnitt.webui.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HearingTest {

  @Test
  void the_beginning_of_a_tone_is_found_to_a_frame_in_a_growing_sound() {
    short[] sound = new short[48_000];
    System.arraycopy(TonesTest.sine(440, 48_000, 500, 5_000), 0, sound, 24_000, 24_000);
    Hearing hearing = new Hearing(48_000, 440);
    assertThat(hearing.begins(Arrays.copyOf(sound, 24_500))).isEqualTo(-1);
    assertThat(hearing.begins(sound)).isCloseTo(24_000, within(960));
  }

  @Test
  void another_tone_and_a_blip_are_not_it() {
    short[] blip = new short[48_000];
    System.arraycopy(TonesTest.sine(440, 48_000, 60, 5_000), 0, blip, 24_000, 2_880);
    assertThat(new Hearing(48_000, 440).begins(blip)).isEqualTo(-1);
    assertThat(new Hearing(48_000, 440).begins(TonesTest.sine(1_000, 48_000, 1_000, 5_000)))
        .isEqualTo(-1);
    assertThat(new Hearing(48_000, 440).begins(new short[48_000])).isEqualTo(-1);
  }
}

package io.mitschnitt.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPressTest {

  @Test
  void a_key_grows_for_eight_frames_and_says_its_end_three_times() {
    KeyPress key = new KeyPress('9');
    byte[] out = new byte[4];
    List<Integer> durations = new ArrayList<>();
    int ends = 0;
    while (key.speaks(out, 1_000 + 160 * durations.size())) {
      assertThat(out[0]).isEqualTo((byte) 9);
      assertThat(key.first()).isEqualTo(durations.isEmpty());
      assertThat(key.began()).isEqualTo(1_000);
      durations.add((out[2] & 0xFF) << 8 | out[3] & 0xFF);
      ends += (out[1] & 0x80) == 0 ? 0 : 1;
    }
    assertThat(durations)
        .containsExactly(160, 320, 480, 640, 800, 960, 1_120, 1_280, 1_280, 1_280, 1_280);
    assertThat(ends).isEqualTo(3);
    assertThat(key.over()).isFalse();
  }

  @Test
  void the_star_is_event_ten_and_a_letter_outside_the_keypad_is_refused() {
    byte[] out = new byte[4];
    new KeyPress('*').speaks(out, 0);
    assertThat(out[0]).isEqualTo((byte) 10);
    assertThatThrownBy(() -> new KeyPress('x')).isInstanceOf(IllegalArgumentException.class);
  }
}

package io.mitschnitt.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EarTest {

  private static final long MILLI = 1_000_000;
  private final Ear ear = new Ear(0);
  private final short[] loud = new short[160];
  private final short[] quiet = new short[160];

  EarTest() {
    Arrays.fill(loud, (short) 3_000);
  }

  @Test
  void my_turn_comes_when_the_announcement_has_been_silent_for_a_while() {
    hear(loud, 0, 4_000);
    assertThat(ear.myTurn(4_500 * MILLI)).isFalse();
    hear(quiet, 4_000, 5_000);
    assertThat(ear.myTurn(5_000 * MILLI)).isTrue();
  }

  @Test
  void where_nobody_talks_my_turn_comes_soon_and_stays() {
    hear(quiet, 0, 2_400);
    assertThat(ear.myTurn(2_400 * MILLI)).isFalse();
    assertThat(ear.myTurn(2_600 * MILLI)).isTrue();
    hear(loud, 2_600, 2_700);
    assertThat(ear.myTurn(2_700 * MILLI)).isTrue();
  }

  @Test
  void what_was_heard_is_kept_for_two_minutes_and_no_longer() {
    hear(loud, 0, 130_000);
    assertThat(ear.heard()).hasSize(120 * 8_000);
  }

  private void hear(short[] pcm, int fromMillis, int toMillis) {
    for (int at = fromMillis; at < toMillis; at += 20) {
      ear.hear(pcm, 160, at * MILLI);
    }
  }
}

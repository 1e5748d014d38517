package io.mitschnitt.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenessTest {

  private static final long MS = 1_000_000;

  private final Lateness lateness = new Lateness(5 * MS);
  private long clock = 1;

  @Test
  void a_loop_that_keeps_up_is_not_crowded() {
    seconds(60, 2);
    assertThat(lateness.crowded()).isFalse();
    assertThat(lateness.millis()).isZero(); // late by as much each time is on time
  }

  @Test
  void one_stall_refuses_nobody() {
    seconds(2, 0);
    seconds(2, 300);
    seconds(5, 0);
    assertThat(lateness.crowded()).isFalse();
  }

  @Test
  void a_loop_that_is_late_for_seconds_is_crowded_until_it_was_good_for_as_long() {
    seconds(1, 0);
    seconds(3, 40);
    assertThat(lateness.crowded()).isTrue();
    assertThat(lateness.millis()).isEqualTo(40);
    seconds(2, 0);
    assertThat(lateness.crowded()).isTrue();
    seconds(1, 0);
    assertThat(lateness.crowded()).isFalse();
  }

  private void seconds(int seconds, long lateMillis) {
    for (int i = 0; i < seconds * 200; i++) {
      lateness.tick(clock + lateMillis * MS);
      clock += 5 * MS;
    }
  }
}

package io.mitschnitt.recorder.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockGuardTest {

  static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
  static final Duration HOUR = Duration.ofHours(1);
  final ClockGuard guard = new ClockGuard(START, -500);

  Optional<String> objection(Instant now, Duration elapsed, Instant newest) {
    return guard.objection(now, elapsed.toNanos() - 500, Optional.of(newest));
  }

  @Test
  void a_clock_in_step_may_delete() {
    assertThat(objection(START, Duration.ZERO, START.minus(HOUR))).isEmpty();
    assertThat(objection(START.plus(HOUR), HOUR.plusSeconds(299), START)).isEmpty();
    assertThat(guard.objection(START, -500, Optional.empty())).isEmpty();
  }

  @Test
  void a_jump_of_more_than_five_minutes_either_way_deletes_nothing() {
    assertThat(objection(START.plus(Duration.ofDays(365)), HOUR, START)).isPresent();
    assertThat(objection(START.plus(HOUR).plusSeconds(301), HOUR, START)).isPresent();
    assertThat(objection(START.plus(HOUR).minusSeconds(301), HOUR, START)).isPresent();
  }

  @Test
  void a_jump_is_not_forgotten_an_hour_later() {
    assertThat(objection(START.plus(Duration.ofDays(365)).plus(HOUR), HOUR.multipliedBy(2), START))
        .isPresent();
  }

  @Test
  void a_clock_set_right_again_may_delete() {
    assertThat(objection(START.plus(HOUR.multipliedBy(3)), HOUR.multipliedBy(3), START))
        .isEmpty();
  }

  @Test
  void a_start_before_the_newest_entry_deletes_nothing() {
    assertThat(objection(START, Duration.ZERO, START.plus(HOUR))).isPresent();
  }
}

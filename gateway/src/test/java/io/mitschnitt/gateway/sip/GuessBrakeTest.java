package io.mitschnitt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuessBrakeTest {

  private final GuessBrake brake = new GuessBrake();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private int evaluated(String address, int guesses) {
    int evaluated = 0;
    for (int i = 0; i < guesses; i++) {
      if (brake.free(address, "anna", now)) {
        evaluated++;
      }
      brake.failed(address, "anna", now);
      now = now.plusMillis(100);
    }
    return evaluated;
  }

  @Test
  void of_a_thousand_guesses_few_are_looked_at() {
    assertThat(evaluated("10.0.0.1", 1_000)).isBetween(5, 20);
  }

  @Test
  void a_stranger_locks_nobody_out() {
    evaluated("10.0.0.1", 1_000);
    assertThat(brake.free("10.0.0.2", "anna", now)).isTrue();
    assertThat(brake.free("10.0.0.1", "ben", now)).isTrue();
    assertThat(brake.free("10.0.0.1", "anna", now)).isFalse();
  }

  @Test
  void the_right_password_and_time_forgive() {
    evaluated("10.0.0.1", 6);
    now = now.plusSeconds(3_600);
    assertThat(brake.free("10.0.0.1", "anna", now)).isTrue();
    brake.passed("10.0.0.1", "anna");
    assertThat(evaluated("10.0.0.1", 5)).isEqualTo(5);
  }
}

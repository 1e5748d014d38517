package io.mitschnitt.webui.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private final Throttle throttle = new Throttle();

  @Test
  void five_tries_for_one_name_from_one_address_then_waiting() {
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.attempt(NOON.plusSeconds(i), "anna", "192.0.2.1")).isEmpty();
    }
    assertThat(throttle.attempt(NOON.plusSeconds(5), "anna", "192.0.2.1"))
        .contains(Duration.ofSeconds(15 * 60 - 5));
    assertThat(throttle.attempt(NOON.plusSeconds(15 * 60), "anna", "192.0.2.1")).isEmpty();
    assertThat(throttle.attempt(NOON.plusSeconds(15 * 60), "anna", "192.0.2.1")).isPresent();
  }

  @Test
  void a_stranger_elsewhere_locks_nobody_out() {
    for (int i = 0; i < 100; i++) {
      throttle.attempt(NOON, "anna", "192.0.2.66");
    }
    assertThat(throttle.attempt(NOON, "anna", "192.0.2.1")).isEmpty();
  }

  @Test
  void twenty_tries_from_one_address_whatever_the_name() {
    for (int i = 0; i < 20; i++) {
      assertThat(throttle.attempt(NOON, "user" + i, "192.0.2.1")).isEmpty();
    }
    assertThat(throttle.attempt(NOON, "user20", "192.0.2.1")).isPresent();
    assertThat(throttle.attempt(NOON, "user20", "192.0.2.2")).isEmpty();
  }

  @Test
  void a_right_password_clears_the_name_and_not_the_address_s_other_tries() {
    for (int i = 0; i < 19; i++) {
      throttle.attempt(NOON, "user" + i, "192.0.2.1");
    }
    for (int i = 0; i < 50; i++) {
      assertThat(throttle.attempt(NOON, "anna", "192.0.2.1")).isEmpty();
      throttle.forgive("anna", "192.0.2.1");
    }
    assertThat(throttle.attempt(NOON, "x", "192.0.2.1")).isEmpty();
    assertThat(throttle.attempt(NOON, "y", "192.0.2.1")).isPresent();
  }
}

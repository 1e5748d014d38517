package io.mitschnitt.webui.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void a_burst_is_let_in_and_then_so_many_a_second() {
    Pace pace = new Pace(2, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(pace.take("a", NOW)).isEmpty();
    }
    assertThat(pace.take("a", NOW).orElseThrow()).hasMillis(500);
    assertThat(pace.take("b", NOW)).isEmpty();
    assertThat(pace.take("a", NOW.plusMillis(500))).isEmpty();
    assertThat(pace.take("a", NOW.plusMillis(500))).isPresent();
  }

  @Test
  void rest_is_not_saved_beyond_the_burst_and_time_never_runs_backwards() {
    Pace pace = new Pace(1, 2);
    assertThat(pace.take("a", NOW)).isEmpty();
    assertThat(pace.take("a", NOW.plusSeconds(3600))).isEmpty();
    assertThat(pace.take("a", NOW.plusSeconds(3600))).isEmpty();
    assertThat(pace.take("a", NOW)).isPresent();
  }
}

package io.mitschnitt.recorder.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecordingId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SittingsTest {

  static final Instant T = Instant.parse("2026-11-25T08:00:00Z");
  static final Listener RITA = new Listener("rita", "reviewer");

  final RecordingId id = RecordingId.random();
  final Sittings sittings = new Sittings(Duration.ofMinutes(10));

  @Test
  void pieces_that_follow_each_other_are_one_listening() {
    assertThat(sittings.goesOn(id, RITA, T)).isFalse();
    sittings.began(id, RITA, T);
    Instant at = T;
    for (int i = 0; i < 5; i++) {
      at = at.plus(Duration.ofMinutes(9));
      assertThat(sittings.goesOn(id, RITA, at)).isTrue();
    }
    assertThat(sittings.goesOn(id, RITA, at.plus(Duration.ofMinutes(10)))).isFalse();
  }

  @Test
  void another_person_role_or_recording_is_another_listening() {
    sittings.began(id, RITA, T);

    assertThat(sittings.goesOn(id, new Listener("rita", "trainer"), T)).isFalse();
    assertThat(sittings.goesOn(id, new Listener("rolf", "reviewer"), T)).isFalse();
    assertThat(sittings.goesOn(RecordingId.random(), RITA, T)).isFalse();
  }

  @Test
  void a_clock_that_went_back_begins_a_new_one() {
    sittings.began(id, RITA, T);
    assertThat(sittings.goesOn(id, RITA, T.minusSeconds(1))).isFalse();
  }

  @Test
  void without_a_pause_every_piece_counts() {
    Sittings each = new Sittings(Duration.ZERO);
    each.began(id, RITA, T);
    assertThat(each.goesOn(id, RITA, T)).isFalse();
  }

  @Test
  void the_oldest_are_forgotten_first() {
    sittings.began(id, RITA, T);
    RecordingId last = id;
    for (int i = 0; i < 10_000; i++) {
      last = RecordingId.random();
      sittings.began(last, RITA, T);
    }
    assertThat(sittings.goesOn(id, RITA, T)).isFalse();
    assertThat(sittings.goesOn(last, RITA, T)).isTrue();
  }
}

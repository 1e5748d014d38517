package io.mitschnitt.recorder.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.Care;
import io.mitschnitt.recorder.contract.Care.Hold;
import io.mitschnitt.recorder.contract.Care.Wish;
import io.mitschnitt.recorder.contract.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FourEyesTest {

  static final Instant T = Instant.parse("2026-11-25T08:00:00Z");
  static final Wish CLARA = new Wish("clara", T, "a dispute");
  static final Wish CARL = new Wish("carl", T.plusSeconds(9), "agreed");
  static final Hold HOLD =
      new Hold("h1", CLARA, Optional.of("case"), Optional.empty(), Optional.empty());

  private static Care kept(Optional<Instant> until) {
    return new Care(
        "eu-mifid",
        until,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void the_first_person_asks_and_the_second_releases() {
    Hold asked = FourEyes.release(HOLD, CLARA);
    assertThat(asked)
        .isEqualTo(
            new Hold("h1", CLARA, Optional.of("case"), Optional.of(CLARA), Optional.empty()));
    assertThat(asked.stands()).isTrue();
    Hold released = FourEyes.release(asked, CARL);
    assertThat(released)
        .isEqualTo(
            new Hold("h1", CLARA, Optional.of("case"), Optional.of(CLARA), Optional.of(CARL)));
    assertThat(released.stands()).isFalse();
  }

  @Test
  void who_asked_cannot_finish() {
    assertThatThrownBy(() -> FourEyes.release(FourEyes.release(HOLD, CLARA), CLARA))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("second person");
    assertThatThrownBy(() -> FourEyes.erase(FourEyes.erase(Care.NONE, CLARA), CLARA))
        .isInstanceOf(Refused.class);
  }

  @Test
  void an_erasure_is_asked_then_confirmed() {
    Care asked = FourEyes.erase(Care.NONE, CLARA);
    assertThat(asked.wish()).contains(CLARA);
    assertThat(asked.confirmed()).isEmpty();
    Care confirmed = FourEyes.erase(asked, CARL);
    assertThat(confirmed.wish()).contains(CLARA);
    assertThat(confirmed.confirmed()).contains(CARL);
  }

  @Test
  void a_law_protects_until_its_last_moment_and_no_longer() {
    assertThat(kept(Optional.of(T)).protects(T.minusMillis(1)).orElseThrow())
        .isEqualTo("the law demands that it is kept until 2026-11-25T08:00:00Z (eu-mifid)");
    assertThat(kept(Optional.of(T)).protects(T)).isEmpty();
    assertThat(kept(Optional.empty()).protects(T)).isEmpty();
    assertThatThrownBy(() -> FourEyes.erase(kept(Optional.of(T.plusMillis(1))), CLARA))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("the law demands");
  }

  @Test
  void a_hold_protects_before_any_law_and_says_how_many_there_are() {
    Care one = kept(Optional.of(T.plusSeconds(1))).with(HOLD);
    assertThat(one.held()).isTrue();
    assertThat(one.protects(T)).contains("it is under 1 legal hold");
    Hold other = new Hold("h2", CARL, Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(one.with(other).protects(T)).contains("it is under 2 legal holds");
    Care freed = one.with(other)
        .changed("h2", hold -> FourEyes.release(FourEyes.release(hold, CLARA), CARL));
    assertThat(freed.protects(T)).contains("it is under 1 legal hold");
    assertThat(freed.holds()).hasSize(2);
    assertThat(freed.holds().get(0)).isEqualTo(HOLD);
    assertThatThrownBy(() -> freed.changed("h2", hold -> hold)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> freed.changed("h3", hold -> hold)).isInstanceOf(Refused.class);
  }

  @Test
  void each_change_leaves_the_rest_as_it_was() {
    Care care = kept(Optional.of(T)).with(HOLD);
    assertThat(care.restricted(Optional.of(CARL)).restricted()).contains(CARL);
    assertThat(care.restricted(Optional.of(CARL)).holds()).containsExactly(HOLD);
    assertThat(care.wished(Optional.of(CLARA), Optional.of(CARL)).keepUntil()).contains(T);
    assertThat(CLARA.toString()).doesNotContain("clara").doesNotContain("dispute");
  }
}

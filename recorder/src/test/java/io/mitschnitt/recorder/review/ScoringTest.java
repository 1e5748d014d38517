package io.mitschnitt.recorder.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.Evaluation.Answer;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.Scorecard;
import io.mitschnitt.recorder.contract.Scorecard.Criterion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoringTest {

  private static final Scorecard CARD = new Scorecard(
      "card",
      1,
      "Service",
      "rita",
      Instant.EPOCH,
      List.of(
          new Criterion("greeting", "Greets by name", 1, 1, false, false),
          new Criterion("advice", "Advises rightly", 3, 5, false, false),
          new Criterion("data", "Checks who it is", 2, 1, true, false),
          new Criterion("offer", "Offers more", 4, 2, false, true)));

  @Test
  void weights_and_marks_give_the_total() {
    assertThat(Scoring.of(CARD, answers(1, 4, 1, 1)).percent()).isEqualTo(74.0);
    assertThat(Scoring.of(CARD, answers(1, 5, 1, 2)).percent()).isEqualTo(100.0);
    assertThat(Scoring.of(CARD, answers(0, 1, 1, 0)).percent()).isEqualTo(26.0);
  }

  @Test
  void what_does_not_apply_counts_for_nothing() {
    assertThat(Scoring.of(CARD, answers(1, 5, 1, null)).percent()).isEqualTo(100.0);
    assertThat(Scoring.of(CARD, answers(0, 5, 1, null)).percent()).isEqualTo(83.3);
  }

  @Test
  void one_missed_must_makes_the_whole_nothing_and_is_named() {
    assertThat(Scoring.of(CARD, answers(1, 5, 0, 2)))
        .satisfies(score -> assertThat(score.percent()).isZero())
        .satisfies(score -> assertThat(score.missed()).containsExactly("data"));
  }

  @Test
  void a_sheet_that_does_not_fit_its_card_is_refused() {
    List<Answer> missing = new ArrayList<>(answers(1, 5, 1, 2));
    missing.remove(0);
    List<Answer> doubled = new ArrayList<>(missing);
    doubled.add(missing.get(0));
    List<Answer> foreign = new ArrayList<>(missing);
    foreign.add(answer("else", 1));
    for (List<Answer> wrong : List.of(
        missing,
        doubled,
        foreign,
        answers(2, 5, 1, 2),
        answers(-1, 5, 1, 2),
        answers(null, 5, 1, 2))) {
      assertThatThrownBy(() -> Scoring.of(CARD, wrong)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void a_card_that_cannot_be_used_is_refused() {
    Criterion good = CARD.criteria().get(0);
    assertThatThrownBy(() -> Scoring.check("x", List.of())).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> Scoring.check("x", List.of(good, good))).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> Scoring.check(" ", List.of(good))).isInstanceOf(Refused.class);
    for (Criterion wrong : List.of(
        new Criterion("A b", "t", 1, 1, false, false),
        new Criterion("a", " ", 1, 1, false, false),
        new Criterion("a", "t", 0, 1, false, false),
        new Criterion("a", "t", 1, 11, false, false))) {
      assertThatThrownBy(() -> Scoring.check("x", List.of(wrong))).isInstanceOf(Refused.class);
    }
    Scoring.check("x", CARD.criteria());
  }

  private static List<Answer> answers(
      @org.jspecify.annotations.Nullable Integer greeting,
      int advice,
      int data,
      @org.jspecify.annotations.Nullable Integer offer) {
    return List.of(
        answer("greeting", greeting),
        answer("advice", advice),
        answer("data", data),
        answer("offer", offer));
  }

  private static Answer answer(String key, @org.jspecify.annotations.Nullable Integer points) {
    return new Answer(key, Optional.ofNullable(points), "", Optional.empty());
  }
}

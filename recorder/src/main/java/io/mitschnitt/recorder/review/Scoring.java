package io.mitschnitt.recorder.review;

import io.mitschnitt.recorder.contract.Evaluation.Answer;
import io.mitschnitt.recorder.contract.Evaluation.Score;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.Scorecard;
import io.mitschnitt.recorder.contract.Scorecard.Criterion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The total of a filled-in scorecard: each criterion gives its share of the best mark times its weight; what does not
 * apply counts for nothing; a criterion that must be met and was not makes the whole 0.
 */
public final class Scoring {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int MOST_CRITERIA = 50;

  private Scoring() {}

  /**
   * The score of {@code answers}, one for each criterion in any order.
   *
   * @throws Refused where an answer is missing, doubled, unknown or out of its bounds
   */
  public static Score of(Scorecard card, List<Answer> answers) {
    Map<String, Answer> byKey = new HashMap<>();
    answers.forEach(answer -> {
      if (byKey.put(answer.criterion(), answer) != null) {
        throw new Refused("each criterion is answered once");
      }
    });
    if (byKey.size() != card.criteria().size()) {
      throw new Refused("every criterion of the card is answered, and no other");
    }
    BigDecimal sum = BigDecimal.ZERO;
    int weights = 0;
    List<String> missed = new ArrayList<>();
    for (Criterion criterion : card.criteria()) {
      Optional<Integer> points = points(criterion, byKey.get(criterion.key()));
      if (points.isPresent()) {
        weights += criterion.weight();
        sum = sum.add(BigDecimal.valueOf((long) criterion.weight() * points.get())
            .divide(BigDecimal.valueOf(criterion.most()), 12, RoundingMode.HALF_UP));
        if (criterion.mustPass() && points.get() < criterion.most()) {
          missed.add(criterion.key());
        }
      }
    }
    if (weights == 0) {
      throw new Refused("at least one criterion applies");
    }
    double percent = missed.isEmpty()
        ? sum.multiply(HUNDRED)
            .divide(BigDecimal.valueOf(weights), 1, RoundingMode.HALF_UP)
            .doubleValue()
        : 0;
    return new Score(percent, missed);
  }

  private static Optional<Integer> points(
      Criterion criterion, @org.jspecify.annotations.Nullable Answer answer) {
    if (answer == null) {
      throw new Refused("every criterion of the card is answered, and no other");
    }
    if (answer.points().isEmpty() && !criterion.mayNotApply()) {
      throw new Refused("a criterion that always applies has no mark");
    }
    if (answer.points().filter(p -> p < 0 || p > criterion.most()).isPresent()) {
      throw new Refused("a mark is a whole number from 0 to the criterion's best");
    }
    return answer.points();
  }

  /**
   * Looks whether a card can be used.
   *
   * @throws Refused where it cannot
   */
  public static void check(String name, List<Criterion> criteria) {
    if (name.isBlank() || name.length() > 100) {
      throw new Refused("a scorecard has a name of at most 100 characters");
    }
    if (criteria.isEmpty() || criteria.size() > MOST_CRITERIA) {
      throw new Refused("a scorecard has 1 to " + MOST_CRITERIA + " criteria");
    }
    Set<String> keys = new HashSet<>();
    for (Criterion criterion : criteria) {
      if (!criterion.key().matches("[a-z0-9-]{1,40}") || !keys.add(criterion.key())) {
        throw new Refused(
            "a criterion's key has lower-case letters, digits, dashes, and is unique");
      }
      if (criterion.text().isBlank() || criterion.text().length() > 500) {
        throw new Refused("a criterion's text has 1 to 500 characters");
      }
      if (criterion.weight() < 1 || criterion.weight() > 100) {
        throw new Refused("a weight is 1 to 100");
      }
      if (criterion.most() < 1 || criterion.most() > 10) {
        throw new Refused("a criterion's best mark is 1 to 10");
      }
    }
  }
}

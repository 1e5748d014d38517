package io.mitschnitt.recorder.review;

import io.mitschnitt.recorder.contract.Evaluation;
import io.mitschnitt.recorder.contract.Reviews.Agreement;
import io.mitschnitt.recorder.contract.Scorecard;
import io.mitschnitt.recorder.review.Krippendorff.Metric;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** How far the raters of a calibration agree: marks by their rank, totals by their distance. */
public final class Consensus {

  private Consensus() {}

  /** The agreement of {@code sheets}, all of one card; each call is a unit. */
  public static Agreement of(Scorecard card, List<Evaluation> sheets) {
    Collection<List<Evaluation>> calls = sheets.stream()
        .collect(
            Collectors.groupingBy(Evaluation::recording, LinkedHashMap::new, Collectors.toList()))
        .values();
    Map<String, Double> byCriterion = new LinkedHashMap<>();
    card.criteria()
        .forEach(criterion -> Krippendorff.alpha(
                Metric.ORDINAL, units(calls, one -> points(one, criterion.key())))
            .ifPresent(alpha -> byCriterion.put(criterion.key(), alpha)));
    return new Agreement(
        Krippendorff.alpha(
            Metric.INTERVAL, units(calls, one -> DoubleStream.of(one.score().percent()))),
        byCriterion,
        sheets);
  }

  private static List<double[]> units(
      Collection<List<Evaluation>> calls, Function<Evaluation, DoubleStream> values) {
    return calls.stream()
        .map(sheets -> sheets.stream().flatMapToDouble(values).toArray())
        .toList();
  }

  private static DoubleStream points(Evaluation sheet, String criterion) {
    return sheet.answers().stream()
        .filter(answer -> answer.criterion().equals(criterion))
        .flatMap(answer -> answer.points().stream())
        .mapToDouble(Integer::doubleValue);
  }
}

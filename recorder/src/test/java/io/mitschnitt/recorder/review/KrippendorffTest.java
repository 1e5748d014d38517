package io.mitschnitt.recorder.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mitschnitt.recorder.review.Krippendorff.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of K. Krippendorff, Computing Krippendorff's Alpha-Reliability. */
class KrippendorffTest {

  private static final String[] FOUR_OBSERVERS = {
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
  };

  @ParameterizedTest
  @CsvSource({"NOMINAL, 0.743", "ORDINAL, 0.815", "INTERVAL, 0.849"})
  void four_observers_with_gaps_agree_as_published(Metric metric, double alpha) {
    assertThat(Krippendorff.alpha(metric, units(FOUR_OBSERVERS)).orElseThrow())
        .isCloseTo(alpha, within(0.0005));
  }

  @Test
  void two_observers_of_yes_and_no_agree_as_published() {
    List<double[]> units = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0");
    for (Metric metric : Metric.values()) {
      assertThat(Krippendorff.alpha(metric, units).orElseThrow()).isCloseTo(0.095, within(0.0005));
    }
  }

  @Test
  void two_observers_of_names_agree_as_published() {
    List<double[]> units = units("1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4");
    assertThat(Krippendorff.alpha(Metric.NOMINAL, units).orElseThrow())
        .isCloseTo(0.692, within(0.0005));
  }

  @Test
  void raters_who_never_differ_agree_wholly() {
    assertThat(Krippendorff.alpha(Metric.ORDINAL, units("1 2 3", "1 2 3")).orElseThrow())
        .isEqualTo(1);
  }

  @Test
  void nothing_is_told_where_nothing_varies_or_nobody_can_be_compared() {
    assertThat(Krippendorff.alpha(Metric.NOMINAL, units("1 1 1", "1 1 1"))).isEmpty();
    assertThat(Krippendorff.alpha(Metric.NOMINAL, units("1 . 2", ". 3 ."))).isEmpty();
    assertThat(Krippendorff.alpha(Metric.NOMINAL, List.of())).isEmpty();
  }

  /** One row for each observer; a dot is a gap. */
  private static List<double[]> units(String... observers) {
    String[][] rows = Arrays.stream(observers).map(row -> row.split(" ")).toArray(String[][]::new);
    return IntStream.range(0, rows[0].length)
        .mapToObj(unit -> Arrays.stream(rows)
            .map(row -> row[unit])
            .filter(value -> !value.equals("."))
            .mapToDouble(Double::parseDouble)
            .toArray())
        .toList();
  }
}

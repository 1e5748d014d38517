package io.mitschnitt.recorder.review;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Krippendorff's alpha, the agreement of any number of raters with gaps in what they rated: 1 less the disagreement seen
 * over the disagreement that chance would give.
 *
 * @see <a href="https://repository.upenn.edu/asc_papers/43/">K. Krippendorff, Computing Krippendorff's
 *     Alpha-Reliability</a>
 */
public final class Krippendorff {

  /** How far apart two values are. */
  public enum Metric {
    /** Names: equal or not. */
    NOMINAL,
    /** Ranks: by how many values lie between. */
    ORDINAL,
    /** Numbers: by the square of their difference. */
    INTERVAL
  }

  private Krippendorff() {}

  /**
   * Alpha of {@code units}, each the values that its raters gave, in any order, without those who gave none. Empty where
   * fewer than two values can be compared, or all of them are the same and nothing can be told.
   */
  public static OptionalDouble alpha(Metric metric, List<double[]> units) {
    List<double[]> paired = units.stream().filter(unit -> unit.length > 1).toList();
    double[] values =
        paired.stream().flatMapToDouble(Arrays::stream).distinct().sorted().toArray();
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    double[][] coincidences = coincidences(paired, values);
    double[] totals =
        Arrays.stream(coincidences).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double all = Arrays.stream(totals).sum();
    double seen = 0;
    double expected = 0;
    for (int c = 0; c < values.length; c++) {
      for (int k = c + 1; k < values.length; k++) {
        double apart = apart(metric, values, totals, c, k);
        seen += coincidences[c][k] * apart;
        expected += totals[c] * totals[k] * apart;
      }
    }
    return OptionalDouble.of(1 - (all - 1) * seen / expected);
  }

  /** How often each value met each other within a unit, each unit weighing as much as it has values. */
  private static double[][] coincidences(List<double[]> units, double[] values) {
    double[][] met = new double[values.length][values.length];
    for (double[] unit : units) {
      for (int a = 0; a < unit.length; a++) {
        for (int b = 0; b < unit.length; b++) {
          if (a != b) {
            int c = Arrays.binarySearch(values, unit[a]);
            int k = Arrays.binarySearch(values, unit[b]);
            met[c][k] += 1.0 / (unit.length - 1);
          }
        }
      }
    }
    return met;
  }

  private static double apart(Metric metric, double[] values, double[] totals, int c, int k) {
    return switch (metric) {
      case NOMINAL -> 1;
      case INTERVAL -> (values[c] - values[k]) * (values[c] - values[k]);
      case ORDINAL -> {
        double between = -(totals[c] + totals[k]) / 2;
        for (int g = c; g <= k; g++) {
          between += totals[g];
        }
        yield between * between;
      }
    };
  }
}

package io.mitschnitt.recorder.contract;

import java.time.Instant;
import java.util.List;

/**
 * A list of criteria by which calls are judged; a published version never changes.
 *
 * @param id the same through all versions
 * @param version 1, 2, …
 * @param author who published this version
 */
public record Scorecard(
    String id, int version, String name, String author, Instant at, List<Criterion> criteria) {

  public Scorecard {
    criteria = List.copyOf(criteria);
  }

  /**
   * One criterion.
   *
   * @param key short name, unique in its card, by which answers name it
   * @param text the question that a reviewer answers
   * @param weight its share of the total, 1 to 100
   * @param most the best mark, 1 to 10; marks go from 0 upwards in whole steps, 1 = yes or no
   * @param mustPass whether less than the best mark fails the whole call
   * @param mayNotApply whether "does not apply" is an answer; it then counts for nothing
   */
  public record Criterion(
      String key, String text, int weight, int most, boolean mustPass, boolean mayNotApply) {}
}

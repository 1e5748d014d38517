package io.mitschnitt.gateway.contract;

import io.mitschnitt.recorder.contract.Mode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of jurisdictions, as it was read: a draft, not legal advice.
 *
 * @param version of the table, for people
 * @param rows by code: ISO 3166 country, or {@code US-} and the state
 * @param sources what a row's evidence keys mean
 * @param doubtfulAsks whether a doubtful row asks for explicit consent at least
 * @param home ISO 3166 country of agents whose number does not say another
 */
public record Law(
    String version,
    Map<String, Row> rows,
    Map<String, String> sources,
    boolean doubtfulAsks,
    String home) {

  /** No table: every place is unknown, and asks for explicit consent. */
  public static final Law UNKNOWN = new Law("", Map.of(), Map.of(), true, "DE");

  public Law {
    rows = Map.copyOf(rows);
    sources = Map.copyOf(sources);
  }

  /**
   * What one place asks.
   *
   * @param mode one of FORBIDDEN, EXPLICIT_CONSENT, OPT_OUT, NOTICE, ONE_PARTY
   * @param evidence keys of the table's sources
   * @param reviewedOn when counsel reviewed the row
   * @param reviewBy the last day on which the row is good
   * @param dutyReplacesConsent whether the table says that a statutory duty to record replaces consent here
   */
  public record Row(
      String code,
      String name,
      Mode mode,
      Confidence confidence,
      List<String> evidence,
      String note,
      Optional<LocalDate> reviewedOn,
      Optional<LocalDate> reviewBy,
      boolean dutyReplacesConsent) {

    public Row {
      evidence = List.copyOf(evidence);
      if (mode.compareTo(Mode.ONE_PARTY) > 0) {
        throw new IllegalArgumentException("no place's law says " + mode);
      }
    }
  }

  /** How sure the author of a row is. */
  public enum Confidence {
    HIGH,
    MEDIUM,
    LOW
  }
}

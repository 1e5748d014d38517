package io.mitschnitt.recorder.custody;

import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Keeping.Rule;
import io.mitschnitt.recorder.contract.Keeping.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How long a recording is kept. Of several rules the longest least time counts, then the shortest most time; where the
 * most is shorter than the least, the law that demands it wins and people are told.
 *
 * <pre>
 *   made          keepUntil       deleteAfter      extendTo
 *    |---- least ----|                 |               |
 *    |-------------- most -------------|               |
 *    |------------ where an authority asks for it -----|
 * </pre>
 */
public final class Retention {

  private Retention() {}

  /**
   * What follows from the rules, for one recording.
   *
   * @param rule the names of the rules
   * @param keepUntil before that no wish of a person destroys it; empty where no law demands it
   * @param deleteAfter it must be gone then
   * @param extendTo so long an authority may have it kept
   * @param conflict what cannot both be obeyed, for people; empty where all fits
   */
  public record Terms(
      String rule,
      Optional<Instant> keepUntil,
      Instant deleteAfter,
      Optional<Instant> extendTo,
      Optional<String> conflict) {}

  /** The terms of a recording that was made at {@code made}. */
  public static Terms terms(Instant made, Keeping keeping) {
    ZoneId zone = ZoneId.of(keeping.zone());
    Optional<Instant> least = ends(keeping, Rule::least)
        .map(term -> end(made, term, zone, true))
        .max(Comparator.naturalOrder());
    Optional<Instant> most = ends(keeping, Rule::most)
        .map(term -> end(made, term, zone, false))
        .min(Comparator.naturalOrder());
    Optional<Instant> extend = ends(keeping, Rule::extendTo)
        .map(term -> end(made, term, zone, true))
        .max(Comparator.naturalOrder());
    boolean clash = least.isPresent() && most.filter(least.get()::isAfter).isPresent();
    Instant until = clash ? least.get() : most.or(() -> least).orElseThrow();
    return new Terms(
        keeping.name(),
        least,
        until,
        extend.filter(until::isBefore),
        clash ? Optional.of(conflict(keeping)) : Optional.empty());
  }

  private static Stream<Term> ends(Keeping keeping, Function<Rule, Optional<Term>> which) {
    return keeping.rules().stream().flatMap(rule -> which.apply(rule).stream());
  }

  private static String conflict(Keeping keeping) {
    return "the rules " + keeping.name()
        + " cannot all be obeyed: one demands a longer time than another allows; the longer one is kept to";
  }

  /**
   * When a term is over. A day that a month lacks (29 February, five years later) is rounded so that a least time is
   * never shorter and a most time never longer than the law says (BGB § 188).
   */
  static Instant end(Instant made, Term term, ZoneId zone, boolean least) {
    ZonedDateTime from = made.atZone(zone);
    if (term.fromYearEnd()) {
      from = Year.of(from.getYear() + 1).atDay(1).atStartOfDay(zone);
    }
    return switch (term.unit()) {
      case DAYS -> from.toInstant().plus(Duration.ofDays(term.amount()));
      case MONTHS -> rounded(from, from.plusMonths(term.amount()), least);
      case YEARS -> rounded(from, from.plusYears(term.amount()), least);
    };
  }

  private static Instant rounded(ZonedDateTime from, ZonedDateTime to, boolean least) {
    boolean cut = to.getDayOfMonth() != from.getDayOfMonth();
    return (cut && least ? to.plusDays(1) : to).toInstant();
  }
}

package io.mitschnitt.recorder.contract;

import java.util.List;
import java.util.Optional;

/**
 * By which rules a recording is kept; frozen with the decision of its call, so that a policy that changes later neither
 * lengthens nor shortens what callers were promised.
 *
 * @param rules all that hold; never empty
 * @param zone whose calendar counts years and months, an IANA name such as {@code Europe/Berlin}
 */
public record Keeping(List<Rule> rules, String zone) {

  public Keeping {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a recording is kept by one rule at least");
    }
  }

  /**
   * One rule of retention.
   *
   * @param name such as {@code eu-mifid}
   * @param least how long a law demands that it is kept; empty = no law does
   * @param most how long it may be kept at all; empty = until the least time is over
   * @param extendTo how long an authority may have it kept; empty = no longer
   * @param source the law or the reason, for people
   */
  public record Rule(
      String name,
      Optional<Term> least,
      Optional<Term> most,
      Optional<Term> extendTo,
      String source) {

    public Rule {
      if (least.isEmpty() && most.isEmpty()) {
        throw new IllegalArgumentException("a rule of retention has a least or a most time");
      }
    }
  }

  /**
   * A time by the calendar.
   *
   * @param amount of {@code unit}, 0 at least
   * @param fromYearEnd counted from the end of the calendar year in which the recording was made, not from its creation
   */
  public record Term(int amount, Unit unit, boolean fromYearEnd) {

    public Term {
      if (amount < 0 || amount > 36_500) {
        throw new IllegalArgumentException("a term is 0 to 36500 long");
      }
    }

    public static Term of(int amount, Unit unit) {
      return new Term(amount, unit, false);
    }

    /** About how many days it has, rounded up; for lists. */
    public int days() {
      int plain = switch (unit) {
        case DAYS -> amount;
        case MONTHS -> (amount * 3653 + 119) / 120;
        case YEARS -> (amount * 3653 + 9) / 10;
      };
      return plain + (fromYearEnd ? 366 : 0);
    }

    /** As people write it: {@code 30d}, {@code 6m}, {@code 10y from year-end}. */
    public String text() {
      return amount
          + unit.name().substring(0, 1).toLowerCase(java.util.Locale.ROOT)
          + (fromYearEnd ? " from year-end" : "");
    }
  }

  /** What a term is counted in. */
  public enum Unit {
    /** Of 24 hours. */
    DAYS,
    MONTHS,
    YEARS
  }

  /** The plain rule: at most so many days. */
  public static Keeping days(int days) {
    Rule rule = new Rule(
        days + "-days",
        Optional.empty(),
        Optional.of(Term.of(days, Unit.DAYS)),
        Optional.empty(),
        "");
    return new Keeping(List.of(rule), "UTC");
  }

  /** The names of the rules, with a plus between them. */
  public String name() {
    return String.join("+", rules.stream().map(Rule::name).toList());
  }

  /** Whether a rule lets nothing be kept at all. */
  public boolean nothing() {
    return rules.stream()
        .anyMatch(rule -> rule.most().filter(t -> t.amount() == 0).isPresent());
  }

  /** About how many days it is kept, by the longest least time, else by the shortest most; 1 at least. */
  public int aboutDays() {
    int least = rules.stream()
        .flatMap(rule -> rule.least().stream())
        .mapToInt(Term::days)
        .max()
        .orElse(0);
    int most = rules.stream()
        .flatMap(rule -> rule.most().stream())
        .mapToInt(Term::days)
        .min()
        .orElse(least);
    return Math.max(1, Math.max(least, most));
  }
}

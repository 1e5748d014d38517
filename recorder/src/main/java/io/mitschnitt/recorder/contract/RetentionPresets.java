package io.mitschnitt.recorder.contract;

import io.mitschnitt.recorder.contract.Keeping.Rule;
import io.mitschnitt.recorder.contract.Keeping.Term;
import io.mitschnitt.recorder.contract.Keeping.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rules of retention that come with the program. Sources are quoted for people and are no legal advice. */
public final class RetentionPresets {

  private static final List<Rule> ALL = List.of(
      most("default", 30, Unit.DAYS, "GDPR Art. 5(1)(e), 25: no longer than needed"),
      least("eu-mifid", 5, 7, "MiFID II Art. 16(7), Delegated Regulation 2017/565 Art. 76(11)"),
      new Rule(
          "de-34f",
          Optional.of(new Term(10, Unit.YEARS, true)),
          Optional.empty(),
          Optional.empty(),
          "§ 23 FinVermV: ten years from the end of the calendar year"),
      least("uk-sysc10a", 5, 7, "FCA SYSC 10A.1.15"),
      most("fr-qa", 6, Unit.MONTHS, "CNIL: six months for recordings of quality checks"),
      most("be-qa", 1, Unit.MONTHS, "WEC Art. 128: one month for recordings of quality checks"),
      least("hu-utility", 5, 5, "NAIH: complaints to utilities, five years"),
      least("us-17a4", 3, 6, "17 CFR 240.17a-4(b): three years; (a): six years"),
      least("us-finra3170", 3, 3, "FINRA Rule 3170: three years"),
      most("no-store", 0, Unit.DAYS, "nothing is kept"));

  private RetentionPresets() {}

  /** The rule of that name. */
  public static Optional<Rule> find(String name) {
    return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** All of them, by name. */
  public static List<Rule> all() {
    return ALL.stream().sorted(Comparator.comparing(Rule::name)).toList();
  }

  private static Rule most(String name, int amount, Unit unit, String source) {
    return new Rule(
        name, Optional.empty(), Optional.of(Term.of(amount, unit)), Optional.empty(), source);
  }

  private static Rule least(String name, int years, int extendTo, String source) {
    Optional<Term> longer =
        extendTo > years ? Optional.of(Term.of(extendTo, Unit.YEARS)) : Optional.empty();
    return new Rule(
        name, Optional.of(Term.of(years, Unit.YEARS)), Optional.empty(), longer, source);
  }
}

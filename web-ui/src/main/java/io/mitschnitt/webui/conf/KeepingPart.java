package io.mitschnitt.webui.conf;

import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Keeping.Rule;
import io.mitschnitt.recorder.contract.Keeping.Term;
import io.mitschnitt.recorder.contract.Keeping.Unit;
import io.mitschnitt.recorder.contract.RetentionPresets;
import java.util.List;
import java.util.Optional;

/**
 * Rules of retention as typed values: those of the house, and those that come with the program.
 *
 * @param own map from a rule's name to what it says
 * @param zone whose calendar counts
 */
record KeepingPart(Section own, String zone) {

  private static final int DAYS = 30;

  /** What {@code profile} says of keeping: rules by name, or days. */
  Keeping of(Section profile) {
    List<Rule> rules =
        profile.texts("retention").stream().flatMap(name -> rule(name).stream()).toList();
    return rules.isEmpty()
        ? Keeping.days(Math.max(1, profile.whole("retention-days", DAYS)))
        : new Keeping(rules, zone);
  }

  /** Whether two of the profile's rules cannot both be obeyed. */
  boolean clash(Section profile) {
    List<Rule> rules = of(profile).rules();
    int least = rules.stream()
        .flatMap(rule -> rule.least().stream())
        .mapToInt(Term::days)
        .max()
        .orElse(0);
    return rules.stream()
        .flatMap(rule -> rule.most().stream())
        .anyMatch(term -> term.days() < least);
  }

  private Optional<Rule> rule(String name) {
    return own.names().contains(name) ? rule(name, own.section(name)) : RetentionPresets.find(name);
  }

  private static Optional<Rule> rule(String name, Section rule) {
    boolean yearEnd = rule.text("from", "creation").equals("year-end");
    Optional<Term> least = term(rule, "least", yearEnd);
    Optional<Term> most = term(rule, "most", yearEnd);
    return least.isEmpty() && most.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rule(name, least, most, term(rule, "extend-to", yearEnd), rule.text("source", "")));
  }

  private static Optional<Term> term(Section rule, String key, boolean yearEnd) {
    return rule.text(key)
        .filter(text -> text.matches("[0-9]{1,5}[dmy]"))
        .map(text -> new Term(
            Math.min(36_500, Integer.parseInt(text.substring(0, text.length() - 1))),
            unit(text.charAt(text.length() - 1)),
            yearEnd));
  }

  private static Unit unit(char letter) {
    return letter == 'd' ? Unit.DAYS : letter == 'm' ? Unit.MONTHS : Unit.YEARS;
  }
}

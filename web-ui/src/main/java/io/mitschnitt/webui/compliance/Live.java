package io.mitschnitt.webui.compliance;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.recorder.contract.Keeping.Rule;
import io.mitschnitt.recorder.contract.Keeping.Term;
import io.mitschnitt.recorder.contract.Keeping.Unit;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.RecorderConf;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A node as it is at this moment: its configuration in force, and what its log and its clocks say.
 *
 * @param logDoubt why the evidence log is doubted; empty while it is not
 * @param clockDoubt why nothing is deleted; empty while something is
 * @param entries of the evidence log
 * @param longOpen answered calls that have neither recording nor reason after a day
 * @param samples plans by which calls are drawn for listening
 * @param encrypted whether browsers speak to it by TLS
 */
record Live(
    GatewayConf gateway,
    RecorderConf recorder,
    Optional<String> logDoubt,
    Optional<String> clockDoubt,
    long entries,
    int longOpen,
    int samples,
    boolean encrypted) {

  private static final Set<Mode> ANNOUNCING =
      Set.of(Mode.NOTICE, Mode.STATUTORY, Mode.OPT_OUT, Mode.EXPLICIT_CONSENT);

  /** The profile that is looked at: the one asked for, else the first that keeps by the rule of MiFID II, else the default. */
  Optional<Profile> profile(Optional<String> asked) {
    var all = gateway.policy().profiles();
    return asked.isPresent()
        ? Optional.ofNullable(all.get(asked.get()))
        : all.values().stream()
            .filter(one -> rule(one, "eu-mifid").isPresent())
            .sorted(java.util.Comparator.comparing(Profile::name))
            .findFirst()
            .or(() -> Optional.ofNullable(all.get(gateway.policy().defaultProfile())));
  }

  static Optional<Rule> rule(Profile profile, String name) {
    return profile.keeping().rules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst();
  }

  /** Whether a rule of the profile keeps for so many years at least, counted so. */
  static boolean keeps(Profile profile, int years, boolean fromYearEnd) {
    return any(
        profile,
        rule -> rule.least().filter(t -> isAtLeast(t, years, fromYearEnd)).isPresent());
  }

  /** Whether an authority may have it kept for so many years. */
  static boolean extendsTo(Profile profile, int years) {
    return any(
        profile, rule -> rule.extendTo().filter(t -> isAtLeast(t, years, false)).isPresent());
  }

  private static boolean any(Profile profile, Predicate<Rule> which) {
    return profile.keeping().rules().stream().anyMatch(which);
  }

  private static boolean isAtLeast(Term term, int years, boolean fromYearEnd) {
    int counted = term.unit() == Unit.YEARS ? term.amount() : term.days() / 366;
    return counted >= years && (term.fromYearEnd() || !fromYearEnd);
  }

  /** Whether callers are told before anything is kept. */
  static boolean announces(Profile profile) {
    return ANNOUNCING.contains(profile.mode());
  }

  /** Whether calls come to the profile by line, group or rule, whatever becomes of them. */
  boolean reached(Profile profile) {
    String name = profile.name();
    return gateway.policy().defaultProfile().equals(name)
        || gateway.policy().rules().stream()
            .anyMatch(rule -> rule.then().profile().equals(Optional.of(name)))
        || gateway.routes().stream().anyMatch(route -> route.profile().equals(Optional.of(name)));
  }

  /** Whether calls between agents come to it. */
  boolean internal(Profile profile) {
    return gateway.routing().internalProfile().equals(Optional.of(profile.name()));
  }

  /** Whether the profile's recordings have a key of their own, and only compliance is let to them. */
  boolean locked(Profile profile) {
    return recorder.locks().stream()
        .anyMatch(lock -> lock.holds(profile.name()) && lock.roles().equals(Set.of("compliance")));
  }

  /** Whether somebody outside can contradict a log that was rewritten. */
  boolean anchored() {
    return recorder.outside().copyTo().isPresent()
        || recorder.outside().timestampUrl().isPresent();
  }
}

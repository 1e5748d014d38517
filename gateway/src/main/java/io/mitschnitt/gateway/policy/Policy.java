package io.mitschnitt.gateway.policy;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.Rule;
import io.mitschnitt.gateway.route.NumberPlan;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rules by which calls are asked and kept. It decides once for a call, gives its reasons, and in doubt takes the
 * stricter way: of the profile's mode and what the law of every party's place asks, the strictest counts.
 */
public record Policy(GatewayConf.Policy rules) {

  static final String WITHHELD =
      "The caller's number is withheld or unknown, so it is not known whose law holds: the caller is asked.";

  private static final Set<String> GERMAN = Set.of("DE", "AT", "CH", "LI");
  private static final Set<Mode> LOOSER_THAN_ASKING =
      EnumSet.of(Mode.OPT_OUT, Mode.NOTICE, Mode.ONE_PARTY);

  /**
   * What is asked.
   *
   * @param call its id draws the lot where a rule wants a share of calls
   * @param at the clock
   * @param profile the route's profile; empty = the default one
   * @param customer the outside party
   * @param dialled what was dialled, in E.164 where it is a number
   * @param agents who may take the call, or the one who dialled
   * @param emergency whether an emergency number was dialled
   */
  public record Question(
      CallId call,
      Instant at,
      Optional<String> profile,
      Direction direction,
      Party customer,
      String dialled,
      List<Agent> agents,
      String trunk,
      boolean emergency) {

    public Question {
      agents = List.copyOf(agents);
    }

    @Override
    public String toString() {
      return "Question[" + call + "]";
    }
  }

  /** The profile of that name, else the default one. */
  public Profile profile(Optional<String> name) {
    Profile found =
        name.map(rules.profiles()::get).orElse(rules.profiles().get(rules.defaultProfile()));
    if (found == null) {
      throw new IllegalArgumentException("the default profile is not among the profiles");
    }
    return found;
  }

  /** How the call may be kept, and why. */
  public Decision decide(Question question) {
    return rule(question).decision();
  }

  /** The same, with the places that were looked at. */
  public Ruling rule(Question question) {
    Optional<Rule> rule = question.emergency()
        ? Optional.empty()
        : new Selection(rules.rules(), rules.zone()).of(question);
    Profile profile = profile(rule.flatMap(found -> found.then().profile()).or(question::profile));
    List<String> reasons = new ArrayList<>();
    List<Finding> findings =
        asksTheLaw(question, rule, profile) ? new Lawbook(rules.law()).of(question) : List.of();
    Mode mode = mode(question, rule, profile, findings, reasons);
    String prompt = prompt(mode);
    String language = language(question, profile, prompt.isEmpty() ? new ArrayList<>() : reasons);
    Decision.Basis basis = new Decision.Basis(
        rules.version(),
        findings.isEmpty() ? "" : rules.law().version(),
        rule.map(Rule::name).orElse(""));
    Decision decision = new Decision(
        mode,
        language,
        prompt,
        profile.name(),
        profile.retentionDays(),
        reasons,
        basis,
        profile.keeping());
    return new Ruling(decision, profile, findings, rules.law());
  }

  /** The ruling on a call that is of no profile and that nobody asked to be recorded. */
  public Ruling unasked(String reason) {
    Profile profile = profile(Optional.empty());
    Decision.Basis basis = new Decision.Basis(rules.version(), "", "");
    Decision decision = new Decision(
        Mode.OFF,
        profile.language(),
        "",
        profile.name(),
        profile.retentionDays(),
        List.of(reason),
        basis);
    return new Ruling(decision, profile, List.of(), rules.law());
  }

  /** Where nothing will be kept anyway, nobody's law is asked. */
  private static boolean asksTheLaw(Question question, Optional<Rule> rule, Profile profile) {
    boolean never = rule.flatMap(found -> found.then().neverBecause()).isPresent();
    boolean keepsNothing = profile.mode() == Mode.FORBIDDEN || profile.mode() == Mode.OFF;
    return profile.followsLaw() && !question.emergency() && !never && !keepsNothing;
  }

  private static Mode mode(
      Question question,
      Optional<Rule> rule,
      Profile profile,
      List<Finding> findings,
      List<String> reasons) {
    if (question.emergency()) {
      reasons.add("An emergency call is never delayed and never recorded.");
      return Mode.OFF;
    }
    Optional<String> never = rule.flatMap(found -> found.then().neverBecause());
    if (never.isPresent()) {
      reasons.add("The rule '" + rule.get().name() + "' forbids recording: " + never.get() + ".");
      return Mode.FORBIDDEN;
    }
    Mode mode =
        findings.isEmpty() ? alone(question, profile, reasons) : lawful(profile, findings, reasons);
    rule.ifPresent(found -> reasons.add("The rule '" + found.name() + "' chose the profile '"
        + profile.name() + "' for this call."));
    return mode;
  }

  /** The strictest of profile and law; a statutory duty replaces consent, not a prohibition. */
  private static Mode lawful(Profile profile, List<Finding> findings, List<String> reasons) {
    Mode strictest = findings.get(0).counts();
    boolean duty = profile.mode() == Mode.STATUTORY && strictest != Mode.FORBIDDEN;
    boolean profileDecides = duty || profile.mode().compareTo(strictest) <= 0;
    if (profileDecides) {
      reasons.add(upper(profileSays(profile)));
    }
    if (duty) {
      reasons.add(duty(findings));
    }
    findings.forEach(finding -> reasons.add(finding.reason()));
    if (!profileDecides) {
      reasons.add("Otherwise " + profileSays(profile));
    }
    return profileDecides ? profile.mode() : strictest;
  }

  private static String duty(List<Finding> findings) {
    boolean everywhere = findings.stream()
        .allMatch(f -> f.row().map(row -> row.dutyReplacesConsent()).orElse(false));
    return "A statutory duty to record replaces consent"
        + (everywhere
            ? ", as the table says."
            : "; the table does not say so for every place here, counsel must check.");
  }

  /** What a profile says that does not follow the table. */
  private static Mode alone(Question question, Profile profile, List<String> reasons) {
    boolean unknown = question.direction() == Direction.INBOUND
        && question.customer().number().isEmpty();
    if (unknown && LOOSER_THAN_ASKING.contains(profile.mode())) {
      reasons.add(WITHHELD);
      reasons.add("Otherwise " + profileSays(profile));
      return Mode.EXPLICIT_CONSENT;
    }
    reasons.add(upper(profileSays(profile)));
    return profile.mode();
  }

  private static String profileSays(Profile profile) {
    String what = switch (profile.mode()) {
      case FORBIDDEN -> "forbids recording";
      case EXPLICIT_CONSENT -> "records only when the other party agrees by a key";
      case OPT_OUT -> "tells the other party, who may object by a key";
      case NOTICE -> "tells the other party";
      case ONE_PARTY -> "records on the agent's knowledge alone";
      case STATUTORY -> "records by law and tells the other party";
      case OFF -> "asks for no recording";
    };
    return "the profile '" + profile.name() + "' " + what + ".";
  }

  private static String prompt(Mode mode) {
    return switch (mode) {
      case EXPLICIT_CONSENT -> "explicit";
      case OPT_OUT -> "opt-out";
      case NOTICE -> "notice";
      case STATUTORY -> "statutory";
      case FORBIDDEN, ONE_PARTY, OFF -> "";
    };
  }

  private static String language(Question question, Profile profile, List<String> reasons) {
    Optional<String> country = question.customer().number().flatMap(NumberPlan::mainCountry);
    if (country.filter(GERMAN::contains).isPresent()) {
      reasons.add(
          "The announcement is in German: the other party's number belongs to a German-speaking country.");
      return "de";
    }
    if (!profile.language().isBlank()) {
      reasons.add("The announcement is in the profile's language, '" + profile.language() + "'.");
      return profile.language();
    }
    reasons.add("The announcement is in English: nothing better is known.");
    return "en";
  }

  private static String upper(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}

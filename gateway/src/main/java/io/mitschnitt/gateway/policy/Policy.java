package io.mitschnitt.gateway.policy;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.route.NumberPlan;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rules by which calls are asked and kept. It decides once for a call, gives its reasons, and in doubt takes the
 * stricter way.
 */
public record Policy(GatewayConf.Policy rules) {

  private static final Set<String> GERMAN = Set.of("DE", "AT", "CH", "LI");
  private static final Set<Mode> LOOSER_THAN_ASKING = EnumSet.of(Mode.OPT_OUT, Mode.NOTICE, Mode.ONE_PARTY);

  /**
   * What is asked.
   *
   * @param profile the route's profile; empty = the default one
   * @param customer the outside party
   * @param emergency whether an emergency number was dialled
   */
  public record Question(Optional<String> profile, Direction direction, Party customer, boolean emergency) {}

  /** The profile of that name, else the default one. */
  public Profile profile(Optional<String> name) {
    Profile found = name.map(rules.profiles()::get).orElse(rules.profiles().get(rules.defaultProfile()));
    if (found == null) {
      throw new IllegalArgumentException("the default profile is not among the profiles");
    }
    return found;
  }

  /** How the call may be kept, and why. */
  public Decision decide(Question question) {
    Profile profile = profile(question.profile());
    List<String> reasons = new ArrayList<>();
    Mode mode = mode(question, profile, reasons);
    String prompt = prompt(mode);
    String language = language(question, profile, prompt.isEmpty() ? new ArrayList<>() : reasons);
    return new Decision(mode, language, prompt, profile.name(), profile.retentionDays(), reasons);
  }

  private static Mode mode(Question question, Profile profile, List<String> reasons) {
    if (question.emergency()) {
      reasons.add("An emergency call is never delayed and never recorded.");
      return Mode.OFF;
    }
    boolean unknown = question.direction() == Direction.INBOUND && question.customer().number().isEmpty();
    if (unknown && LOOSER_THAN_ASKING.contains(profile.mode())) {
      reasons.add("The caller's number is withheld or unknown, so it is not known whose law holds: the caller is asked.");
      reasons.add("Otherwise " + profileSays(profile));
      return Mode.EXPLICIT_CONSENT;
    }
    reasons.add(upper(profileSays(profile)));
    return profile.mode();
  }

  private static String profileSays(Profile profile) {
    String what =
        switch (profile.mode()) {
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
    Optional<String> country = question.customer().number().flatMap(NumberPlan::country);
    if (country.filter(GERMAN::contains).isPresent()) {
      reasons.add("The announcement is in German: the other party's number belongs to a German-speaking country.");
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

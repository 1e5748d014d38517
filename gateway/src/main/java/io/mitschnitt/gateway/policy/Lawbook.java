package io.mitschnitt.gateway.policy;

import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.Law;
import io.mitschnitt.gateway.policy.Finding.Whose;
import io.mitschnitt.gateway.route.NumberPlan;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks up whose law holds for a call and what it asks. What it does not find asks for explicit consent. */
record Lawbook(Law law) {

  private static final String US = "US";

  /** All parties' places, strictest first; of equals, the outside party's first. */
  List<Finding> of(Policy.Question question) {
    LocalDate today = LocalDate.ofInstant(question.at(), ZoneOffset.UTC);
    List<Finding> all = new ArrayList<>(customer(question, today));
    if (question.direction() == Direction.INBOUND) {
      PhoneNumber.read(question.dialled())
          .ifPresent(called -> all.addAll(place(Whose.CALLED, called, today)));
    }
    all.addAll(agents(question.agents(), today));
    all.sort(Comparator.comparing(Finding::counts));
    return all;
  }

  private List<Finding> customer(Policy.Question question, LocalDate today) {
    return question
        .customer()
        .number()
        .map(number -> place(Whose.CUSTOMER, number, today))
        .orElseGet(
            () -> List.of(
                unknown(
                    Whose.CUSTOMER,
                    question.direction() == Direction.INBOUND
                        ? Policy.WITHHELD
                        : "What was dialled is no telephone number, so it is not known whose law holds: the other party is asked.")));
  }

  /** Each place where an agent may be, once. */
  private List<Finding> agents(List<Agent> agents, LocalDate today) {
    List<Finding> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Agent agent : agents) {
      Optional<PhoneNumber> number = agent.number().flatMap(PhoneNumber::read);
      List<Finding> found = number
          .map(own -> place(Whose.AGENT, own, today))
          .orElseGet(() -> country(Whose.AGENT, law.home(), today));
      found.stream().filter(finding -> seen.add(finding.code())).forEach(all::add);
    }
    return agents.isEmpty() ? country(Whose.AGENT, law.home(), today) : all;
  }

  private List<Finding> place(Whose whose, PhoneNumber number, LocalDate today) {
    Optional<String> state = UsStates.of(number);
    Optional<String> country =
        state.isPresent() ? Optional.of(US) : NumberPlan.certainCountry(number);
    if (country.isEmpty()) {
      return List.of(unknown(
          whose,
          upper(whose.words)
              + " belongs to no country for certain, so explicit consent is asked for."));
    }
    if (!country.get().equals(US)) {
      return country(whose, country.get(), today);
    }
    Finding federal = row(whose, US, today);
    return List.of(
        federal,
        state.map(code -> row(whose, code, today)).orElseGet(() -> strictestState(whose, today)));
  }

  private List<Finding> country(Whose whose, String code, LocalDate today) {
    return code.equals(US)
        ? List.of(row(whose, US, today), strictestState(whose, today))
        : List.of(row(whose, code, today));
  }

  /** For a number of the US of which nobody knows the state. */
  private Finding strictestState(Whose whose, LocalDate today) {
    return law.rows().keySet().stream()
        .filter(code -> code.startsWith("US-"))
        .sorted()
        .map(code -> row(whose, code, today))
        .min(Comparator.comparing(Finding::counts))
        .map(found -> new Finding(
            whose,
            found.row(),
            found.counts(),
            found.doubt(),
            "It is not known in which state of the US " + whose.words
                + " is, so the strictest one counts. " + found.reason()))
        .orElseGet(() ->
            unknown(whose, "The table has no state of the US, so explicit consent is asked for."));
  }

  private Finding row(Whose whose, String code, LocalDate today) {
    Law.Row row = law.rows().get(code);
    if (row == null) {
      return unknown(
          whose,
          "The table of jurisdictions has no row for " + code + ", where " + whose.words
              + " belongs, so explicit consent is asked for.");
    }
    String doubt = doubt(row, today);
    boolean stricter =
        law.doubtfulAsks() && !doubt.isEmpty() && row.mode().compareTo(Mode.EXPLICIT_CONSENT) > 0;
    Mode counts = stricter ? Mode.EXPLICIT_CONSENT : row.mode();
    return new Finding(
        whose, Optional.of(row), counts, doubt, sentence(whose, row, doubt, stricter));
  }

  private static String doubt(Law.Row row, LocalDate today) {
    if (row.reviewBy().filter(last -> last.isBefore(today)).isPresent()) {
      return "its review date is past";
    }
    return row.confidence() == Law.Confidence.LOW ? "its confidence is low" : "";
  }

  private static String sentence(Whose whose, Law.Row row, String doubt, boolean stricter) {
    String reviewed = row.reviewedOn()
        .map(on -> "reviewed by counsel on " + on)
        .orElse("not reviewed by counsel");
    String says = row.name() + " " + asks(row.mode());
    String but = stricter
        ? ", yet the row is doubtful because " + doubt + ", so explicit consent is asked for"
        : "";
    return says + but + ": " + whose.words + " belongs there (row " + row.code() + ", confidence "
        + row.confidence().name().toLowerCase(Locale.ROOT) + ", " + reviewed + ").";
  }

  private static String asks(Mode mode) {
    return switch (mode) {
      case FORBIDDEN -> "forbids recording";
      case EXPLICIT_CONSENT -> "asks for explicit consent";
      case OPT_OUT -> "asks that the other party is told and may object";
      case NOTICE -> "asks that all parties are told";
      case ONE_PARTY, STATUTORY, OFF -> "is content when one party knows";
    };
  }

  private static Finding unknown(Whose whose, String reason) {
    return new Finding(whose, Optional.empty(), Mode.EXPLICIT_CONSENT, "", reason);
  }

  private static String upper(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}

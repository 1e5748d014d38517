package io.mitschnitt.gateway.policy;

import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.Rule;
import io.mitschnitt.recorder.contract.CallId;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The selective rules: the first that is for a call counts. */
record Selection(List<Rule> rules, ZoneId zone) {

  private static final int HUNDRED = 100;
  private static final int LOW_DIGITS = 16;

  Optional<Rule> of(Policy.Question question) {
    return rules.stream().filter(rule -> isFor(rule, question)).findFirst();
  }

  private boolean isFor(Rule rule, Policy.Question question) {
    LocalDateTime then = LocalDateTime.ofInstant(question.at(), zone);
    return rule.direction().map(question.direction()::equals).orElse(true)
        && (rule.numbers().isEmpty() || any(rule.numbers(), question.customer().shown()))
        && (rule.dialled().isEmpty() || any(rule.dialled(), question.dialled()))
        && (rule.trunks().isEmpty() || rule.trunks().contains(question.trunk()))
        && (rule.agents().isEmpty()
            || agents(rule, question, agent -> rule.agents().contains(agent.name())))
        && (rule.groups().isEmpty()
            || agents(rule, question, agent -> meet(agent.groups(), rule.groups())))
        && (rule.days().isEmpty() || rule.days().contains(then.getDayOfWeek()))
        && rule.hours().map(hours -> hours.contains(then.toLocalTime())).orElse(true)
        && drawn(rule, question.call());
  }

  /**
   * While several phones ring it is not known who will answer. A rule that keeps a call off the record is for it when one
   * of them is meant, a rule that may record it only when all are.
   */
  private static boolean agents(Rule rule, Policy.Question question, Predicate<Agent> meant) {
    List<Agent> agents = question.agents();
    return rule.then().neverBecause().isPresent()
        ? agents.stream().anyMatch(meant)
        : !agents.isEmpty() && agents.stream().allMatch(meant);
  }

  private static boolean meet(Set<String> groups, Set<String> meant) {
    return groups.stream().anyMatch(meant::contains);
  }

  private static boolean any(List<String> patterns, String number) {
    return patterns.stream()
        .anyMatch(pattern -> pattern.endsWith("*")
            ? number.startsWith(pattern.substring(0, pattern.length() - 1))
            : number.equals(pattern));
  }

  /** Draws by the call's random id, for each rule anew; the same call is always drawn alike. */
  private static boolean drawn(Rule rule, CallId call) {
    if (rule.share() >= HUNDRED) {
      return true;
    }
    long random = Long.parseUnsignedLong(call.value().substring(LOW_DIGITS), 16)
        ^ rule.name().hashCode();
    long mixed = (random ^ (random >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
    return Long.remainderUnsigned(mixed >>> 16, HUNDRED) < rule.share();
  }
}

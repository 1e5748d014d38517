package io.mitschnitt.gateway.policy;

import static io.mitschnitt.gateway.policy.Table.BERLIN;
import static io.mitschnitt.gateway.policy.Table.PARIS;
import static io.mitschnitt.gateway.policy.Table.TOKYO;
import static io.mitschnitt.gateway.policy.Table.agent;
import static io.mitschnitt.gateway.policy.Table.in;
import static io.mitschnitt.gateway.policy.Table.law;
import static io.mitschnitt.gateway.policy.Table.out;
import static io.mitschnitt.gateway.policy.Table.policy;
import static io.mitschnitt.gateway.policy.Table.question;
import static io.mitschnitt.gateway.policy.Table.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.Law;
import io.mitschnitt.gateway.contract.Law.Confidence;
import io.mitschnitt.gateway.contract.Rule;
import io.mitschnitt.gateway.contract.Rule.Hours;
import io.mitschnitt.gateway.contract.Rule.Then;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which rule is for a call, and what it makes of it. */
class SelectionTest {

  private static final Law LAW = law(
      "JP",
      true,
      row("JP", Mode.ONE_PARTY, Confidence.HIGH),
      row("DE", Mode.EXPLICIT_CONSENT, Confidence.HIGH));
  private static final Then SAMPLE = new Then(Optional.of("sample"), Optional.empty());
  private static final Then NEVER = new Then(Optional.empty(), Optional.of("professional secrecy"));
  private static final Rule ANY = new Rule(
      "any",
      Optional.empty(),
      List.of(),
      List.of(),
      Set.of(),
      Set.of(),
      Set.of(),
      Set.of(),
      Optional.empty(),
      100,
      SAMPLE);

  @Test
  void a_number_on_the_list_is_never_recorded_and_the_reason_is_told() {
    Rule doctor = numbers("doctor", List.of("+8133*"), NEVER);
    Decision decision = policy(LAW, Mode.ONE_PARTY, doctor, ANY).decide(in(TOKYO, TOKYO));
    assertThat(decision.mode()).isEqualTo(Mode.FORBIDDEN);
    assertThat(decision.reasons().get(0))
        .isEqualTo("The rule 'doctor' forbids recording: professional secrecy.");
    assertThat(decision.basis().rule()).isEqualTo("doctor");
    assertThat(rule(in("", TOKYO), doctor)).isEmpty();
  }

  @Test
  void the_first_rule_counts_and_its_profile_is_still_under_the_law() {
    Decision decision = policy(LAW, Mode.FORBIDDEN, ANY, numbers("late", List.of("+49*"), NEVER))
        .decide(in(BERLIN, TOKYO));
    assertThat(decision.profile()).isEqualTo("sample");
    assertThat(decision.mode()).isEqualTo(Mode.EXPLICIT_CONSENT);
    assertThat(decision.reasons())
        .contains("The rule 'any' chose the profile 'sample' for this call.");
  }

  @Test
  void direction_dialled_number_and_trunk_are_conditions() {
    Rule outbound = new Rule(
        "x",
        Optional.of(Direction.OUTBOUND),
        List.of(),
        List.of(PARIS),
        Set.of(),
        Set.of(),
        Set.of("carrier"),
        Set.of(),
        Optional.empty(),
        100,
        SAMPLE);
    assertThat(rule(out(PARIS, agent("anna", "")), outbound)).contains("x");
    assertThat(rule(out(TOKYO, agent("anna", "")), outbound)).isEmpty();
    assertThat(rule(in(TOKYO, PARIS, agent("anna", "")), outbound)).isEmpty();
    Rule elsewhere = new Rule(
        "x",
        Optional.empty(),
        List.of(),
        List.of(),
        Set.of(),
        Set.of(),
        Set.of("other"),
        Set.of(),
        Optional.empty(),
        100,
        SAMPLE);
    assertThat(rule(in(TOKYO, PARIS), elsewhere)).isEmpty();
  }

  @Test
  void while_several_phones_ring_a_rule_takes_the_side_of_not_recording() {
    Rule may = agents("may", Set.of("anna"), SAMPLE);
    Rule never = agents("never", Set.of("anna"), NEVER);
    Policy.Question both = in(TOKYO, TOKYO, agent("anna", ""), agent("ben", ""));
    assertThat(rule(both, may)).isEmpty();
    assertThat(rule(both, never)).contains("never");
    assertThat(rule(in(TOKYO, TOKYO, agent("anna", "")), may)).contains("may");
    Rule group = new Rule(
        "g",
        Optional.empty(),
        List.of(),
        List.of(),
        Set.of(),
        Set.of("service"),
        Set.of(),
        Set.of(),
        Optional.empty(),
        100,
        SAMPLE);
    assertThat(rule(both, group)).contains("g");
    assertThat(rule(in(TOKYO, TOKYO), group)).isEmpty();
  }

  @Test
  void days_and_hours_are_those_of_the_clock_and_may_cross_midnight() {
    Rule night = new Rule(
        "night",
        Optional.empty(),
        List.of(),
        List.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(DayOfWeek.WEDNESDAY),
        Optional.of(new Hours(LocalTime.of(22, 0), LocalTime.of(6, 0))),
        100,
        SAMPLE);
    assertThat(rule(at("2026-11-25T22:00:00Z"), night)).contains("night");
    assertThat(rule(at("2026-11-25T05:59:59Z"), night)).contains("night");
    assertThat(rule(at("2026-11-25T06:00:00Z"), night)).isEmpty();
    assertThat(rule(at("2026-11-26T23:00:00Z"), night)).isEmpty();
  }

  @Test
  void a_share_is_drawn_by_the_call_and_always_alike() {
    Rule tenth = new Rule(
        "tenth",
        Optional.empty(),
        List.of(),
        List.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        10,
        SAMPLE);
    List<Policy.Question> calls =
        IntStream.range(0, 5_000).mapToObj(i -> in(TOKYO, TOKYO)).toList();
    long drawn = calls.stream().filter(call -> rule(call, tenth).isPresent()).count();
    assertThat(drawn).isBetween(380L, 620L);
    assertThat(calls)
        .allSatisfy(call -> assertThat(rule(call, tenth)).isEqualTo(rule(call, tenth)));
  }

  @Test
  void no_rule_delays_an_emergency_call() {
    Policy.Question call = new Policy.Question(
        in(TOKYO, TOKYO).call(),
        Table.NOON,
        Optional.empty(),
        Direction.OUTBOUND,
        new Party(Optional.empty(), "110", ""),
        "110",
        List.of(),
        "carrier",
        true);
    Decision decision = policy(LAW, Mode.EXPLICIT_CONSENT, ANY).decide(call);
    assertThat(decision.mode()).isEqualTo(Mode.OFF);
    assertThat(decision.prompt()).isEmpty();
    assertThat(decision.basis().rule()).isEmpty();
  }

  private static Rule numbers(String name, List<String> numbers, Then then) {
    return new Rule(
        name,
        Optional.empty(),
        numbers,
        List.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        100,
        then);
  }

  private static Rule agents(String name, Set<String> agents, Then then) {
    return new Rule(
        name,
        Optional.empty(),
        List.of(),
        List.of(),
        agents,
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        100,
        then);
  }

  private static Policy.Question at(String time) {
    return question(Direction.INBOUND, TOKYO, TOKYO, Instant.parse(time));
  }

  private static Optional<String> rule(Policy.Question question, Rule rule) {
    return Optional.of(policy(LAW, Mode.NOTICE, rule).decide(question).basis().rule())
        .filter(name -> !name.isEmpty());
  }
}

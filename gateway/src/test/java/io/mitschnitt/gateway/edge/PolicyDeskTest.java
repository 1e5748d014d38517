package io.mitschnitt.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.call.Plan;
import io.mitschnitt.gateway.call.Planner;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.Law;
import io.mitschnitt.gateway.contract.Law.Confidence;
import io.mitschnitt.gateway.contract.Policies.Answer;
import io.mitschnitt.gateway.contract.Policies.Imagined;
import io.mitschnitt.gateway.contract.RoutingConf;
import io.mitschnitt.gateway.contract.Rule;
import io.mitschnitt.gateway.policy.Policy;
import io.mitschnitt.gateway.prompt.Prompts;
import io.mitschnitt.gateway.route.Routes;
import io.mitschnitt.gateway.route.Traffic;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.gateway.sip.SipDoor.Source;
import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The desk answers as the telephone does. */
class PolicyDeskTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final List<String> NUMBERS = List.of(
      "+493012345678",
      "+33142685300",
      "+81332580000",
      "+12127363100",
      "+14157773000",
      "+18002345678",
      "+97444411000",
      "+442079460000",
      "anonymous",
      "sip.name",
      "112");

  @Test
  void a_thousand_random_calls_are_decided_as_the_simulator_says() {
    Random lot = new Random(5);
    int taken = 0;
    for (int i = 0; i < 1000; i++) {
      Planner planner = planner(lot);
      PolicyDesk desk = new PolicyDesk(planner);
      Instant at = NOON.plusSeconds(lot.nextInt(10_000_000));
      boolean outbound = lot.nextBoolean();
      String from = outbound ? (lot.nextBoolean() ? "anna" : "ben") : pick(lot);
      String to = outbound ? pick(lot) : lot.nextBoolean() ? "+493023125000" : "+33142685399";
      Planner.Outcome live =
          planner.plan(incoming(outbound, from, to), at, everybody -> true, idle());
      Answer simulated = desk.simulate(new Imagined(from, to, at));
      assertThat(simulated.verdict().map(verdict -> verdict.decision()))
          .as("%s to %s", from, to)
          .isEqualTo(live.plan().map(Plan::decision));
      if (live.plan().isPresent()) {
        taken++;
        assertThat(desk.replay(row(live.plan().get(), from))
                .verdict()
                .map(verdict -> verdict.decision()))
            .isEqualTo(live.plan().map(Plan::decision));
      }
    }
    assertThat(taken).isGreaterThan(700);
  }

  @Test
  void a_past_call_is_drawn_as_it_was_where_a_rule_wants_a_share() {
    Rule half = new Rule(
        "half",
        Optional.empty(),
        List.of(),
        List.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        50,
        new Rule.Then(Optional.empty(), Optional.of("not in the sample")));
    Planner planner = planner(new Random(1), half);
    PolicyDesk desk = new PolicyDesk(planner);
    Map<Mode, Integer> seen = new java.util.EnumMap<>(Mode.class);
    for (int i = 0; i < 200; i++) {
      Plan plan = planner
          .plan(incoming(true, "anna", "+33142685300"), NOON, everybody -> true, idle())
          .plan()
          .orElseThrow();
      assertThat(desk.replay(row(plan, "anna")).verdict().orElseThrow().decision())
          .isEqualTo(plan.decision());
      seen.merge(plan.decision().mode(), 1, Integer::sum);
    }
    assertThat(seen).containsKey(Mode.FORBIDDEN).hasSize(2);
  }

  @Test
  void a_call_that_would_go_nowhere_has_no_verdict_and_says_why() {
    Answer answer = new PolicyDesk(planner(new Random(1)))
        .simulate(new Imagined("+33142685300", "+4999", NOON));
    assertThat(answer.verdict()).isEmpty();
    assertThat(answer.why()).isEqualTo("No such number here");
  }

  @Test
  void the_places_are_told_with_their_sources() {
    Answer answer =
        new PolicyDesk(planner(new Random(1))).simulate(new Imagined("ben", "+81332580000", NOON));
    assertThat(answer.verdict().orElseThrow().places()).anySatisfy(place -> {
      assertThat(place.whose()).isEqualTo("customer");
      assertThat(place.code()).isEqualTo("JP");
      assertThat(place.sources()).containsExactly("L1: a source");
      assertThat(place.reviewedOn()).isEmpty();
    });
  }

  private static String pick(Random lot) {
    return NUMBERS.get(lot.nextInt(NUMBERS.size()));
  }

  private static Incoming incoming(boolean outbound, String from, String to) {
    Source source = outbound ? new Source.FromAgent(from) : new Source.FromTrunk("carrier");
    Party party =
        PhoneNumber.read(from).map(Party::of).orElse(new Party(Optional.empty(), from, ""));
    return new Incoming(new FakePhone("live"), source, party, to, Optional.empty(), Map.of());
  }

  private static Ledger.Row row(Plan plan, String from) {
    String agent = plan.direction() == Direction.OUTBOUND ? from : "anna";
    CallFacts facts = new CallFacts(
        plan.id(),
        plan.direction(),
        plan.customer(),
        agent,
        plan.trunk(),
        plan.dialled(),
        plan.startedAt(),
        plan.startedAt());
    return new Ledger.Row(
        facts,
        new Decision(Mode.OFF, "en", "", "x", 1, List.of("x")),
        List.of(),
        Ledger.State.NOT_RECORDED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A table of which every second row is missing or doubtful, drawn by lot. */
  private static Planner planner(Random lot, Rule... rules) {
    Map<String, Law.Row> rows = Stream.of("DE", "FR", "JP", "GB", "US", "US-NY", "US-CA")
        .filter(code -> lot.nextInt(4) > 0 || code.equals("JP"))
        .map(code -> new Law.Row(
            code,
            code,
            Mode.values()[lot.nextInt(5)],
            Confidence.values()[lot.nextInt(3)],
            List.of("L1"),
            "",
            Optional.empty(),
            Optional.empty(),
            false))
        .collect(Collectors.toMap(Law.Row::code, Function.identity()));
    Law law = new Law("t", rows, Map.of("L1", "a source"), lot.nextBoolean(), "DE");
    Map<String, Profile> profiles = Map.of(
        "service",
        profile("service", Mode.values()[1 + lot.nextInt(4)]),
        "other",
        profile("other", Mode.STATUTORY));
    List<Agent> agents = List.of(
        new Agent("anna", Optional.empty(), Set.of("service"), Optional.of("+493023125011")),
        new Agent("ben", Optional.empty(), Set.of("sales"), Optional.empty()));
    Routes routes = new Routes(
        List.of(
            new Route("+493023125000", Optional.of("service"), Optional.empty(), Optional.empty()),
            new Route("+33*", Optional.of("sales"), Optional.empty(), Optional.of("other")),
            new Route("*", Optional.empty(), Optional.of("carrier"), Optional.empty())),
        List.of(new Trunk(
            "carrier",
            new InetSocketAddress("127.0.0.1", 5080),
            GatewayConf.Transport.UDP,
            List.of("PCMA"),
            "x")),
        agents,
        new RoutingConf(
            "DE",
            Map.of(),
            Duration.ZERO,
            Optional.empty(),
            new RoutingConf.Dialling(
                Set.of(),
                List.of("*"),
                List.of(),
                RoutingConf.Dialling.AGENT,
                RoutingConf.Dialling.TRUNK)));
    var policy =
        new GatewayConf.Policy("service", profiles, List.of(rules), law, ZoneOffset.UTC, "p");
    return new Planner(routes, new Policy(policy), Prompts.of(List.of()));
  }

  private static Traffic idle() {
    return new Traffic(RoutingConf.USUAL.dialling());
  }

  private static Profile profile(String name, Mode mode) {
    return new Profile(
        name, mode, "en", 30, '1', '9', Duration.ofSeconds(3), Duration.ofSeconds(30), true, true);
  }
}

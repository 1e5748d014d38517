package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.RoutingConf.Queue;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import io.mitschnitt.gateway.route.Stop;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plans for tests: a caller to anna and ben, or anna who dials. */
final class Plans {

  static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
  static final Party CUSTOMER = Party.of(new PhoneNumber("+493012345678"));

  private Plans() {}

  static Plan inbound(Mode mode) {
    return plan(Direction.INBOUND, mode, true, List.of("anna", "ben"));
  }

  static Plan outbound(Mode mode) {
    return plan(Direction.OUTBOUND, mode, true, List.of("anna"));
  }

  static Plan keeping(Plan plan) {
    return plan(plan.direction(), plan.decision().mode(), false, plan.agents());
  }

  private static Plan plan(Direction direction, Mode mode, boolean erase, List<String> agents) {
    Profile profile = new Profile(
        "service", mode, "de", 30, '1', '9', Duration.ofSeconds(3), Duration.ofSeconds(30), erase);
    return new Plan(
        CallId.at(START.toEpochMilli()),
        direction,
        CUSTOMER,
        CUSTOMER,
        agents,
        "carrier",
        "+4930999",
        profile,
        new Decision(mode, "de", "told", "service", 30, List.of("because")),
        Optional.of(spoken("told")),
        Optional.of(spoken("not-recorded")),
        Optional.of(spoken("sorry")),
        START,
        direction == Direction.INBOUND ? ringAll(agents) : Hunt.NONE,
        Optional.empty());
  }

  private static Hunt ringAll(List<String> agents) {
    Stop stop = new Stop("service", agents, Strategy.RING_ALL, Optional.empty(), Optional.empty());
    return new Hunt(
        List.of(new Hunt.Station(stop, Duration.ofSeconds(30), Optional.empty())), false);
  }

  /** The same call with another way to its agents. */
  static Plan by(Hunt hunt, Plan plan) {
    return new Plan(
        plan.id(),
        plan.direction(),
        plan.customer(),
        plan.caller(),
        plan.agents(),
        plan.trunk(),
        plan.dialled(),
        plan.profile(),
        plan.decision(),
        plan.announcement(),
        plan.notRecorded(),
        plan.sorry(),
        plan.startedAt(),
        hunt,
        plan.colleague());
  }

  /** A stop with a line in which callers hear music for at most five minutes. */
  static Hunt.Station queue(String name, Strategy strategy, String... agents) {
    Queue queue = new Queue(10, Duration.ofMinutes(5), "music", "waiting", Duration.ofSeconds(30));
    return new Hunt.Station(
        new Stop(name, List.of(agents), strategy, Optional.empty(), Optional.of(queue)),
        Duration.ofSeconds(20),
        Optional.of(new Hunt.Wait(
            Duration.ofMinutes(5),
            Optional.of(spoken("music")),
            Optional.of(spoken("waiting")),
            Duration.ofSeconds(30))));
  }

  /** A stop at which nobody waits. */
  static Hunt.Station plain(String name, Strategy strategy, String... agents) {
    return new Hunt.Station(
        new Stop(name, List.of(agents), strategy, Optional.empty(), Optional.empty()),
        Duration.ofSeconds(20),
        Optional.empty());
  }

  /** Anna hands over to one agent, with whom that mode holds. */
  static Transfer toAgent(String agent, Mode mode) {
    return transfer("anna", agent, mode);
  }

  static Transfer transfer(String by, String agent, Mode mode) {
    return transfer(by, Optional.of(Stop.agent(agent)), Optional.empty(), mode);
  }

  /** Anna hands over to a group that is rung one after the other. */
  static Transfer toGroup(Mode mode, String... agents) {
    Stop stop = new Stop(
        "sales", List.of(agents), Strategy.ROUND_ROBIN, Optional.empty(), Optional.empty());
    return transfer("anna", Optional.of(stop), Optional.empty(), mode);
  }

  /** Anna hands over to somebody outside. */
  static Transfer toNumber(Mode mode) {
    return transfer(
        "anna",
        Optional.empty(),
        Optional.of(new Destination.ToTrunk("carrier", "+49308888")),
        mode);
  }

  private static Transfer transfer(
      String by, Optional<Stop> stop, Optional<Destination.ToTrunk> outside, Mode mode) {
    return new Transfer(
        by,
        stop,
        outside,
        CUSTOMER,
        new Decision(mode, "de", "told", "service", 30, List.of("because")),
        Duration.ofSeconds(30),
        Optional.of(spoken("music")));
  }

  private static Plan.Spoken spoken(String name) {
    return new Plan.Spoken("de", name, "00", Duration.ofSeconds(2));
  }
}

package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.policy.Policy;
import io.mitschnitt.gateway.route.Barring;
import io.mitschnitt.gateway.route.Dialled;
import io.mitschnitt.gateway.route.Routing;
import io.mitschnitt.gateway.route.Stop;
import io.mitschnitt.gateway.route.Traffic;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Party;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds out to whom a customer can be handed, and what policy says of the call with that party. */
public record TransferPlanner(Planner planner) {

  static final String MUSIC = "music";

  /** A transfer, or the SIP status and words of the refusal. */
  public record Outcome(Optional<Transfer> transfer, int status, String why) {
    static Outcome refused(int status, String why) {
      return new Outcome(Optional.empty(), status, why);
    }

    static Outcome to(Transfer transfer) {
      return new Outcome(Optional.of(transfer), 0, "");
    }
  }

  /**
   * To whom {@code to} leads: an agent's name or short number, a group's name, or a number that {@code by} may dial.
   *
   * @param free knows which agents may be rung now
   * @param traffic what goes out already
   */
  public Outcome plan(
      Plan plan, String by, String to, Instant now, Predicate<String> free, Traffic traffic) {
    Optional<Stop> stop = planner.routes().internal(to, now);
    if (stop.isEmpty()) {
      return planner
          .read(by, to)
          .map(dialled -> number(plan, by, dialled, now, traffic))
          .orElse(Outcome.refused(404, "No Such Agent, Group Or Number"));
    }
    List<String> others =
        stop.get().agents().stream().filter(agent -> !agent.equals(by)).toList();
    boolean waits = stop.get().queue().isPresent();
    if (others.isEmpty()) {
      return Outcome.refused(486, "That Is You");
    }
    if (!waits && others.stream().noneMatch(free)) {
      return Outcome.refused(480, "Nobody Is Free There");
    }
    return Outcome.to(toAgents(plan, by, stop.get(), others, now));
  }

  private Transfer toAgents(Plan plan, String by, Stop stop, List<String> agents, Instant now) {
    return new Transfer(
        by,
        Optional.of(stop),
        Optional.empty(),
        plan.customer(),
        decision(plan, agents, now),
        stop.ringTime().orElse(plan.profile().ringTimeout()),
        music(plan));
  }

  /** A talk with one agent, who is on the line already. */
  public Transfer joining(Plan plan, String by, String agent, Instant now) {
    return toAgents(plan, by, Stop.agent(agent), List.of(agent), now);
  }

  /** A talk with the outside party of {@code other}, which is on the line already. */
  public Transfer joining(Plan plan, String by, Plan other) {
    return new Transfer(
        by,
        Optional.empty(),
        Optional.of(new Destination.ToTrunk(other.trunk(), other.dialled())),
        plan.customer(),
        other.decision(),
        plan.profile().ringTimeout(),
        music(plan));
  }

  private Decision decision(Plan plan, List<String> agents, Instant now) {
    Optional<String> internal = planner.routes().conf().internalProfile();
    boolean colleagues = plan.colleague().isPresent();
    if (colleagues && internal.isEmpty()) {
      return planner
          .policy()
          .unasked("Calls between agents are not recorded here.")
          .decision();
    }
    return planner
        .policy()
        .decide(new Policy.Question(
            plan.id(),
            now,
            colleagues ? internal : Optional.of(plan.profile().name()),
            plan.direction(),
            plan.customer(),
            plan.dialled(),
            planner.agents(agents),
            plan.trunk(),
            false));
  }

  private Outcome number(Plan plan, String by, Dialled read, Instant now, Traffic traffic) {
    if (!(planner.routes().outbound(read) instanceof Routing.ToTrunk to)) {
      return Outcome.refused(404, "No Such Agent, Group Or Number");
    }
    Optional<String> refused = read.emergency()
        ? Optional.empty()
        : new Barring(planner.routes().conf().dialling())
            .refusal(read, planner.routes().named(read))
            .or(() -> traffic.refusal(by, to.trunk().name(), now));
    if (refused.isPresent()) {
      return Outcome.refused(403, refused.get());
    }
    Decision decision = planner
        .policy()
        .decide(new Policy.Question(
            plan.id(),
            now,
            to.profile(),
            Direction.OUTBOUND,
            read.party(""),
            read.shown(),
            planner.agents(List.of(by)),
            to.trunk().name(),
            read.emergency()));
    Party caller = planner.self(by);
    return Outcome.to(new Transfer(
        by,
        Optional.empty(),
        Optional.of(new Destination.ToTrunk(to.trunk().name(), read.shown())),
        caller,
        decision,
        plan.profile().ringTimeout(),
        music(plan)));
  }

  private Optional<Plan.Spoken> music(Plan plan) {
    return planner.spoken(plan.decision(), MUSIC);
  }
}

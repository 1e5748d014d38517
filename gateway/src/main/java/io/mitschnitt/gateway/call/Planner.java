package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.policy.Policy;
import io.mitschnitt.gateway.policy.Ruling;
import io.mitschnitt.gateway.prompt.Prompts;
import io.mitschnitt.gateway.route.Dialled;
import io.mitschnitt.gateway.route.NumberPlan;
import io.mitschnitt.gateway.route.Routes;
import io.mitschnitt.gateway.route.Routing;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.gateway.sip.SipDoor.Source;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes the plan of a new call from where it came from and what was dialled; or refuses it, with the reason. */
public record Planner(Routes routes, Policy policy, Prompts prompts) {

  private static final Set<String> NOBODY =
      Set.of("", "anonymous", "unavailable", "unknown", "restricted", "private");

  /**
   * A plan and the ruling behind it, or where they are empty the SIP status and words of the refusal.
   *
   * @param plan present where {@code ruling} is
   */
  public record Outcome(Optional<Plan> plan, Optional<Ruling> ruling, int status, String why) {
    static Outcome refused(int status, String why) {
      return new Outcome(Optional.empty(), Optional.empty(), status, why);
    }

    static Outcome planned(Plan plan, Ruling ruling) {
      return new Outcome(Optional.of(plan), Optional.of(ruling), 0, "");
    }
  }

  /** {@code reachable} knows which agents have a phone now. */
  public Outcome plan(Incoming incoming, Instant now, Predicate<String> reachable) {
    CallId id = CallId.at(now.toEpochMilli());
    if (incoming.source() instanceof Source.FromAgent from) {
      return fromAgent(id, from.agent(), incoming.dialled(), now);
    }
    String trunk = incoming.source() instanceof Source.FromTrunk from ? from.trunk() : "";
    return fromOutside(id, incoming.from(), incoming.dialled(), trunk, now, reachable);
  }

  /** The plan of a call that comes in by {@code trunk}. */
  public Outcome fromOutside(
      CallId id, Party from, String to, String trunk, Instant now, Predicate<String> reachable) {
    Optional<Dialled> dialled = NumberPlan.read(to, NumberPlan.HOME);
    if (dialled.isEmpty()) {
      return Outcome.refused(404, "Not a number");
    }
    Party customer = caller(from);
    return routes.inbound(dialled.get(), reachable).when(new Cases() {
      @Override
      public Outcome toAgents(Routing.ToAgents to) {
        return planned(
            new Policy.Question(
                id,
                now,
                to.profile(),
                Direction.INBOUND,
                customer,
                dialled.get().shown(),
                agents(to.agents()),
                trunk,
                false),
            customer);
      }
    });
  }

  /** The plan of a call that one of our agents makes. */
  public Outcome fromAgent(CallId id, String agent, String to, Instant now) {
    Optional<String> own = routes.agent(agent).flatMap(Agent::number);
    Optional<Dialled> dialled = NumberPlan.read(to, NumberPlan.regionOf(own));
    if (dialled.isEmpty()) {
      return Outcome.refused(404, "Not a number");
    }
    Party from = own.flatMap(PhoneNumber::read)
        .map(Party::of)
        .orElse(new Party(Optional.empty(), agent, ""));
    return routes.outbound(dialled.get()).when(new Cases() {
      @Override
      public Outcome toTrunk(Routing.ToTrunk to) {
        Dialled read = dialled.get();
        return planned(
            new Policy.Question(
                id,
                now,
                to.profile(),
                Direction.OUTBOUND,
                read.party(""),
                read.shown(),
                agents(List.of(agent)),
                to.trunk().name(),
                read.emergency()),
            from);
      }
    });
  }

  /** The plan of a call between two numbers as if an agent without a group had the first, and any trunk reached the other. */
  public Outcome unrouted(CallId id, String from, String to, Instant now) {
    Optional<Dialled> called = NumberPlan.read(to, NumberPlan.regionOf(Optional.of(from)));
    if (called.isEmpty()) {
      return Outcome.refused(404, "Not a number");
    }
    Dialled read = called.get();
    Agent somebody = new Agent("", Optional.empty(), Set.of(), Optional.of(from));
    Party caller = PhoneNumber.read(from).map(Party::of).orElse(Party.ANONYMOUS);
    return planned(
        new Policy.Question(
            id,
            now,
            Optional.empty(),
            Direction.OUTBOUND,
            read.party(""),
            read.shown(),
            List.of(somebody),
            "",
            read.emergency()),
        caller);
  }

  /** As configured; one whom the configuration does not know is an agent without a number. */
  private List<Agent> agents(List<String> names) {
    return names.stream()
        .map(name -> routes
            .agent(name)
            .orElseGet(() -> new Agent(name, Optional.empty(), Set.of(), Optional.empty())))
        .toList();
  }

  private Outcome planned(Policy.Question question, Party caller) {
    Ruling ruling = policy.rule(question);
    Decision decision = ruling.decision();
    Plan plan = new Plan(
        question.call(),
        question.direction(),
        question.customer(),
        caller,
        question.agents().stream().map(Agent::name).toList(),
        question.trunk(),
        question.dialled(),
        ruling.profile(),
        decision,
        spoken(decision, decision.prompt()),
        spoken(decision, Prompts.NOT_RECORDED),
        spoken(decision, Prompts.SORRY),
        question.at());
    return Outcome.planned(plan, ruling);
  }

  private Optional<Plan.Spoken> spoken(Decision decision, String name) {
    return prompts
        .find(decision.language(), name)
        .map(clip -> new Plan.Spoken(
            clip.language(),
            clip.name(),
            clip.sha256(),
            Duration.ofMillis(clip.sound().millis())));
  }

  /** Who calls, as far as it is known: a number is read as one, and who hides is nobody. */
  private static Party caller(Party from) {
    if (from.number().isPresent()) {
      return from;
    }
    if (NOBODY.contains(from.address().toLowerCase(Locale.ROOT))) {
      return Party.ANONYMOUS;
    }
    return NumberPlan.read(from.address(), NumberPlan.HOME)
        .map(dialled -> dialled.party(from.name()))
        .orElse(from);
  }

  /** What is not meant for a direction refuses it. */
  private interface Cases extends Routing.Cases<Outcome> {
    @Override
    default Outcome toAgents(Routing.ToAgents to) {
      return Outcome.refused(404, "No route");
    }

    @Override
    default Outcome toTrunk(Routing.ToTrunk to) {
      return Outcome.refused(404, "No route");
    }

    @Override
    default Outcome nowhere(Routing.Nowhere to) {
      return Outcome.refused(to.status(), to.why());
    }
  }
}

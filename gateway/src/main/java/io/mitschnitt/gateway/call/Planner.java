package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.policy.Policy;
import io.mitschnitt.gateway.policy.Ruling;
import io.mitschnitt.gateway.prompt.Prompts;
import io.mitschnitt.gateway.route.Barring;
import io.mitschnitt.gateway.route.Dialled;
import io.mitschnitt.gateway.route.NumberPlan;
import io.mitschnitt.gateway.route.Routes;
import io.mitschnitt.gateway.route.Routing;
import io.mitschnitt.gateway.route.Traffic;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes the plan of a new call from where it came from and what was dialled; or refuses it, with the reason. */
public record Planner(Routes routes, Policy policy, Prompts prompts) {

  private static final Set<String> NOBODY =
      Set.of("", "anonymous", "unavailable", "unknown", "restricted", "private");

  /**
   * A plan and the ruling behind it, or the SIP status and words of the refusal. Both are there where a call could be made
   * and decided on, yet must not be dialled.
   *
   * @param plan present where {@code ruling} is
   * @param emergency whether it is a call for help
   */
  public record Outcome(
      Optional<Plan> plan, Optional<Ruling> ruling, boolean emergency, int status, String why) {
    static Outcome refused(int status, String why) {
      return new Outcome(Optional.empty(), Optional.empty(), false, status, why);
    }

    /** What it would be, but must not be. */
    Outcome barred(String because) {
      return new Outcome(plan, ruling, emergency, 403, because);
    }

    static Outcome planned(Plan plan, Ruling ruling, boolean emergency) {
      return new Outcome(Optional.of(plan), Optional.of(ruling), emergency, 0, "");
    }

    Outcome saying(Map<String, String> headers) {
      return new Outcome(plan.map(p -> p.saying(headers)), ruling, emergency, status, why);
    }
  }

  /** {@code free} knows which agents may be rung now, {@code traffic} what goes out already. */
  public Outcome plan(Incoming incoming, Instant now, Predicate<String> free, Traffic traffic) {
    CallId id = CallId.at(now.toEpochMilli());
    if (incoming.source() instanceof Source.FromAgent from) {
      String agent = from.agent();
      Outcome outcome = fromAgent(id, agent, incoming.dialled(), now);
      if (outcome.status() != 0) {
        return Outcome.refused(outcome.status(), outcome.why());
      }
      return outcome
          .plan()
          .filter(plan -> !outcome.emergency())
          .flatMap(plan -> refusal(plan, agent, now, free, traffic))
          .orElse(outcome);
    }
    String trunk = incoming.source() instanceof Source.FromTrunk from ? from.trunk() : "";
    return fromOutside(id, incoming.from(), incoming.dialled(), trunk, now, free)
        .saying(incoming.headers());
  }

  /** Why a call that could be made must not be made now. */
  private static Optional<Outcome> refusal(
      Plan plan, String agent, Instant now, Predicate<String> free, Traffic traffic) {
    if (plan.colleague().isPresent()) {
      return plan.colleague()
          .filter(free.negate())
          .map(away -> Outcome.refused(480, "This Agent Is Not Available"));
    }
    return traffic.refusal(agent, plan.trunk(), now).map(why -> Outcome.refused(403, why));
  }

  Optional<Dialled> read(String agent, String to) {
    String home = routes.conf().home();
    Optional<String> own = routes.agent(agent).flatMap(Agent::number);
    return NumberPlan.read(to, NumberPlan.regionOf(own, home), home);
  }

  /** The plan of a call that comes in by {@code trunk}. */
  public Outcome fromOutside(
      CallId id, Party from, String to, String trunk, Instant now, Predicate<String> free) {
    Optional<Dialled> dialled = NumberPlan.read(to, routes.conf().home());
    if (dialled.isEmpty()) {
      return Outcome.refused(404, "Not a number");
    }
    Party customer = caller(from);
    return routes.inbound(dialled.get(), now, free).when(new Cases() {
      @Override
      public Outcome toAgents(Routing.ToAgents to) {
        Policy.Question question = question(to.agents(), to.profile());
        Ruling ruling = policy.rule(question);
        return planned(question, ruling, customer, to.finish(), hunt(to, ruling), Optional.empty());
      }

      @Override
      public Outcome closed(Routing.Closed to) {
        if (to.agents().isEmpty()) {
          return Outcome.refused(480, "Closed");
        }
        Policy.Question question = question(to.agents(), to.profile());
        Ruling ruling = policy.rule(question);
        return spoken(ruling.decision(), to.prompt()).isPresent()
            ? planned(question, ruling, customer, to.prompt(), Hunt.CLOSED, Optional.empty())
            : Outcome.refused(480, "Closed");
      }

      private Policy.Question question(List<String> names, Optional<String> profile) {
        return new Policy.Question(
            id,
            now,
            profile,
            Direction.INBOUND,
            customer,
            dialled.get().shown(),
            agents(names),
            trunk,
            false);
      }
    });
  }

  private Hunt hunt(Routing.ToAgents to, Ruling ruling) {
    Duration usual = ruling.profile().ringTimeout();
    return new Hunt(
        to.stops().stream()
            .map(stop -> new Hunt.Station(
                stop,
                stop.ringTime().orElse(usual),
                stop.queue()
                    .map(queue -> new Hunt.Wait(
                        queue.maxWait(),
                        spoken(ruling.decision(), queue.music()),
                        spoken(ruling.decision(), queue.prompt()),
                        queue.promptEvery()))))
            .toList(),
        false);
  }

  /** An agent as others outside see it. */
  Party self(String agent) {
    return routes
        .agent(agent)
        .flatMap(Agent::number)
        .flatMap(PhoneNumber::read)
        .map(Party::of)
        .orElse(new Party(Optional.empty(), agent, ""));
  }

  /** The plan of a call that one of our agents makes; where it is barred, with the reason. */
  public Outcome fromAgent(CallId id, String agent, String to, Instant now) {
    Optional<Dialled> dialled = read(agent, to);
    if (dialled.isEmpty()) {
      return Outcome.refused(404, "Not a number");
    }
    Party from = self(agent);
    return routes.outbound(dialled.get()).when(new Cases() {
      @Override
      public Outcome toTrunk(Routing.ToTrunk to) {
        Dialled read = dialled.get();
        Optional<String> barred =
            new Barring(routes.conf().dialling()).refusal(read, routes.named(read));
        Outcome outcome = planned(
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
        return barred.map(outcome::barred).orElse(outcome);
      }

      @Override
      public Outcome toColleague(Routing.ToColleague to) {
        return to.agent().equals(agent)
            ? Outcome.refused(486, "That Is You")
            : between(id, agent, to.agent(), now);
      }
    });
  }

  /**
   * The plan of a call between two of our agents. The one who is called stands on the customer's side of a recording, who
   * dials on the agent's.
   */
  private Outcome between(CallId id, String agent, String called, Instant now) {
    Optional<PhoneNumber> number =
        routes.agent(called).flatMap(Agent::number).flatMap(PhoneNumber::read);
    Policy.Question question = new Policy.Question(
        id,
        now,
        routes.conf().internalProfile(),
        Direction.OUTBOUND,
        new Party(number, called, ""),
        called,
        agents(List.of(agent)),
        "",
        false);
    Ruling ruling = routes.conf().internalProfile().isPresent()
        ? policy.rule(question)
        : policy.unasked("Calls between agents are not recorded here.");
    Party caller = new Party(Optional.empty(), agent, "");
    return planned(question, ruling, caller, Routes.SORRY, Hunt.NONE, Optional.of(called));
  }

  /** The plan of a call between two numbers as if an agent without a group had the first, and any trunk reached the other. */
  public Outcome unrouted(CallId id, String from, String to, Instant now) {
    String home = routes.conf().home();
    Optional<Dialled> called =
        NumberPlan.read(to, NumberPlan.regionOf(Optional.of(from), home), home);
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
  List<Agent> agents(List<String> names) {
    return names.stream()
        .map(name -> routes
            .agent(name)
            .orElseGet(() -> new Agent(name, Optional.empty(), Set.of(), Optional.empty())))
        .toList();
  }

  private Outcome planned(Policy.Question question, Party caller) {
    Ruling ruling = policy.rule(question);
    return planned(question, ruling, caller, Routes.SORRY, Hunt.NONE, Optional.empty());
  }

  private Outcome planned(
      Policy.Question question,
      Ruling ruling,
      Party caller,
      String finish,
      Hunt hunt,
      Optional<String> colleague) {
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
        spoken(decision, finish),
        question.at(),
        hunt,
        colleague);
    return Outcome.planned(plan, ruling, question.emergency());
  }

  Optional<Plan.Spoken> spoken(Decision decision, String name) {
    return prompts
        .find(decision.language(), name)
        .map(clip -> new Plan.Spoken(
            clip.language(),
            clip.name(),
            clip.sha256(),
            Duration.ofMillis(clip.sound().millis())));
  }

  /** Who calls, as far as it is known: a number is read as one, and who hides is nobody. */
  private Party caller(Party from) {
    if (from.number().isPresent()) {
      return from;
    }
    if (NOBODY.contains(from.address().toLowerCase(Locale.ROOT))) {
      return Party.ANONYMOUS;
    }
    return NumberPlan.read(from.address(), routes.conf().home())
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
    default Outcome toColleague(Routing.ToColleague to) {
      return Outcome.refused(404, "No route");
    }

    @Override
    default Outcome closed(Routing.Closed to) {
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

package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.policy.Policy;
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

  private static final Set<String> NOBODY = Set.of("", "anonymous", "unavailable", "unknown", "restricted", "private");

  /** A plan, or where {@code plan} is empty the SIP status and words of the refusal. */
  public record Outcome(Optional<Plan> plan, int status, String why) {
    static Outcome refused(int status, String why) {
      return new Outcome(Optional.empty(), status, why);
    }

    static Outcome planned(Plan plan) {
      return new Outcome(Optional.of(plan), 0, "");
    }
  }

  /** {@code reachable} knows which agents have a phone now. */
  public Outcome plan(Incoming incoming, Instant now, Predicate<String> reachable) {
    if (incoming.source() instanceof Source.FromAgent from) {
      return outbound(incoming, from.agent(), now);
    }
    String trunk = incoming.source() instanceof Source.FromTrunk from ? from.trunk() : "";
    return inbound(incoming, trunk, now, reachable);
  }

  private Outcome inbound(Incoming incoming, String trunk, Instant now, Predicate<String> reachable) {
    Optional<Dialled> dialled = NumberPlan.read(incoming.dialled(), NumberPlan.HOME);
    if (dialled.isEmpty()) {
      return Outcome.refused(404, "Not a number");
    }
    Party customer = caller(incoming.from());
    return routes
        .inbound(dialled.get(), reachable)
        .when(new Cases() {
          @Override
          public Outcome toAgents(Routing.ToAgents to) {
            var question = new Policy.Question(to.profile(), Direction.INBOUND, customer, false);
            return planned(question, customer, to.agents(), trunk, dialled.get(), now);
          }
        });
  }

  private Outcome outbound(Incoming incoming, String agent, Instant now) {
    Optional<String> own = routes.agent(agent).flatMap(Agent::number);
    Optional<Dialled> dialled = NumberPlan.read(incoming.dialled(), NumberPlan.regionOf(own));
    if (dialled.isEmpty()) {
      return Outcome.refused(404, "Not a number");
    }
    Party from = own.flatMap(PhoneNumber::read).map(Party::of).orElse(new Party(Optional.empty(), agent, ""));
    return routes.outbound(dialled.get()).when(new Cases() {
      @Override
      public Outcome toTrunk(Routing.ToTrunk to) {
        Party customer = dialled.get().party("");
        var question =
            new Policy.Question(to.profile(), Direction.OUTBOUND, customer, dialled.get().emergency());
        return planned(question, from, List.of(agent), to.trunk().name(), dialled.get(), now);
      }
    });
  }

  private Outcome planned(
      Policy.Question question, Party caller, List<String> agents, String trunk, Dialled dialled, Instant now) {
    Profile profile = policy.profile(question.profile());
    Decision decision = policy.decide(question);
    return Outcome.planned(new Plan(
        CallId.at(now.toEpochMilli()),
        question.direction(),
        question.customer(),
        caller,
        agents,
        trunk,
        dialled.shown(),
        profile,
        decision,
        spoken(decision, decision.prompt()),
        spoken(decision, Prompts.NOT_RECORDED),
        spoken(decision, Prompts.SORRY),
        now));
  }

  private Optional<Plan.Spoken> spoken(Decision decision, String name) {
    return prompts
        .find(decision.language(), name)
        .map(clip -> new Plan.Spoken(
            clip.language(), clip.name(), clip.sha256(), Duration.ofMillis(clip.sound().millis())));
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

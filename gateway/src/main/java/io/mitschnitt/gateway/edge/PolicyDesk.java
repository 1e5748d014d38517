package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.Planner;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.Policies;
import io.mitschnitt.gateway.policy.Policy;
import io.mitschnitt.gateway.prompt.Prompts;
import io.mitschnitt.gateway.route.Routes;
import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers for the policy by planning calls that nobody makes, in the same way as those that somebody does. Of an imagined
 * call every agent counts as reachable, so the answer is the strictest that a live call could be given.
 */
final class PolicyDesk implements Policies {

  private volatile Planner planner; // asked from anywhere

  PolicyDesk(Planner planner) {
    this.planner = planner;
  }

  void follow(Planner next) {
    planner = next;
  }

  /** The policy of a node that is not running. */
  static Policies of(GatewayConf conf) {
    Routes routes = Routes.of(conf);
    return new PolicyDesk(new Planner(routes, new Policy(conf.policy()), Prompts.of(List.of())));
  }

  @Override
  public Answer simulate(Imagined call) {
    CallId id = CallId.at(call.at().toEpochMilli());
    return agent(call.from())
        .map(agent -> planner.fromAgent(id, agent.name(), call.to(), call.at()))
        .map(PolicyDesk::answer)
        .orElseGet(() -> answer(fromOutside(id, party(call.from()), call.to(), "", call.at())));
  }

  @Override
  public Optional<Verdict> unrouted(Imagined call) {
    CallId id = CallId.at(call.at().toEpochMilli());
    return answer(planner.unrouted(id, call.from(), call.to(), call.at())).verdict();
  }

  @Override
  public Answer replay(Ledger.Row past) {
    CallFacts facts = past.facts();
    Instant at = facts.startedAt();
    return facts.direction() == Direction.OUTBOUND
        ? answer(planner.fromAgent(facts.id(), facts.agent(), facts.dialled(), at))
        : answer(fromOutside(facts.id(), facts.customer(), facts.dialled(), facts.trunk(), at));
  }

  private Planner.Outcome fromOutside(CallId id, Party from, String to, String trunk, Instant at) {
    return planner.fromOutside(id, from, to, trunk, at, everybody -> true);
  }

  /** Our agent of that name or number. */
  private Optional<Agent> agent(String from) {
    return planner.routes().agents().stream()
        .filter(agent ->
            agent.name().equals(from) || agent.number().filter(from::equals).isPresent())
        .findFirst();
  }

  private static Party party(String from) {
    return PhoneNumber.read(from).map(Party::of).orElse(new Party(Optional.empty(), from, ""));
  }

  private static Answer answer(Planner.Outcome outcome) {
    return new Answer(
        outcome
            .plan()
            .flatMap(plan -> outcome
                .ruling()
                .map(ruling -> new Verdict(plan.direction(), ruling.decision(), ruling.places()))),
        outcome.why());
  }
}

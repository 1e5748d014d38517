package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.route.Stop;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Party;
import java.time.Duration;
import java.util.Optional;

/**
 * To whom a customer shall be handed, as the planner found it: to agents of ours, or to a number.
 *
 * @param by the agent who hands over
 * @param stop agents who may take it; empty where it is a number
 * @param outside the number and its trunk; empty where it is agents
 * @param caller who the new party will see
 * @param decision what policy makes of a call with the new party
 * @param longest after which the customer goes back
 * @param music what the customer hears meanwhile; empty where it is missing
 */
public record Transfer(
    String by,
    Optional<Stop> stop,
    Optional<Destination.ToTrunk> outside,
    Party caller,
    Decision decision,
    Duration longest,
    Optional<Plan.Spoken> music) {

  public Transfer {
    if (stop.isPresent() == outside.isPresent()) {
      throw new IllegalArgumentException("a customer is handed to agents or to a number");
    }
  }

  @Override
  public String toString() {
    return "Transfer[by " + by + ", " + stop.map(Stop::name).orElse("***") + "]";
  }
}

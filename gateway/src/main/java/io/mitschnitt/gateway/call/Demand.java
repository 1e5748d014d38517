package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.consent.ConsentGate.State;
import java.util.Optional;

/**
 * A recording that begins in mid-call, when one of ours asks for it: until then the other party is neither told nor asked,
 * and nothing is kept. What is said and asked then is what the call's mode says.
 */
final class Demand {

  private Demand() {}

  /** Whether the call waits for somebody to ask for its recording. */
  static boolean awaited(Plan plan, boolean asked) {
    return plan.profile().asking().onDemand() && !asked;
  }

  /** Why the recording cannot be begun; empty where it can. */
  static Optional<String> refusal(Plan plan, io.mitschnitt.gateway.call.State state) {
    if (state.gate().state() == State.SHUT) {
      return Optional.of("Not recorded: " + plan.decision().reasons().get(0));
    }
    if (!awaited(plan, state.asked())) {
      return Optional.of("Not begun: this call was decided on already.");
    }
    return state.stage() == Stage.TALKING && !state.handover().runs()
        ? Optional.empty()
        : Optional.of("Not begun: the parties do not talk yet.");
  }
}

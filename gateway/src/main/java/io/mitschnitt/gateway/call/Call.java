package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.route.Roster.Engaged;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call, as it stands: an immutable machine. It knows the outside party's line, the agents' lines and the gate between
 * their sound and the recorder, and is certain of one thing: whatever order events come in, every line ends, the media is
 * freed, and the ledger's row closes with one reason.
 *
 * <pre>
 *            inbound: answered at once          outbound: the carrier answered
 *  SETUP ---------------------------------> ASKING ----------> JOINING ------> TALKING
 *    |                                        | gate settled,     tape ready     |
 *    |                                        | both sides up     or given up    |
 *    |                        nobody answers  v                                  |
 *    |                                     LEAVING                               |
 *    +-----------------------------> OVER <--+-----------------------------------+
 * </pre>
 */
public final class Call {

  /** Where a call stands. */
  enum Stage {
    /** Our media is made ready; outbound: the outside party is rung. */
    SETUP,
    /** The outside line is answered: announcement, question, the agents ring. */
    ASKING,
    /** All is settled; the recorder makes a tape ready. */
    JOINING,
    TALKING,
    /** Inbound, nobody answers: that is said, then we hang up. */
    LEAVING,
    OVER
  }

  private final Plan plan;
  private final State state;

  private Call(Plan plan, State state) {
    this.plan = plan;
    this.state = state;
  }

  /** A call before its first step. */
  public static Call planned(Plan plan) {
    return new Call(plan, State.first(plan));
  }

  /** This call after {@code input} at {@code now}; this one stays as it is. */
  public Step on(CallInput input, Instant now) {
    Turn turn = new Turn(plan, state, now);
    input.when(plan.inbound() ? new Inbound(turn) : new Outbound(turn));
    turn.tell();
    return new Step(new Call(plan, turn.state()), turn.orders());
  }

  public boolean over() {
    return state.stage() == Stage.OVER;
  }

  public Plan plan() {
    return plan;
  }

  /** The call as people see it. */
  public LiveCall live() {
    return Lights.live(plan, state);
  }

  /** Why the recording cannot be paused or go on now; empty where it can. */
  public Optional<String> pauseRefused(boolean paused) {
    return Pausing.refusal(plan, state, paused).map(Pausing.Refusal::reason);
  }

  /** Why the customer cannot be handed to somebody else now; empty where they can. */
  public Optional<String> handOverRefused() {
    return Handing.refusal(state);
  }

  /** The line of whom the customer talks to. */
  public Line party() {
    return state.party();
  }

  /** The agent who has the call; empty while none has. */
  public Optional<String> agent() {
    return state.agent().isEmpty() ? Optional.empty() : Optional.of(state.agent());
  }

  /** Which of our agents the call rings or occupies. */
  public Map<String, Engaged> engaged() {
    Map<String, Engaged> engaged = new HashMap<>();
    state.lines().forEach((line, standing) -> {
      String agent = line.isAgent() ? line.agent() : plan.colleague().orElse("");
      boolean ours = !agent.isEmpty() && !line.equals(Line.OUTSIDE);
      if (standing != Line.Standing.OVER && ours) {
        boolean rings = standing == Line.Standing.PLACED;
        engaged.put(agent, rings ? Engaged.RINGING : Engaged.TALKING);
      }
    });
    return engaged;
  }

  /** For logs: the stage and the light's code. */
  @Override
  public String toString() {
    return plan.id() + " " + state.stage() + " " + live().light().code();
  }
}

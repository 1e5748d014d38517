package io.mitschnitt.gateway.contract;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.RecordingId;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that runs, or just ended, as people see it.
 *
 * @param agent the agent's login name; empty while none has it
 * @param recording the recording's id once a tape runs
 * @param ending present once it ended
 */
public record LiveCall(
    CallId id,
    Direction direction,
    Party customer,
    String agent,
    String trunk,
    String dialled,
    Instant startedAt,
    Optional<Instant> answeredAt,
    Phase phase,
    Light light,
    Optional<RecordingId> recording,
    Optional<Ending> ending) {

  /** The same call under another light. */
  public LiveCall with(Light other) {
    return new LiveCall(
        id,
        direction,
        customer,
        agent,
        trunk,
        dialled,
        startedAt,
        answeredAt,
        phase,
        other,
        recording,
        ending);
  }

  /** Where the call stands. */
  public enum Phase {
    /** An agent's phone or the outside party rings. */
    RINGING,
    /** The announcement plays, or the answer is awaited. */
    ASKING,
    /** Both talk. */
    TALKING,
    ENDED
  }

  /**
   * The honest light.
   *
   * @param state what is so now
   * @param reason why, a sentence for people, in English; never empty
   * @param code the reason as a stable key that a page can translate, such as {@code told}, {@code objected}
   * @param until paused: when the recording goes on by itself
   */
  public record Light(State state, String code, String reason, Optional<Instant> until) {

    /** A light that stays until something happens. */
    public Light(State state, String code, String reason) {
      this(state, code, reason, Optional.empty());
    }

    /** Recorded, not recorded, or not decided yet. */
    public enum State {
      UNDECIDED,
      ON,
      OFF,
      PAUSED
    }
  }

  @Override
  public String toString() {
    return "LiveCall[" + id + ", " + phase + ", " + light.state() + "]";
  }
}

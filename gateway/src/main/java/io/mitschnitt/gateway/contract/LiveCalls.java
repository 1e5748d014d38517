package io.mitschnitt.gateway.contract;

import io.mitschnitt.recorder.contract.CallId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The calls of this moment. */
public interface LiveCalls {

  List<LiveCall> all();

  Optional<LiveCall> find(CallId id);

  /** How the call's legs sound now; empty where there is none of that id, or nothing is known yet. */
  default List<LegSound> sound(CallId id) {
    return List.of();
  }

  /** Ends a call from our side. Answers false where there is none of that id. */
  Future<Boolean> hangup(CallId id, String by);

  /**
   * Shuts the gate for good, on the caller's word or the agent's. What was kept until then stays or is erased as the
   * profile says. Answers false where there is none of that id.
   */
  Future<Boolean> stopRecording(CallId id, String by);

  /**
   * Pauses the recording, or lets it go on. Answers false where there is none of that id; fails with {@link
   * io.mitschnitt.recorder.contract.Refused} where the profile, the law or the call's state does not allow it.
   */
  Future<Boolean> pause(CallId id, boolean paused, String by);

  /**
   * Hands the customer over to somebody else, who is called while the customer hears music; where nobody takes them they
   * are back with their agent. Answers false where there is no call of that id; fails with {@link
   * io.mitschnitt.recorder.contract.Refused} where it cannot be begun.
   *
   * @param to an agent's name or short number, a group's name, or a number
   */
  Future<Boolean> transfer(CallId id, String to, String by);

  /** The same, to whom the call's agent talks in {@code consultation}; that call is over by it. */
  Future<Boolean> transferTo(CallId id, CallId consultation, String by);
}

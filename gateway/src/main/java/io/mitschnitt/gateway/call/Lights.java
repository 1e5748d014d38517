package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.State.Taping;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.gateway.contract.LiveCall.Phase;

/** The honest light: what a call's state looks like to people. */
final class Lights {

  private Lights() {}

  static LiveCall live(Plan plan, State state) {
    return new LiveCall(
        plan.id(),
        plan.direction(),
        plan.customer(),
        state.agent(),
        plan.trunk(),
        plan.dialled(),
        plan.startedAt(),
        state.answeredAt(),
        phase(state),
        light(plan, state),
        state.recording(),
        state.ending());
  }

  private static Phase phase(State state) {
    return switch (state.stage()) {
      case SETUP, LEAVING -> Phase.RINGING;
      case ASKING, JOINING -> waitsForAgent(state) ? Phase.RINGING : Phase.ASKING;
      case TALKING -> Phase.TALKING;
      case OVER -> Phase.ENDED;
    };
  }

  /** All is said, and only somebody to talk to is missing. */
  private static boolean waitsForAgent(State state) {
    return state.gate().settled() && state.playing().isEmpty() && state.agent().isEmpty();
  }

  /** Waits in a line, and no phone rings. */
  private static boolean queued(Plan plan, State state) {
    int at = state.search().station();
    boolean line = at < plan.hunt().stations().size()
        && plan.hunt().stations().get(at).line().isPresent();
    return line
        && state.stage() == Call.Stage.ASKING
        && waitsForAgent(state)
        && !state.lines().containsValue(Line.Standing.PLACED);
  }

  private static Light light(Plan plan, State state) {
    if (state.stage() == Call.Stage.OVER) {
      return off("ended", "The call is over.");
    }
    if (state.gate().state() == io.mitschnitt.gateway.consent.ConsentGate.State.SHUT) {
      return shut(state);
    }
    if (state.taping() == Taping.RUNNING) {
      return on(state);
    }
    if (!state.failure().isEmpty()) {
      return off("recorder-down", "The recorder is not available; this call is not recorded.");
    }
    if (queued(plan, state)) {
      return undecided("queued", "The caller waits for a free agent; nothing is recorded.");
    }
    return phase(state) == Phase.RINGING
        ? undecided("ringing", "The phones ring; nothing is recorded.")
        : undecided("asking", "The other party is being told or asked; nothing is recorded yet.");
  }

  private static Light on(State state) {
    if (state.pausedUntil().isPresent()) {
      return new Light(
          Light.State.PAUSED,
          "paused",
          "The recording is paused; nothing is kept until it goes on.",
          state.pausedUntil());
    }
    return switch (state.gate().verdict()) {
      case AGREED -> new Light(Light.State.ON, "agreed", "Recorded: the other party agreed.");
      case ALLOWED ->
        new Light(Light.State.ON, "one-party", "Recorded: the agent's knowledge is enough here.");
      default -> new Light(Light.State.ON, "told", "Recorded: the other party was told.");
    };
  }

  private static Light shut(State state) {
    return switch (state.gate().verdict()) {
      case OBJECTED -> off("objected", "Not recorded: the other party objected.");
      case NO_ANSWER -> off("no-answer", "Not recorded: the other party did not agree in time.");
      case UNHEARD -> off("not-told", "Not recorded: the announcement was not heard to its end.");
      case WITHDRAWN ->
        state.stoppedByUs()
            ? off("stopped", "No longer recorded: it was stopped on our side.")
            : off("withdrawn", "No longer recorded: the other party withdrew.");
      case STRICTER ->
        off("stricter", "No longer recorded: stricter rules hold with whom the call was handed to.");
      case FORBIDDEN -> off("forbidden", "Not recorded: it is forbidden.");
      default -> off("off", "Not recorded: no recording was asked for.");
    };
  }

  private static Light off(String code, String reason) {
    return new Light(Light.State.OFF, code, reason);
  }

  private static Light undecided(String code, String reason) {
    return new Light(Light.State.UNDECIDED, code, reason);
  }
}

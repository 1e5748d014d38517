package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.call.State.Taping;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Mode;
import java.time.Duration;
import java.util.Optional;

/**
 * The pause of a recording: by the agent's keys, by a button, and its end by the clock. It closes no gate: the call's
 * agreement stands, only nothing is kept meanwhile.
 */
final class Pausing {

  /** Why not; the code is stable, so that a page can translate it. */
  enum Refusal {
    NOT_RECORDED("pause-without-recording", "There is no running recording."),
    NOT_PAUSED("not-paused", "The recording is not paused."),
    BY_LAW(
        "pause-by-law",
        "Not paused: this recording is demanded by law; it may be ended with the call, but not stopped and started"
            + " again."),
    BY_PROFILE("pause-by-profile", "Not paused: the policy of this call does not allow a pause.");

    private final String code;
    private final String reason;

    Refusal(String code, String reason) {
      this.code = code;
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  private final Turn turn;

  Pausing(Turn turn) {
    this.turn = turn;
  }

  /** Why the recording cannot be paused, or go on; empty where it can. */
  static Optional<Refusal> refusal(Plan plan, State state, boolean paused) {
    if (!paused) {
      return state.pausedUntil().isPresent() ? Optional.empty() : Optional.of(Refusal.NOT_PAUSED);
    }
    if (state.stage() != Stage.TALKING
        || state.taping() != Taping.RUNNING
        || !state.gate().mayOpen()) {
      return Optional.of(Refusal.NOT_RECORDED);
    }
    if (plan.decision().mode() == Mode.STATUTORY) {
      return Optional.of(Refusal.BY_LAW);
    }
    return plan.profile().pause().allowed() ? Optional.empty() : Optional.of(Refusal.BY_PROFILE);
  }

  /** A key of the agent's: after a star the pausing key pauses, and lets it go on. */
  void key(char key) {
    boolean meant = turn.agentKey == '*' && key == turn.plan.profile().pause().key();
    turn.agentKey = key;
    if (meant && turn.stage == Stage.TALKING) {
      ask(turn.pausedUntil.isEmpty(), "by key");
    }
  }

  /** Pauses or goes on; what is refused, the agent reads. */
  void ask(boolean paused, String detail) {
    Optional<Refusal> refusal = refusal(turn.plan, turn.state(), paused);
    if (refusal.isPresent()) {
      explain(refusal.get());
    } else if (!paused) {
      goOn(detail);
    } else if (turn.pausedUntil.isEmpty()) {
      pause(detail);
    }
  }

  /** The pause lasted as long as it may. */
  Turn tooLong() {
    if (turn.pausedUntil.isPresent()) {
      goOn("by the clock");
    }
    return turn;
  }

  /** The recording is over: so is its pause. */
  void forget() {
    turn.stop(Alarm.PAUSE);
    turn.pausedUntil = Optional.empty();
  }

  private void pause(String detail) {
    Duration longest = turn.plan.profile().pause().longest();
    turn.pausedUntil = Optional.of(turn.now.plus(longest));
    turn.order(new Order.PauseTape(true));
    turn.set(Alarm.PAUSE, longest);
    note(Kind.PAUSED, detail);
  }

  private void goOn(String detail) {
    forget();
    turn.order(new Order.PauseTape(false));
    note(Kind.RESUMED, detail);
  }

  private void note(Kind kind, String detail) {
    turn.order(new Order.NoteConsent(new ConsentEvent(turn.now, kind, detail)));
  }

  private void explain(Refusal refusal) {
    LiveCall live = Lights.live(turn.plan, turn.state());
    Light light = new Light(
        live.light().state(), refusal.code, refusal.reason, live.light().until());
    turn.order(new Order.ShowLight(turn.party, live.with(light)));
  }
}

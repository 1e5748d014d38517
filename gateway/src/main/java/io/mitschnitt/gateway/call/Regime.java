package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.consent.ConsentGate;
import io.mitschnitt.gateway.consent.ConsentGate.Signal;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Mode;

/**
 * Under which rules a call goes on with a new party: never under looser ones. Where what the customer knows and said is
 * not enough for the stricter ones, the recording ends here; what was kept before was kept rightly and stays.
 */
final class Regime {

  private final Turn turn;

  Regime(Turn turn) {
    this.turn = turn;
  }

  void under(Transfer transfer) {
    boolean outside = transfer.outside().isPresent();
    Mode mode = transfer.decision().mode();
    // who is called from outside has been told nothing
    boolean enough = turn.gate.covers(mode) && (!outside || mode == Mode.ONE_PARTY);
    boolean ends = !enough && turn.gate.mayOpen();
    String whom = outside ? "to an outside party" : "to " + turn.agent;
    String what = ends ? "; recorded no further: " + because(outside, transfer) : "";
    turn.order(new Order.NoteConsent(new ConsentEvent(
        turn.now,
        ConsentEvent.Kind.HANDED_OVER,
        "by " + transfer.by() + " " + whom + what)));
    if (ends) {
      new Pausing(turn).forget();
      turn.signal(Signal.STRICTER, "");
      Ends.closeTape(turn);
    }
  }

  private String because(boolean outside, Transfer transfer) {
    ConsentGate gate = turn.gate;
    return outside && gate.covers(transfer.decision().mode())
        ? "the new party was told nothing"
        : transfer.decision().reasons().get(0);
  }
}

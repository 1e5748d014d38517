package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.call.Line.Standing;
import io.mitschnitt.gateway.call.State.Taping;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.NotRecorded;
import java.util.Optional;

/** How a call ends: every line, the media, the tape, the ledger's row, once. */
final class Ends {

  private Ends() {}

  static void end(Turn turn, Ending ending) {
    end(turn, ending, ending.cause() >= 400 ? ending.cause() : 480);
  }

  /** Ends all; a line that was not answered yet is refused with {@code status}. */
  static void end(Turn turn, Ending ending, int status) {
    if (turn.over()) {
      return;
    }
    turn.stage = Stage.OVER;
    turn.ending = Optional.of(ending);
    turn.playing = Optional.empty();
    turn.stopAlarms();
    endTape(turn);
    for (Standing standing :
        new Standing[] {Standing.OFFERED, Standing.ANSWERED, Standing.PLACED, Standing.UP}) {
      turn.all(standing).forEach(line -> endLine(turn, line, ending, status));
    }
    turn.order(new Order.CloseMedia());
    if (turn.answeredAt.isPresent()) {
      turn.order(new Order.NoteEnded(turn.now, ending, reason(turn)));
    }
  }

  /** The ending of a line's own doing: on whose side it lies is known by the line, whatever the wire says. */
  static Ending by(Line line, Ending ending) {
    if (line.isAgent()) {
      return new Ending(Whose.AGENT, ending.why(), ending.cause());
    }
    boolean carrier = ending.whose() == Whose.CARRIER || ending.whose() == Whose.UNKNOWN;
    return new Ending(carrier ? ending.whose() : Whose.CALLER, ending.why(), ending.cause());
  }

  static Ending ours(String why, int cause) {
    return new Ending(Whose.US, why, cause);
  }

  private static void endLine(Turn turn, Line line, Ending ending, int status) {
    boolean offered = turn.is(line, Standing.OFFERED);
    turn.set(line, Standing.OVER);
    turn.order(
        offered
            ? new Order.RefuseLine(line, status, Statuses.phrase(status))
            : new Order.EndLine(line, ending));
  }

  /** Keeps no more; what was kept stays. */
  static void closeTape(Turn turn) {
    endTape(turn);
    turn.stop(Alarm.TAPE);
  }

  private static void endTape(Turn turn) {
    switch (turn.taping) {
      case OPENING -> turn.taping = Taping.UNWANTED;
      case STARTING, RUNNING -> {
        turn.order(new Order.ShutGate());
        turn.taping = Taping.KEPT;
      }
      case NONE, UNWANTED, KEPT, ERASED, FAILED -> {}
    }
  }

  /** Why there is no recording; empty where a tape ran and is kept. */
  private static Optional<Reason> reason(Turn turn) {
    return switch (turn.taping) {
      case KEPT -> Optional.empty();
      case ERASED ->
        because(NotRecorded.WITHDRAWN, "the agreement was withdrawn and the recording erased");
      case NONE, OPENING, UNWANTED, STARTING, RUNNING, FAILED -> unrecorded(turn);
    };
  }

  private static Optional<Reason> unrecorded(Turn turn) {
    Optional<Reason> failed = turn.failure.isEmpty()
        ? because(NotRecorded.ENDED_BEFORE_GATE, "the call ended before the recording could begin")
        : because(NotRecorded.FAILED, turn.failure);
    return switch (turn.gate.verdict()) {
      case NONE, TOLD, AGREED, ALLOWED -> failed;
      case OBJECTED -> because(NotRecorded.REFUSED, "the other party objected");
      case NO_ANSWER -> because(NotRecorded.REFUSED, "the other party did not agree in time");
      case WITHDRAWN -> because(NotRecorded.REFUSED, "stopped before the recording began");
      case STRICTER ->
        because(
            NotRecorded.FORBIDDEN, "handed to a party with whom stricter rules hold before the recording began");
      case UNHEARD -> because(NotRecorded.FAILED, "the announcement was not heard to its end");
      case FORBIDDEN ->
        because(NotRecorded.FORBIDDEN, turn.plan.decision().reasons().get(0));
      case OFF ->
        because(NotRecorded.NOT_SELECTED, turn.plan.decision().reasons().get(0));
    };
  }

  private static Optional<Reason> because(NotRecorded why, String detail) {
    return Optional.of(new Reason(why, detail));
  }
}

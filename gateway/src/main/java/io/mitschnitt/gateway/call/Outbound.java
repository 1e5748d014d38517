package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.call.Line.Standing;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import java.util.List;

/**
 * A call that one of our agents dialled. The agent's phone is answered only when the outside party has answered, so that
 * busy stays busy; then both hear the announcement.
 */
final class Outbound extends Talking {

  Outbound(Turn turn) {
    super(turn);
  }

  @Override
  List<Leg> audience() {
    return List.of(Leg.CUSTOMER, Leg.AGENT);
  }

  @Override
  public Turn began(CallInput.Began in) {
    turn.order(new Order.TellBegan(Lights.live(turn.plan, turn.state())));
    turn.offer = in.offer().orElse(""); // none: we offer when we answer
    turn.set(Alarm.SETUP);
    turn.order(new Order.MakeOffer(Leg.CUSTOMER));
    return turn;
  }

  @Override
  public Turn offerMade(CallInput.OfferMade in) {
    if (in.leg() == Leg.AGENT) {
      return answerAgent(in.sdp());
    }
    if (turn.stage != Stage.SETUP || !turn.waitsFor(Alarm.SETUP)) {
      return turn;
    }
    turn.stop(Alarm.SETUP);
    turn.set(Alarm.RING, turn.plan.profile().ringTimeout());
    turn.set(Line.CUSTOMER, Standing.PLACED);
    Destination there = turn.plan
        .colleague()
        .<Destination>map(Destination.ToAgent::new)
        .orElseGet(() -> new Destination.ToTrunk(turn.plan.trunk(), turn.plan.dialled()));
    turn.order(new Order.PlaceLine(Line.CUSTOMER, there, turn.plan.caller(), in.sdp()));
    return turn;
  }

  @Override
  public Turn lineRings(CallInput.LineRings in) {
    if (turn.is(in.line(), Standing.PLACED)) {
      turn.order(new Order.RingLine(turn.party));
    }
    return turn;
  }

  /** Ringing tones and "this number is not in service" are heard by who dialled, and never kept: the gate is shut. */
  @Override
  public Turn lineSounds(CallInput.LineSounds in) {
    boolean first = turn.early.isEmpty() && !turn.offer.isEmpty();
    if (!first || !turn.is(in.line(), Standing.PLACED)) {
      return lineRings(new CallInput.LineRings(in.line()));
    }
    turn.order(new Order.PassEarly(in.line(), in.sdp(), turn.party, turn.offer));
    return turn;
  }

  @Override
  public Turn earlyPassed(CallInput.EarlyPassed in) {
    if (turn.over()) {
      return turn;
    }
    turn.early = in.sdp();
    if (turn.stage != Stage.SETUP) {
      turn.order(new Order.EndEarly()); // the answer overtook it
    }
    return turn;
  }

  @Override
  public Turn lineAnswered(CallInput.LineAnswered in) {
    if (!turn.is(in.line(), Standing.PLACED)) {
      return turn;
    }
    turn.stop(Alarm.RING);
    turn.stage = Stage.ASKING;
    turn.set(Line.CUSTOMER, Standing.UP);
    opened();
    turn.set(Alarm.SETUP);
    if (!turn.early.isEmpty()) {
      turn.order(new Order.EndEarly());
    }
    turn.order(new Order.TakeAnswer(Leg.CUSTOMER, in.sdp()));
    return goOn();
  }

  /** The outside codec is known now: the agent's side can be answered with the one that needs no transcoding. */
  @Override
  public Turn answerTaken(CallInput.AnswerTaken in) {
    if (turn.stage == Stage.ASKING
        && in.leg() == Leg.CUSTOMER
        && turn.is(turn.party, Standing.OFFERED)) {
      return turn.early.isEmpty() ? describe() : answerAgent(turn.early);
    }
    return turn;
  }

  private Turn describe() {
    turn.order(
        turn.offer.isEmpty()
            ? new Order.MakeOffer(Leg.AGENT)
            : new Order.MakeAnswer(Leg.AGENT, turn.offer));
    return turn;
  }

  @Override
  public Turn answerMade(CallInput.AnswerMade in) {
    return in.leg() == Leg.AGENT ? answerAgent(turn.early.isEmpty() ? in.sdp() : turn.early) : turn;
  }

  private Turn answerAgent(String sdp) {
    if (turn.stage != Stage.ASKING || !turn.is(turn.party, Standing.OFFERED)) {
      return turn;
    }
    turn.stop(Alarm.SETUP);
    answer(turn.party, sdp);
    return goOn();
  }

  @Override
  public Turn lineRefused(CallInput.LineRefused in) {
    if (!turn.is(in.line(), Standing.PLACED)) {
      return turn;
    }
    turn.set(in.line(), Standing.OVER);
    Ending ending = new Ending(Ending.Whose.CARRIER, Statuses.words(in.status()), in.status());
    Ends.end(turn, ending, Statuses.towardsAgent(in.status()));
    return turn;
  }

  @Override
  public Turn lineEnded(CallInput.LineEnded in) {
    if (turn.over()) {
      return turn;
    }
    turn.set(in.line(), Standing.OVER);
    return end(Ends.by(in.line(), in.ending()));
  }

  /** Who dials has chosen already. */
  @Override
  public Turn agentsFound(CallInput.AgentsFound in) {
    return turn;
  }

  @Override
  Turn nobodyAnswers() {
    return end(Ends.ours("no answer", 480));
  }
}

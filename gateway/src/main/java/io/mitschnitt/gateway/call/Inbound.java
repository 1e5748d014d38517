package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.call.Line.Standing;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.recorder.contract.Leg;
import java.util.List;

/**
 * A call from outside. We answer at once, so that the caller can be told and asked; the agents' phones ring meanwhile, and
 * the first who answers has it.
 */
final class Inbound extends Talking {

  Inbound(Turn turn) {
    super(turn);
  }

  @Override
  List<Leg> audience() {
    return List.of(Leg.CUSTOMER);
  }

  @Override
  public Turn began(CallInput.Began in) {
    turn.order(new Order.TellBegan(Lights.live(turn.plan, turn.state())));
    turn.set(Alarm.SETUP);
    turn.order(in.offer()
        .<Order>map(sdp -> new Order.MakeAnswer(Leg.CUSTOMER, sdp))
        .orElseGet(() -> new Order.MakeOffer(Leg.CUSTOMER)));
    return turn;
  }

  @Override
  public Turn answerMade(CallInput.AnswerMade in) {
    return in.leg() == Leg.CUSTOMER ? answerCaller(in.sdp()) : turn;
  }

  @Override
  public Turn offerMade(CallInput.OfferMade in) {
    return in.leg() == Leg.CUSTOMER ? answerCaller(in.sdp()) : ringAgents(in.sdp());
  }

  private Turn answerCaller(String sdp) {
    if (turn.stage != Stage.SETUP || !turn.is(Line.CUSTOMER, Standing.OFFERED)) {
      return turn;
    }
    turn.stop(Alarm.SETUP);
    turn.stage = Stage.ASKING;
    answer(Line.CUSTOMER, sdp);
    opened();
    turn.set(Alarm.RING, turn.plan.profile().ringTimeout());
    turn.order(new Order.MakeOffer(Leg.AGENT));
    return goOn();
  }

  private Turn ringAgents(String sdp) {
    if (turn.stage != Stage.ASKING || turn.placed()) {
      return turn;
    }
    for (String agent : turn.plan.agents()) {
      Line line = Line.agent(agent);
      turn.set(line, Standing.PLACED);
      turn.order(
          new Order.PlaceLine(line, new Destination.ToAgent(agent), turn.plan.caller(), sdp));
    }
    return turn;
  }

  @Override
  public Turn answerTaken(CallInput.AnswerTaken in) {
    return goOn();
  }

  @Override
  public Turn lineRings(CallInput.LineRings in) {
    return turn;
  }

  @Override
  public Turn lineAnswered(CallInput.LineAnswered in) {
    if (turn.over() || !turn.is(in.line(), Standing.PLACED)) {
      return turn;
    }
    turn.stop(Alarm.RING);
    turn.set(in.line(), Standing.UP);
    turn.agent = in.line().agent();
    endRinging("answered elsewhere", 200);
    turn.order(new Order.TakeAnswer(Leg.AGENT, in.sdp()));
    turn.order(new Order.NoteAgent(turn.agent, turn.now));
    return goOn();
  }

  @Override
  public Turn lineRefused(CallInput.LineRefused in) {
    return gone(in.line());
  }

  /** One phone fewer; when none rings any more, nobody answers. */
  private Turn gone(Line line) {
    if (turn.over() || !turn.is(line, Standing.PLACED)) {
      return turn;
    }
    turn.set(line, Standing.OVER);
    boolean stillRinging = !turn.none(Standing.PLACED) || !turn.agent.isEmpty();
    return stillRinging ? turn : nobodyAnswers();
  }

  @Override
  public Turn lineEnded(CallInput.LineEnded in) {
    if (turn.over() || turn.is(in.line(), Standing.OVER)) {
      return turn;
    }
    if (turn.is(in.line(), Standing.PLACED)) {
      return gone(in.line());
    }
    turn.set(in.line(), Standing.OVER);
    return end(Ends.by(in.line(), in.ending()));
  }

  @Override
  Turn nobodyAnswers() {
    turn.stop(Alarm.RING);
    endRinging("no answer", 480);
    if (turn.stage != Stage.ASKING || turn.plan.sorry().isEmpty() || !turn.ready(Leg.CUSTOMER)) {
      return end(Ends.ours("no agent answered", 480));
    }
    turn.stage = Stage.LEAVING;
    turn.stop(Alarm.ASK);
    turn.play(turn.plan.sorry().get(), List.of(Leg.CUSTOMER));
    return turn;
  }

  private void endRinging(String why, int cause) {
    for (Line line : turn.all(Standing.PLACED)) {
      turn.set(line, Standing.OVER);
      turn.order(new Order.EndLine(line, Ends.ours(why, cause)));
    }
  }
}

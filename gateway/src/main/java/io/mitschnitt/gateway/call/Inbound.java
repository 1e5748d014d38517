package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.call.Line.Standing;
import io.mitschnitt.recorder.contract.Leg;
import java.util.List;

/**
 * A call from outside. We answer at once, so that the caller can be told and asked; agents are {@linkplain Seeking sought}
 * meanwhile, and the first who answers has it.
 */
final class Inbound extends Talking {

  private final Seeking seeking;

  Inbound(Turn turn) {
    super(turn);
    seeking = new Seeking(turn);
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
    if (in.leg() == Leg.CUSTOMER) {
      return answerCaller(in.sdp());
    }
    seeking.begin(in.sdp());
    return turn;
  }

  private Turn answerCaller(String sdp) {
    if (turn.stage != Stage.SETUP || !turn.is(Line.CUSTOMER, Standing.OFFERED)) {
      return turn;
    }
    turn.stop(Alarm.SETUP);
    turn.stage = Stage.ASKING;
    answer(Line.CUSTOMER, sdp);
    opened();
    if (turn.plan.hunt().closed()) {
      turn.asked = true; // there is nobody whom they could be recorded with
    } else {
      turn.set(Alarm.RING, turn.plan.profile().ringTimeout());
      turn.order(new Order.MakeOffer(Leg.AGENT));
    }
    return goOn();
  }

  @Override
  public Turn agentsFound(CallInput.AgentsFound in) {
    if (!turn.over() && !handing().found(in.agents())) {
      seeking.found(in.agents());
    }
    return turn;
  }

  @Override
  public Turn promptDone(CallInput.PromptDone in) {
    return seeking.soundOver(in.name()) ? goOn() : super.promptDone(in);
  }

  @Override
  void idle() {
    seeking.idle();
  }

  @Override
  public Turn answerTaken(CallInput.AnswerTaken in) {
    return goOn();
  }

  @Override
  public Turn lineRings(CallInput.LineRings in) {
    handing().rings(in.line());
    return turn;
  }

  @Override
  public Turn lineAnswered(CallInput.LineAnswered in) {
    if (turn.over() || !turn.is(in.line(), Standing.PLACED)) {
      return turn;
    }
    if (handing().answered(in.line(), in.sdp())) {
      return goOn();
    }
    turn.set(in.line(), Standing.UP);
    seeking.found(in.line());
    turn.order(new Order.TakeAnswer(Leg.AGENT, in.sdp()));
    turn.order(new Order.NoteAgent(turn.agent, turn.now));
    return goOn();
  }

  @Override
  public Turn lineRefused(CallInput.LineRefused in) {
    return handing().gone(in.line(), in.status()) ? goOn() : gone(in.line());
  }

  /** One phone fewer. */
  private Turn gone(Line line) {
    if (!turn.over() && turn.is(line, Standing.PLACED)) {
      seeking.gone(line);
    }
    return turn;
  }

  @Override
  public Turn lineEnded(CallInput.LineEnded in) {
    if (turn.over() || turn.is(in.line(), Standing.OVER)) {
      return turn;
    }
    if (handing().gone(in.line(), 480) || handing().left(in.line())) {
      return goOn();
    }
    if (turn.is(in.line(), Standing.PLACED)) {
      return gone(in.line());
    }
    turn.set(in.line(), Standing.OVER);
    return end(Ends.by(in.line(), in.ending()));
  }

  @Override
  Turn nobodyAnswers() {
    seeking.noAnswer();
    return turn;
  }

  @Override
  Turn searchRang(Alarm alarm) {
    seeking.rang(alarm);
    return turn;
  }

  @Override
  String whyNobody() {
    return seeking.why();
  }
}

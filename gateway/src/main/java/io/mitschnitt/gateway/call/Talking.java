package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.call.Line.Standing;
import io.mitschnitt.gateway.call.State.Taping;
import io.mitschnitt.gateway.consent.ConsentGate.Signal;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What calls of both directions share: being told, being asked, being joined, talking, parting. {@link #goOn} is the
 * heart: after every input it looks whether the next thing can happen.
 */
abstract class Talking implements CallInput.Cases<Turn> {

  final Turn turn;

  Talking(Turn turn) {
    this.turn = turn;
  }

  /** Who hears the announcement; once all of them are ready it begins. */
  abstract List<Leg> audience();

  // -- media

  @Override
  public Turn mediaUp(CallInput.MediaUp in) {
    if (!turn.over()) {
      turn.mediaUp(in.leg());
    }
    return goOn();
  }

  @Override
  public Turn mediaLost(CallInput.MediaLost in) {
    Ending.Whose whose = in.leg() == Leg.AGENT ? Ending.Whose.AGENT : Ending.Whose.CARRIER;
    return end(new Ending(whose, "media lost", 0));
  }

  @Override
  public Turn mediaRefused(CallInput.MediaRefused in) {
    return end(Ends.ours("no common media", 488));
  }

  @Override
  public Turn promptDone(CallInput.PromptDone in) {
    if (!turn.playing.equals(Optional.of(in.name()))) {
      return turn;
    }
    turn.playing = Optional.empty();
    turn.stop(Alarm.PROMPT);
    return promptOver(in.whole());
  }

  private Turn promptOver(boolean whole) {
    if (turn.stage == Stage.LEAVING) {
      return end(Ends.ours(whyNobody(), 480));
    }
    if (!turn.gate.settled()) {
      consent(whole ? Signal.PROMPT_HEARD : Signal.TIMEOUT, "");
    }
    if (!turn.gate.settled()) {
      awaitKey(turn.plan.profile().askTimeout());
    }
    return goOn();
  }

  private void awaitKey(Duration askTimeout) {
    boolean atOnce = askTimeout.isZero() && turn.gate.mode() != Mode.EXPLICIT_CONSENT;
    if (atOnce) {
      consent(Signal.TIMEOUT, "");
    } else {
      turn.set(Alarm.ASK, askTimeout.isZero() ? Alarm.ASK.usual() : askTimeout);
    }
  }

  // -- consent

  @Override
  public Turn keyPressed(CallInput.KeyPressed in) {
    if (turn.over()) {
      return turn;
    }
    if (in.leg() == Leg.CUSTOMER) {
      char former = turn.lastKey;
      turn.lastKey = in.key();
      key(former, in.key());
    } else {
      new Pausing(turn).key(in.key());
    }
    if (in.inSignalling() && turn.stage == Stage.TALKING) {
      turn.order(new Order.SendKey(in.leg() == Leg.CUSTOMER ? Leg.AGENT : Leg.CUSTOMER, in.key()));
    }
    return goOn();
  }

  private void key(char former, char key) {
    boolean objects = key == turn.plan.profile().objectKey();
    if (turn.stage == Stage.TALKING) {
      if (former == '*' && objects) {
        consent(Signal.WITHDRAWN, "by key");
      }
    } else if (turn.asked && turn.stage != Stage.LEAVING) {
      boolean agrees = key == turn.plan.profile().agreeKey();
      Signal signal = agrees ? Signal.AGREED : objects ? Signal.OBJECTED : Signal.OTHER_KEY;
      consent(signal, agrees || objects ? "by key" : "");
    }
  }

  @Override
  public Turn stopRecording(CallInput.StopRecording in) {
    if (turn.over()) {
      return turn;
    }
    boolean wasShut = turn.gate.settled() && !turn.gate.mayOpen();
    turn.stoppedByUs = turn.stoppedByUs || !wasShut;
    consent(Signal.WITHDRAWN, "stopped by " + in.by());
    return goOn();
  }

  @Override
  public Turn pauseRecording(CallInput.PauseRecording in) {
    if (!turn.over()) {
      new Pausing(turn).ask(in.paused(), "by " + in.by());
    }
    return turn;
  }

  /** Tells the gate, and does what follows from it within the same step. */
  private void consent(Signal signal, String detail) {
    boolean wasAsking = !turn.gate.settled();
    boolean mightOpen = turn.gate.state() != io.mitschnitt.gateway.consent.ConsentGate.State.SHUT;
    turn.signal(signal, detail);
    if (wasAsking && turn.gate.settled()) {
      turn.stop(Alarm.ASK);
      turn.stopPrompt();
    }
    if (mightOpen && turn.gate.settled() && !turn.gate.mayOpen()) {
      shut();
    }
  }

  private void shut() {
    new Pausing(turn).forget();
    switch (turn.taping) {
      case OPENING -> {
        turn.taping = Taping.UNWANTED;
        turn.stop(Alarm.TAPE);
      }
      case STARTING, RUNNING -> {
        turn.order(new Order.ShutGate());
        boolean erase = turn.plan.profile().eraseOnWithdrawal();
        turn.taping = erase ? Taping.ERASED : Taping.KEPT;
        if (erase) {
          turn.order(new Order.DiscardTape());
        }
      }
      case NONE, UNWANTED, KEPT, ERASED, FAILED -> {}
    }
    if (turn.stage == Stage.ASKING && turn.asked) {
      turn.plan.notRecorded().ifPresent(prompt -> turn.play(prompt, List.of(Leg.CUSTOMER)));
    }
  }

  // -- the next thing

  /** Announces, or joins the parties, as soon as that can be. */
  final Turn goOn() {
    if (turn.over()) {
      return turn;
    }
    watchMedia();
    if (turn.stage == Stage.ASKING && !turn.asked && audience().stream().allMatch(turn::ready)) {
      announce();
    }
    boolean joined = turn.gate.settled() && turn.playing.isEmpty();
    if (turn.stage == Stage.ASKING && joined && turn.ready(Leg.CUSTOMER) && turn.ready(Leg.AGENT)) {
      join();
    } else if (turn.stage == Stage.JOINING && turn.taping != Taping.OPENING) {
      talk();
    }
    idle();
    return turn;
  }

  /** What is done while the next thing cannot happen yet. */
  void idle() {}

  /** Why we hang up after having said that nobody answers. */
  String whyNobody() {
    return "no agent answered";
  }

  private void watchMedia() {
    boolean awaited = turn.awaitsMedia(Leg.CUSTOMER) || turn.awaitsMedia(Leg.AGENT);
    if (awaited && !turn.waitsFor(Alarm.MEDIA)) {
      turn.set(Alarm.MEDIA);
    } else if (!awaited) {
      turn.stop(Alarm.MEDIA);
    }
  }

  private void announce() {
    turn.asked = true;
    if (turn.gate.settled()) {
      return;
    }
    if (turn.plan.announcement().isEmpty()) {
      consent(Signal.TIMEOUT, "");
      return;
    }
    Plan.Spoken prompt = turn.plan.announcement().get();
    turn.order(new Order.NoteConsent(
        new ConsentEvent(turn.now, ConsentEvent.Kind.PROMPT_STARTED, prompt.detail())));
    turn.play(prompt, audience());
  }

  private void join() {
    if (turn.gate.mayOpen()) {
      turn.stage = Stage.JOINING;
      turn.taping = Taping.OPENING;
      turn.order(new Order.OpenTape(turn.plan.decision()));
      turn.set(Alarm.TAPE);
    } else {
      talk();
    }
  }

  private void talk() {
    turn.stop(Alarm.TAPE);
    turn.stage = Stage.TALKING;
    turn.lastKey = ' ';
    turn.order(new Order.Bridge());
  }

  // -- the recorder

  @Override
  public Turn tapeReady(CallInput.TapeReady in) {
    if (turn.taping == Taping.UNWANTED) {
      turn.taping = turn.failure.isEmpty() ? Taping.NONE : Taping.FAILED;
      turn.order(new Order.DiscardTape());
    } else if (turn.taping == Taping.OPENING) {
      turn.recording = Optional.of(in.recording());
      turn.taping = Taping.STARTING;
      talk();
      turn.order(new Order.OpenGate());
    }
    return turn;
  }

  @Override
  public Turn gateOpened(CallInput.GateOpened in) {
    if (turn.taping == Taping.STARTING) {
      turn.taping = Taping.RUNNING;
    }
    return turn;
  }

  @Override
  public Turn tapeFailed(CallInput.TapeFailed in) {
    if (turn.over()) {
      return turn;
    }
    switch (turn.taping) {
      case STARTING -> {
        turn.order(new Order.DiscardTape());
        failed(in.why());
      }
      case OPENING -> failed(in.why());
      case UNWANTED -> turn.taping = turn.failure.isEmpty() ? Taping.NONE : Taping.FAILED;
      case NONE, RUNNING, KEPT, ERASED, FAILED -> {}
    }
    return goOn();
  }

  private void failed(String why) {
    turn.taping = Taping.FAILED;
    turn.failure = why;
    turn.recording = Optional.empty();
  }

  // -- lines

  @Override
  public Turn lineConfirmed(CallInput.LineConfirmed in) {
    boolean first = turn.is(in.line(), Standing.ANSWERED);
    if (first) {
      turn.stop(Alarm.CONFIRM);
      turn.set(in.line(), Standing.UP);
    }
    if (first
        || (!turn.over() && turn.is(in.line(), Standing.UP))) { // again: to a later offer of ours
      in.sdp().ifPresent(sdp -> turn.order(new Order.TakeAnswer(in.line().leg(), sdp)));
    }
    return goOn();
  }

  @Override
  public Turn lineReoffered(CallInput.LineReoffered in) {
    if (turn.over()) {
      return turn; // the line that ends answers it
    }
    boolean early = turn.is(in.line(), Standing.PLACED) || turn.is(in.line(), Standing.OFFERED);
    boolean agreed = turn.is(in.line(), Standing.UP) || (early && !turn.early.isEmpty());
    turn.order(
        agreed
            ? in.sdp()
                .<Order>map(sdp -> new Order.Reanswer(in.line(), sdp))
                .orElseGet(() -> new Order.Reoffer(in.line()))
            : new Order.Rerefuse(in.line()));
    return turn;
  }

  /** Only who dials hears what comes before the answer. */
  @Override
  public Turn lineSounds(CallInput.LineSounds in) {
    return lineRings(new CallInput.LineRings(in.line()));
  }

  @Override
  public Turn earlyPassed(CallInput.EarlyPassed in) {
    return turn;
  }

  /** Answers a line that came in, and waits for its ACK. */
  final void answer(Line line, String sdp) {
    turn.set(line, Standing.ANSWERED);
    turn.order(new Order.AnswerLine(line, sdp));
    turn.set(Alarm.CONFIRM);
  }

  /** The outside line is answered: from here on the ledger has a row. */
  final void opened() {
    turn.answeredAt = Optional.of(turn.now);
    turn.order(new Order.NoteAnswered(turn.plan.facts(turn.now), turn.plan.decision()));
  }

  // -- alarms and people

  @Override
  public Turn alarmRang(CallInput.AlarmRang in) {
    if (turn.over() || !turn.rang(in.alarm())) {
      return turn;
    }
    return switch (in.alarm()) {
      case SETUP -> end(Ends.ours("not set up in time", 503));
      case RING -> nobodyAnswers();
      case CONFIRM -> end(Ends.ours("no ACK", 408));
      case MEDIA -> end(Ends.ours("no media", 408));
      case PROMPT -> promptTooLong();
      case ASK -> askedLongEnough();
      case TAPE -> tapeTooLate();
      case PAUSE -> new Pausing(turn).tooLong();
      case WAIT, AGAIN, TELL -> searchRang(in.alarm());
    };
  }

  /** A limit of the search for an agent passed. */
  Turn searchRang(Alarm alarm) {
    return turn;
  }

  abstract Turn nobodyAnswers();

  private Turn promptTooLong() {
    turn.order(new Order.StopPrompt());
    turn.playing = Optional.empty();
    return promptOver(false);
  }

  private Turn askedLongEnough() {
    consent(Signal.TIMEOUT, "");
    return goOn();
  }

  private Turn tapeTooLate() {
    if (turn.taping == Taping.OPENING) {
      failed("the recorder did not answer in time");
      turn.taping = Taping.UNWANTED;
    }
    return goOn();
  }

  @Override
  public Turn hangUp(CallInput.HangUp in) {
    return end(Ends.ours(in.why(), 0));
  }

  final Turn end(Ending ending) {
    Ends.end(turn, ending);
    return turn;
  }
}

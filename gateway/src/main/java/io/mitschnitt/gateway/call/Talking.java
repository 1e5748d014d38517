package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.call.Line.Standing;
import io.mitschnitt.gateway.call.State.Taping;
import io.mitschnitt.gateway.consent.ConsentGate.Signal;
import io.mitschnitt.gateway.consent.ConsentGate.Verdict;
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

  private static final String DECLINED =
      "declined: the other party does not agree to the recording";

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
    if (in.leg() == Leg.AGENT && handing().mute()) {
      return turn;
    }
    Ending.Whose whose = in.leg() == Leg.AGENT ? Ending.Whose.AGENT : Ending.Whose.CARRIER;
    return end(new Ending(whose, "media lost", 0));
  }

  @Override
  public Turn mediaRefused(CallInput.MediaRefused in) {
    return end(Ends.ours("no common media", 488));
  }

  @Override
  public Turn promptDone(CallInput.PromptDone in) {
    if (handing().soundOver(in.name())) {
      return turn;
    }
    if (!turn.playing.equals(Optional.of(in.name()))) {
      return turn;
    }
    turn.playing = Optional.empty();
    turn.stop(Alarm.PROMPT);
    return promptOver(in.name(), in.whole());
  }

  private Turn promptOver(String name, boolean whole) {
    if (turn.stage == Stage.LEAVING) {
      boolean declined = refuses()
          && turn.plan.notRecorded().filter(said -> said.name().equals(name)).isPresent();
      return end(declined ? Ends.ours(DECLINED, 0) : Ends.ours(whyNobody(), 480));
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
    boolean agrees = key == turn.plan.profile().agreeKey();
    boolean objects = key == turn.plan.profile().objectKey();
    if (turn.stage == Stage.TALKING && turn.gate.settled()) {
      boolean notYetKept = turn.taping == Taping.OPENING;
      boolean counts = former == '*' || notYetKept || turn.waitsFor(Alarm.LATE);
      boolean silent =
          turn.gate.verdict() == Verdict.NO_ANSWER; // whose no counts whenever it comes
      afterwards(counts && agrees, (counts || silent) && objects);
    } else if (turn.asked && turn.stage != Stage.LEAVING) {
      answer(key, agrees, objects);
    }
  }

  private void answer(char key, boolean agrees, boolean objects) {
    if (objects && turn.gate.mode() == Mode.STATUTORY && refuses()) {
      turn.order(
          new Order.NoteConsent(new ConsentEvent(turn.now, ConsentEvent.Kind.OBJECTED, "by key")));
      decline();
    } else if (agrees && turn.gate.verdict() == Verdict.NO_ANSWER) {
      consent(Signal.AGREED_LATE, "late, by key");
    } else if (key == turn.plan.profile().asking().repeatKey() && turn.waitsFor(Alarm.ASK)) {
      turn.stop(Alarm.ASK);
      say(turn.plan.announcement().orElseThrow());
    } else {
      Signal signal = agrees ? Signal.AGREED : objects ? Signal.OBJECTED : Signal.OTHER_KEY;
      consent(signal, agrees || objects ? "by key" : "");
    }
  }

  /** Once all is settled a party may still take its word back, or give it though it had let the time pass. */
  private void afterwards(boolean agrees, boolean objects) {
    if (objects) {
      boolean gaveNone = turn.gate.verdict() == Verdict.NO_ANSWER;
      consent(gaveNone ? Signal.OBJECTED : Signal.WITHDRAWN, "by key");
    } else if (agrees && !turn.handover.runs()) { // meanwhile nobody is there to be recorded with
      consent(Signal.AGREED_LATE, "late, by key");
    }
  }

  @Override
  public Turn startRecording(CallInput.StartRecording in) {
    if (!turn.over() && Demand.refusal(turn.plan, turn.state()).isEmpty()) {
      announce();
    }
    return goOn();
  }

  @Override
  public Turn stopRecording(CallInput.StopRecording in) {
    if (turn.over()) {
      return turn;
    }
    boolean mayAgree = turn.gate.verdict() == Verdict.NO_ANSWER;
    boolean wasShut = turn.gate.settled() && !turn.gate.mayOpen() && !mayAgree;
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
    } else if (!mightOpen && turn.gate.mayOpen()) {
      turn.stopPrompt(); // it said that nothing is recorded
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
      if (refused()) {
        decline();
      } else if (!refuses()) {
        turn.plan.notRecorded().ifPresent(prompt -> turn.play(prompt, List.of(Leg.CUSTOMER)));
      }
    }
  }

  private boolean refuses() {
    return turn.plan.profile().asking().declines();
  }

  /** Whether the other party's no is why we hang up. */
  private boolean refused() {
    Verdict verdict = turn.gate.verdict();
    return refuses() && (verdict == Verdict.OBJECTED || verdict == Verdict.NO_ANSWER);
  }

  /** Says why we cannot talk, then hangs up. */
  private void decline() {
    turn.stopPrompt();
    turn.stop(Alarm.ASK);
    if (turn.taping == Taping.OPENING) {
      turn.taping = Taping.UNWANTED;
      turn.stop(Alarm.TAPE);
    }
    parting();
    boolean canBeSaid = turn.plan.notRecorded().isPresent() && turn.ready(Leg.CUSTOMER);
    if (canBeSaid) {
      turn.stage = Stage.LEAVING;
      turn.play(turn.plan.notRecorded().get(), List.of(Leg.CUSTOMER));
    } else {
      end(Ends.ours(DECLINED, 0));
    }
  }

  /** Nobody is sought any more. */
  void parting() {}

  // -- the next thing

  /** Announces, or joins the parties, as soon as that can be. */
  final Turn goOn() {
    if (turn.over()) {
      return turn;
    }
    watchMedia();
    boolean silent = turn.stage == Stage.ASKING && !turn.asked && !turn.awaitsDemand();
    if (silent && audience().stream().allMatch(turn::ready)) {
      announce();
    }
    boolean nothingToSay = turn.gate.settled() || turn.awaitsDemand();
    boolean joined = nothingToSay && turn.playing.isEmpty();
    if (turn.stage == Stage.ASKING && joined && turn.ready(Leg.CUSTOMER) && turn.ready(Leg.AGENT)) {
      join();
    } else if (turn.stage == Stage.JOINING && turn.taping != Taping.OPENING) {
      talk();
    } else if (beginsLate()) {
      open();
    }
    idle();
    return turn;
  }

  /** Whether the parties talk already, and only now may be kept. */
  private boolean beginsLate() {
    return turn.stage == Stage.TALKING
        && turn.asked
        && turn.gate.mayOpen()
        && turn.taping == Taping.NONE
        && turn.playing.isEmpty();
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
    say(turn.plan.announcement().get());
  }

  private void say(Plan.Spoken prompt) {
    turn.order(new Order.NoteConsent(
        new ConsentEvent(turn.now, ConsentEvent.Kind.PROMPT_STARTED, prompt.detail())));
    turn.play(prompt, turn.stage == Stage.TALKING ? List.of(Leg.values()) : audience());
  }

  private void join() {
    if (turn.gate.mayOpen() && !turn.awaitsDemand()) {
      turn.stage = Stage.JOINING;
      open();
    } else {
      talk();
    }
  }

  private void open() {
    turn.taping = Taping.OPENING;
    turn.order(new Order.OpenTape(turn.plan.decision()));
    turn.set(Alarm.TAPE);
  }

  private void talk() {
    turn.stop(Alarm.TAPE);
    turn.stage = Stage.TALKING;
    turn.lastKey = ' ';
    turn.order(new Order.Bridge());
    Duration late = turn.plan.profile().asking().late();
    if (turn.asked && turn.plan.announcement().isPresent() && !late.isZero()) {
      turn.set(Alarm.LATE, late);
    }
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
      turn.stop(Alarm.TAPE);
      if (turn.stage == Stage.JOINING) {
        talk();
      }
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
    boolean seated = !in.line().isAgent() || in.line().equals(turn.party);
    boolean agreed =
        seated && (turn.is(in.line(), Standing.UP) || (early && !turn.early.isEmpty()));
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
      case LATE -> turn;
      case TRANSFER -> handedTooLong();
      case WAIT, AGAIN, TELL -> searchRang(in.alarm());
    };
  }

  private Turn handedTooLong() {
    handing().tooLong();
    return goOn();
  }

  /** A limit of the search for an agent passed. */
  Turn searchRang(Alarm alarm) {
    return turn;
  }

  abstract Turn nobodyAnswers();

  private Turn promptTooLong() {
    String name = turn.playing.orElse("");
    turn.order(new Order.StopPrompt());
    turn.playing = Optional.empty();
    return promptOver(name, false);
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

  // -- another party

  final Handing handing() {
    return new Handing(turn);
  }

  @Override
  public Turn handOver(CallInput.HandOver in) {
    handing().begin(in.transfer(), in.told());
    return turn;
  }

  @Override
  public Turn handTo(CallInput.HandTo in) {
    handing().join(in.transfer(), in.next(), in.told());
    return goOn();
  }

  @Override
  public Turn giveAway(CallInput.GiveAway in) {
    if (!turn.over()) {
      turn.set(in.line(), Standing.OVER);
    }
    return end(Ends.ours("handed over", 0));
  }

  @Override
  public Turn fromAside(CallInput.FromAside in) {
    handing().aside(in.what(), in.sdp());
    return goOn();
  }

  @Override
  public Turn agentsFound(CallInput.AgentsFound in) {
    if (!turn.over()) {
      handing().found(in.agents());
    }
    return turn;
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

package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.CallInput.FromAside;
import io.mitschnitt.gateway.call.CallInput.FromAside.What;
import io.mitschnitt.gateway.call.Order.Aside.Deed;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.recorder.contract.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What went into a call and what came out, and the rules that must hold of it whatever happened. */
record Trace(Plan plan, Call call, Instant now, List<Object> happened) {

  static Trace of(Plan plan) {
    return new Trace(plan, Call.planned(plan), Plans.START, List.of());
  }

  Trace with(CallInput input) {
    Step step = call.on(input, now);
    List<Object> more = new ArrayList<>(happened.size() + step.orders().size() + 1);
    more.addAll(happened);
    more.add(input);
    more.addAll(step.orders());
    return new Trace(plan, step.call(), now.plusMillis(20), more);
  }

  boolean over() {
    return call.over();
  }

  List<Object> orders() {
    return happened.stream().filter(Order.class::isInstance).toList();
  }

  private long count(Class<?> kind) {
    return happened.stream().filter(kind::isInstance).count();
  }

  private boolean has(Class<?> kind) {
    return count(kind) > 0;
  }

  /** The recorder answers each question once, and only when asked; a line that is gone is silent. */
  boolean possible(CallInput input) {
    long opened = count(CallInput.TapeReady.class);
    long failed = count(CallInput.TapeFailed.class);
    if (input instanceof CallInput.LineRefused in) {
      return !first(in.line()) && !gone(in.line()) && !answered(in.line());
    }
    if (input instanceof CallInput.LineEnded in) {
      return !gone(in.line());
    }
    if (input instanceof CallInput.LineAnswered in) {
      return !gone(in.line());
    }
    if (input instanceof CallInput.HandTo in) {
      return call.handOverRefused().isEmpty()
          && happened.stream().noneMatch(CallInput.HandTo.class::isInstance);
    }
    if (input instanceof CallInput.GiveAway in) {
      return !gone(in.line()) && answered(in.line()) && call.handOverRefused().isEmpty();
    }
    if (input instanceof CallInput.FromAside in) {
      return aside(in.what());
    }
    if (input instanceof CallInput.EarlyPassed) {
      return count(Order.PassEarly.class) > count(CallInput.EarlyPassed.class);
    }
    if (input instanceof CallInput.TapeReady) {
      return has(Order.OpenTape.class) && opened + failed == 0;
    }
    boolean gateOpening =
        has(Order.OpenGate.class) && !has(CallInput.GateOpened.class) && failed == 0;
    if (input instanceof CallInput.GateOpened) {
      return gateOpening;
    }
    if (input instanceof CallInput.TapeFailed) {
      return gateOpening || (has(Order.OpenTape.class) && opened + failed == 0);
    }
    return true;
  }

  /** The room aside speaks only while it is open, and makes one offer. */
  private boolean aside(FromAside.What what) {
    int opened = lastAside(Deed.OFFER_AGENT, Deed.OFFER_NUMBER);
    boolean open = opened >= 0 && opened > lastAside(Deed.CLOSE);
    boolean offered = open
        && happened.subList(opened, happened.size()).stream()
            .anyMatch(thing -> thing instanceof FromAside in && in.what() == What.OFFERED);
    return open && (what == What.OFFERED ? !offered : what != What.UP || lastAside(Deed.TAKE) > opened);
  }

  private int lastAside(Deed... deeds) {
    for (int i = happened.size() - 1; i >= 0; i--) {
      if (happened.get(i) instanceof Order.Aside o && List.of(deeds).contains(o.deed())) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the line has ended since it was last placed; one that never came into being is not gone. */
  private boolean gone(Line line) {
    boolean gone = false;
    for (Object thing : happened) {
      if (thing instanceof Order.PlaceLine o && o.line().equals(line)) {
        gone = false;
      } else if (thing.equals(new CallInput.LineEnded(line, Drive.BYE))
          || thing.equals(new CallInput.LineRefused(line, 486))) {
        gone = true;
      }
    }
    return gone;
  }

  /** What would come next in a call where all goes well. */
  List<CallInput> expected() {
    List<CallInput> next = new ArrayList<>();
    for (Object thing : happened) {
      if (thing instanceof Order.MakeOffer o) {
        next.add(new CallInput.OfferMade(o.leg(), "o"));
      } else if (thing instanceof Order.MakeAnswer o) {
        next.add(new CallInput.AnswerMade(o.leg(), "a"));
      } else if (thing instanceof Order.TakeAnswer o) {
        next.add(new CallInput.AnswerTaken(o.leg()));
      } else if (thing instanceof Order.SeekAgents o && Drive.answered(o)) {
        next.add(new CallInput.AgentsFound(Drive.free(o)));
      } else if (thing instanceof Order.PassEarly) {
        next.add(new CallInput.EarlyPassed("e"));
      } else if (thing instanceof Order.Reoffer o) {
        next.add(new CallInput.LineConfirmed(o.line(), Optional.of("a")));
      } else if (thing instanceof Order.PlaceLine o) {
        next.add(new CallInput.LineSounds(o.line(), "o"));
        next.add(new CallInput.LineAnswered(o.line(), "a"));
        next.add(new CallInput.MediaUp(o.line().leg()));
      } else if (thing instanceof Order.AnswerLine o) {
        next.add(new CallInput.LineConfirmed(o.line(), Optional.empty()));
        next.add(new CallInput.MediaUp(o.line().leg()));
      } else if (thing instanceof Order.Play o) {
        next.add(new CallInput.PromptDone(o.prompt().name(), true));
      } else if (thing instanceof Order.SetAlarm o && o.alarm() == Alarm.ASK) {
        next.add(new CallInput.AlarmRang(Alarm.ASK));
      } else if (thing instanceof Order.Aside o && o.deed() == Deed.TAKE) {
        next.add(new FromAside(What.UP, ""));
      } else if (thing instanceof Order.Aside o && aside(What.OFFERED)) {
        next.add(new FromAside(What.OFFERED, "o"));
      } else if (thing instanceof Order.OpenTape) {
        next.add(new CallInput.TapeReady(Drive.TAPE));
      } else if (thing instanceof Order.OpenGate) {
        next.add(new CallInput.GateOpened());
      }
    }
    return next.stream().filter(input -> !happened.contains(input)).toList();
  }

  private boolean answered(Line line) {
    return happened.lastIndexOf(new CallInput.LineAnswered(line, "a")) > lastPlaced(line);
  }

  private int lastPlaced(Line line) {
    for (int i = happened.size() - 1; i >= 0; i--) {
      if (happened.get(i) instanceof Order.PlaceLine o && o.line().equals(line)) {
        return i;
      }
    }
    return -1;
  }

  // -- the rules

  void check() {
    once(Order.TellBegan.class);
    once(Order.TellEnded.class);
    once(Order.CloseMedia.class);
    if (has(Order.Part.class)) {
      joinedAndParted();
      asideRoomsAreClosed();
      whoHandedOverIsToldOnce();
    } else {
      atMostOnce(Order.Bridge.class);
    }
    atMostOnce(Order.OpenTape.class);
    atMostOnce(Order.OpenGate.class);
    atMostOnce(Order.ShutGate.class);
    atMostOnce(Order.DiscardTape.class);
    linesEndOnce();
    alarmsAreSilent();
    ledgerClosesOnce();
    tapesAreKeptOrDiscarded();
    gateWasAllowed();
    lightIsHonest();
    waitingIsNotKept();
    earlySoundEnds();
  }

  /** They are parted only when joined, joined only when apart, and the gate opens onto parties who are joined. */
  private void joinedAndParted() {
    boolean joined = false;
    for (Object thing : happened) {
      if (thing instanceof Order.Bridge) {
        must(!joined, "joined once");
        joined = true;
      } else if (thing instanceof Order.Part) {
        must(joined, "parted when joined");
        joined = false;
      } else if (thing instanceof Order.OpenGate) {
        must(joined, "nothing is kept of parties who do not hear each other");
      }
    }
  }

  private void asideRoomsAreClosed() {
    boolean open = false;
    boolean up = false;
    for (Object thing : happened) {
      if (thing instanceof Order.Aside o) {
        boolean opens = o.deed() == Deed.OFFER_AGENT || o.deed() == Deed.OFFER_NUMBER;
        must(!opens || !open, "one room at a time");
        open = opens || (open && o.deed() != Deed.CLOSE);
        must(o.deed() != Deed.EXCHANGE || up, "nobody is joined without sound");
        up = up && o.deed() != Deed.CLOSE;
      } else if (thing instanceof FromAside in && in.what() == What.UP) {
        up = true;
      } else if (thing instanceof CallInput.HandTo) {
        up = true;
      } else if (thing instanceof Order.CloseMedia) {
        open = false;
      }
    }
    must(!open, "no room outlives its call");
  }

  /** A phone that asked for a transfer hears one last word of it, unless it is gone. */
  private void whoHandedOverIsToldOnce() {
    boolean owed = false;
    for (Object thing : happened) {
      if (thing instanceof Order.TellReferrer o) {
        must(owed, "only who asked is told");
        owed = o.status() < 200;
      } else if (thing instanceof CallInput.HandOver || thing instanceof CallInput.HandTo) {
        owed = true;
      }
    }
  }

  /** What sounds before the answer is over when they talk, and is never let in without having been asked for. */
  private void earlySoundEnds() {
    boolean sounds = false;
    boolean asked = false;
    for (Object thing : happened) {
      if (thing instanceof Order.PassEarly) {
        int answered = indexOf(Order.NoteAnswered.class);
        must(answered < 0 || answered > happened.indexOf(thing), "early means before the answer");
        asked = true;
      } else if (thing instanceof CallInput.EarlyPassed) {
        sounds = asked;
      } else if (thing instanceof Order.EndEarly) {
        sounds = false;
      } else if (thing instanceof Order.CloseMedia) {
        return;
      } else if (thing instanceof Order.OpenGate) {
        must(!sounds, "nothing early is kept");
      }
    }
    must(!sounds, "early sound ends");
  }

  private void must(boolean holds, String rule) {
    if (!holds) {
      throw new AssertionError(
          rule + " in " + plan.direction() + " " + plan.decision().mode() + ": " + text());
    }
  }

  private String text() {
    String all = happened.toString();
    return all.length() > 6_000 ? all.substring(0, 6_000) : all;
  }

  private void once(Class<?> kind) {
    must(count(kind) == 1, "once " + kind.getSimpleName());
  }

  private void atMostOnce(Class<?> kind) {
    must(count(kind) <= 1, "at most once " + kind.getSimpleName());
  }

  private void linesEndOnce() {
    Set<Line> open = new HashSet<>(Set.of(plan.inbound() ? Line.CUSTOMER : Drive.ANNA));
    for (Object thing : happened) {
      if (thing instanceof Order.PlaceLine o) {
        must(open.add(o.line()), "a line is placed once");
      } else if (thing instanceof Order.EndLine o) {
        must(open.remove(o.line()), "only an open line is ended");
      } else if (thing instanceof Order.RefuseLine o) {
        must(open.remove(o.line()), "only an open line is refused");
      } else if (thing instanceof CallInput.LineEnded in) {
        open.remove(in.line());
      } else if (thing instanceof CallInput.GiveAway in) {
        open.remove(in.line());
      } else if (thing instanceof CallInput.HandTo in) {
        must(open.add(in.next()), "a line that is taken over is new");
      } else if (thing instanceof CallInput.LineRefused in && !first(in.line())) {
        open.remove(in.line());
      }
    }
    must(open.isEmpty(), "every line ends");
  }

  private boolean first(Line line) {
    return line.equals(plan.inbound() ? Line.CUSTOMER : Drive.ANNA);
  }

  private void alarmsAreSilent() {
    Set<Alarm> running = EnumSet.noneOf(Alarm.class);
    for (Object thing : happened) {
      if (thing instanceof Order.SetAlarm o) {
        running.add(o.alarm());
      } else if (thing instanceof Order.StopAlarm o) {
        must(running.remove(o.alarm()), "only a running alarm is stopped");
      } else if (thing instanceof CallInput.AlarmRang in) {
        running.remove(in.alarm());
      }
    }
    must(running.isEmpty(), "no alarm outlives its call");
  }

  private void ledgerClosesOnce() {
    must(
        count(Order.NoteEnded.class) == count(Order.NoteAnswered.class),
        "a row closes exactly when it was opened");
    boolean open = false;
    for (Object thing : happened) {
      if (thing instanceof Order.NoteAnswered) {
        open = true;
      } else if (thing instanceof Order.NoteEnded) {
        open = false;
      } else if (thing instanceof Order.NoteConsent || thing instanceof Order.NoteAgent) {
        must(open, "only an open row is written to");
      }
    }
  }

  private void tapesAreKeptOrDiscarded() {
    boolean ready = has(CallInput.TapeReady.class);
    boolean kept = has(Order.OpenGate.class) && !has(Order.DiscardTape.class);
    must(
        !ready || has(Order.OpenGate.class) || has(Order.DiscardTape.class),
        "no tape is forgotten");
    happened.stream()
        .filter(Order.NoteEnded.class::isInstance)
        .map(Order.NoteEnded.class::cast)
        .forEach(
            ended -> must(ended.reason().isEmpty() == kept, "a row has a recording or a reason"));
    boolean failed = has(CallInput.TapeFailed.class);
    must(
        !has(Order.OpenGate.class) || failed || has(Order.ShutGate.class),
        "a gate that opened is shut");
  }

  /** The gate's rules once more, by looking back: what had happened when it opened. */
  private void gateWasAllowed() {
    int opened = indexOf(Order.OpenGate.class);
    if (opened < 0) {
      return;
    }
    List<Object> before = happened.subList(0, opened);
    Mode mode = plan.decision().mode();
    must(mode != Mode.FORBIDDEN && mode != Mode.OFF, "never where it is forbidden");
    int play = before.indexOf(new Order.Play(plan.announcement().orElseThrow(), audience()));
    List<Object> since = play < 0 ? List.of() : before.subList(play, before.size());
    boolean heard = since.contains(new CallInput.PromptDone("told", true));
    boolean agreed = since.stream().anyMatch(thing -> isKey(thing, '1'));
    boolean objected = since.stream().anyMatch(thing -> isKey(thing, '9'));
    must(mode != Mode.EXPLICIT_CONSENT || agreed, "explicit consent needs a yes");
    must(
        mode == Mode.ONE_PARTY || mode == Mode.EXPLICIT_CONSENT || heard,
        "the announcement is heard whole");
    must(mode == Mode.STATUTORY || !objected, "nobody is kept who objected");
    must(
        mode == Mode.STATUTORY
            || before.stream().noneMatch(CallInput.StopRecording.class::isInstance),
        "stopped");
    must(before.stream().anyMatch(Order.Bridge.class::isInstance), "the gate opens when they talk");
  }

  private List<io.mitschnitt.recorder.contract.Leg> audience() {
    var customer = io.mitschnitt.recorder.contract.Leg.CUSTOMER;
    return plan.inbound()
        ? List.of(customer)
        : List.of(customer, io.mitschnitt.recorder.contract.Leg.AGENT);
  }

  private static boolean isKey(Object thing, char key) {
    return thing instanceof CallInput.KeyPressed in && in.key() == key;
  }

  private int indexOf(Class<?> kind) {
    for (int i = 0; i < happened.size(); i++) {
      if (kind.isInstance(happened.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Nobody is kept while they wait, and the waiting sound ends before they are joined. */
  private void waitingIsNotKept() {
    boolean sounds = false;
    for (Object thing : happened) {
      if (thing instanceof Order.Play o) {
        sounds = o.prompt().name().equals("music") || o.prompt().name().equals("waiting");
      } else if (thing instanceof Order.StopPrompt) {
        sounds = false;
      } else if (thing instanceof CallInput.PromptDone) {
        sounds = false;
      } else if (thing instanceof Order.Bridge || thing instanceof Order.OpenGate) {
        must(!sounds, "the music ends before they talk");
      }
    }
    boolean talk = false;
    for (Object thing : happened) {
      talk = thing instanceof Order.Bridge || (talk && !(thing instanceof Order.Part));
      must(!talk || !(thing instanceof Order.SeekAgents), "nobody is sought while they talk");
    }
  }

  private void lightIsHonest() {
    boolean open = false;
    boolean paused = false;
    for (Object thing : happened) {
      if (thing instanceof CallInput.GateOpened) {
        open =
            !has(Order.ShutGate.class) || indexOf(Order.ShutGate.class) > happened.indexOf(thing);
      } else if (thing instanceof Order.ShutGate) {
        open = false;
      } else if (thing instanceof Order.PauseTape o) {
        must(open, "only what runs is paused or resumed");
        paused = o.paused();
      } else if (thing instanceof Order.ShowLight o) {
        must(honest(o.call(), open, paused), "the light says what is so");
      } else if (thing instanceof Order.TellChanged o) {
        must(honest(o.call(), open, paused), "the news say what is so");
      }
    }
  }

  private static boolean honest(LiveCall call, boolean open, boolean paused) {
    Light.State shown = call.light().state();
    return (shown == Light.State.ON) == (open && !paused)
        && (shown == Light.State.PAUSED) == (open && paused);
  }
}

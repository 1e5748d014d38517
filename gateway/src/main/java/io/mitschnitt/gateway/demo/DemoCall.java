package io.mitschnitt.gateway.demo;

import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call of a demo person, from either side: its SIP leg, its sound, and its habit. Lives on the SIP stack's context. */
final class DemoCall implements SipLegEvents {

  private static final int RINGS_MILLIS = 800;
  private static final int LOOKS_EVERY_MILLIS = 100;
  private static final Ending ENOUGH = new Ending(Ending.Whose.CALLER, "hung up", 16);

  private final Vertx vertx;
  private final RtpTalker talker;
  private final Habit habit;
  private final Voice voice;
  private final Consumer<DemoCall> onEnd;
  private final Promise<Void> placed = Promise.promise();
  private @Nullable SipLeg leg;
  private boolean over;
  private boolean talking;

  /** @param onEnd told once, when the call is over and its port is free */
  DemoCall(Vertx vertx, RtpTalker talker, String person, Consumer<DemoCall> onEnd) {
    this.onEnd = onEnd;
    this.vertx = vertx;
    this.talker = talker;
    this.habit = Habit.of(person);
    this.voice = Voices.of(Habit.sound(person), "de");
  }

  /** Succeeds when the other side rings or answers, fails when it refuses. */
  Future<Void> placed() {
    return placed.future();
  }

  String offer() {
    return PlainSdp.offer(talker.host(), talker.port());
  }

  void dialled(SipLeg outgoing) {
    leg = outgoing;
  }

  /** Somebody calls this person. */
  void rung(SipLeg incoming, Optional<String> offer) {
    leg = incoming;
    incoming.listen(this);
    Optional<PlainSdp> theirs = offer.flatMap(PlainSdp::read);
    if (habit == Habit.BUSY) {
      incoming.refuse(486, "Busy Here");
      stop();
    } else if (offer.isPresent() && theirs.isEmpty()) {
      incoming.refuse(488, "Not Acceptable Here");
      stop();
    } else {
      incoming.ring();
      if (habit != Habit.NEVER_ANSWERS) {
        vertx.setTimer(RINGS_MILLIS, id -> pickUp(theirs));
      }
    }
  }

  private void pickUp(Optional<PlainSdp> theirs) {
    if (!over && leg != null) {
      leg.answer(
          theirs.map(sdp -> sdp.answer(talker.host(), talker.port())).orElseGet(this::offer));
      theirs.ifPresent(this::talk);
    }
  }

  private void talk(PlainSdp to) {
    talker.talk(to, voice);
    if (!talking) {
      talking = true;
      behave();
    }
  }

  private void behave() {
    switch (habit) {
      case OBJECTS -> after(1_500, () -> talker.press("9"));
      case LEAVES_EARLY -> after(1_200, this::hangup);
      case AGREES -> whenMyTurn(() -> talker.press("1"));
      case LEAVES_LATER -> whenMyTurn(() -> after(3_000, this::hangup));
      case WITHDRAWS -> after(14_000, () -> talker.press("*9"));
      case TALKS, SOUNDS, SILENT_KEYS, BUSY, NEVER_ANSWERS -> {}
    }
  }

  private void after(int millis, Runnable deed) {
    vertx.setTimer(millis, id -> {
      if (!over) {
        deed.run();
      }
    });
  }

  private void whenMyTurn(Runnable deed) {
    after(LOOKS_EVERY_MILLIS, () -> {
      if (talker.myTurn()) {
        deed.run();
      } else {
        whenMyTurn(deed);
      }
    });
  }

  void hangup() {
    if (!over && leg != null) {
      leg.hangup(ENOUGH);
    }
  }

  @Override
  public void ringing(int status, Optional<String> sdp) {
    placed.tryComplete();
    sdp.flatMap(PlainSdp::read).ifPresent(this::talk);
  }

  @Override
  public void answered(String sdp) {
    placed.tryComplete();
    PlainSdp.read(sdp).ifPresentOrElse(this::talk, this::hangup);
  }

  @Override
  public void confirmed(Optional<String> sdp) {
    sdp.flatMap(PlainSdp::read).ifPresent(this::talk);
  }

  @Override
  public void refused(int status, String phrase) {
    placed.tryFail("the gateway refused the call: " + status + " " + phrase);
    stop();
  }

  @Override
  public void ended(Ending ending) {
    placed.tryFail("the call ended before it rang");
    stop();
  }

  @Override
  public void reoffered(Optional<String> sdp) {
    Optional<PlainSdp> theirs = sdp.flatMap(PlainSdp::read);
    if (leg == null) {
      return;
    }
    if (sdp.isPresent() && theirs.isEmpty()) {
      leg.rerefuse();
      return;
    }
    leg.reanswer(theirs.map(to -> to.answer(talker.host(), talker.port())).orElseGet(this::offer));
    theirs.ifPresent(this::talk);
  }

  @Override
  public void reanswered(String sdp) {
    PlainSdp.read(sdp).ifPresent(this::talk);
  }

  @Override
  public void rerefused(int status) {}

  @Override
  public void info(String contentType, String body) {}

  private void stop() {
    if (!over) {
      over = true;
      talker.close();
      onEnd.accept(this);
    }
  }
}

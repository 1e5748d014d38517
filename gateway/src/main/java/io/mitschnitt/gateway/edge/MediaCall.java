package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.edge.ice.IceLite;
import io.mitschnitt.gateway.media.CallMedia;
import io.mitschnitt.gateway.media.CallPath;
import io.mitschnitt.gateway.media.MediaEvents;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Tape;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One call's media. What is asked goes over to the media loop, what is answered comes back to who asked. */
final class MediaCall implements CallMedia, CallPath.Told, LegNews {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int REPORT_SECONDS = 5;

  final MediaLoop loop;
  private final Context owner;
  private final MediaEvents events;
  private final CallPath path;
  private final String cname = IceLite.token(16).replace('+', 'a').replace('/', 'b');
  private final Set<Leg> up = EnumSet.noneOf(Leg.class);
  private final Set<Leg> silent = EnumSet.noneOf(Leg.class);
  private final Set<Leg> lost = EnumSet.noneOf(Leg.class);
  private final boolean colleagues;
  private final Map<Leg, MediaLeg> seats = new EnumMap<>(Leg.class);
  private @Nullable Future<Void> closing;
  int share; // which ticks of the loop are its own
  private int seconds = RANDOM.nextInt(REPORT_SECONDS);

  /** @param colleagues whether a browser is on the customer's side too */
  MediaCall(MediaLoop loop, Context owner, MediaEvents events, boolean colleagues) {
    this.loop = loop;
    this.colleagues = colleagues;
    this.owner = owner;
    this.events = events;
    path = new CallPath(this, loop.shelf, loop.meters, RANDOM);
    loop.loop.execute(() -> loop.add(this));
  }

  @Override
  public Future<String> offer(Leg leg, List<String> codecs) {
    return onLoop(() -> {
      MediaLeg seat = seat(leg);
      return seat.open().map(v -> seat.offer(ordered(leg, codecs)));
    });
  }

  @Override
  public Future<Void> answered(Leg leg, String sdp) {
    return onLoop(() -> {
      MediaLeg seat = seat(leg);
      return seat.open().compose(v -> trying(() -> {
        seat.answered(sdp);
        return null;
      }));
    });
  }

  @Override
  public Future<String> answer(Leg leg, String sdp, List<String> codecs) {
    return onLoop(() -> {
      MediaLeg seat = seat(leg);
      return seat.open().compose(v -> trying(() -> seat.answer(sdp, ordered(leg, codecs))));
    });
  }

  @Override
  public void play(Prompt prompt, Leg... to) {
    Set<Leg> legs = EnumSet.noneOf(Leg.class);
    legs.addAll(List.of(to));
    tell(() -> path.play(prompt, legs));
  }

  @Override
  public void stopPrompt() {
    tell(path::stopPrompt);
  }

  @Override
  public void early(boolean heard) {
    tell(() -> path.early(heard));
  }

  @Override
  public void bridge() {
    tell(() -> path.bridge(System.nanoTime()));
  }

  @Override
  public void part() {
    tell(() -> path.part(System.nanoTime()));
  }

  @Override
  public Future<Void> exchange(Leg mine, CallMedia other, Leg theirs) {
    return onLoop(() -> {
      boolean possible = other instanceof MediaCall call
          && call.loop == loop
          && call.closing == null
          && closing == null;
      if (!possible) return Future.failedFuture("the two calls do not share a media loop");
      MediaCall them = (MediaCall) other;
      path.exchange(mine, them.path, theirs, System.nanoTime());
      MediaLeg leaves = seats.remove(mine);
      MediaLeg comes = them.seats.remove(theirs);
      boolean wasUp = up.remove(mine);
      if (them.up.remove(theirs)) up.add(mine);
      if (wasUp) them.up.add(theirs);
      lost.remove(mine);
      if (comes != null) take(mine, comes);
      if (leaves != null) them.take(theirs, leaves);
      return Future.succeededFuture();
    });
  }

  private void take(Leg side, MediaLeg leg) {
    seats.put(side, leg);
    leg.sit(path, this, side);
  }

  @Override
  public Future<Instant> openGate(Tape tape) {
    return onLoop(() -> {
      Instant at = Instant.now();
      boolean open = path.openGate(tape, System.nanoTime(), at);
      return open
          ? Future.succeededFuture(at)
          : Future.failedFuture("the gate cannot be opened again");
    });
  }

  @Override
  public Future<Void> shutGate() {
    return onLoop(() -> path.shutGate(System.nanoTime()));
  }

  @Override
  public void pauseGate(boolean paused) {
    tell(() -> path.pauseGate(paused, System.nanoTime()));
  }

  @Override
  public void sendDigit(Leg leg, char digit, int millis) {
    tell(() -> path.key(leg, digit, millis));
  }

  @Override
  public Future<Void> close() {
    return onLoop(this::closeOnLoop);
  }

  /** 20 ms passed. */
  void tick(long nanos) {
    path.tick(nanos);
  }

  /** A second passed. */
  void second(long nanos) {
    boolean reports = ++seconds % REPORT_SECONDS == 0;
    for (MediaLeg seat : List.copyOf(seats.values())) seat.second(nanos, reports);
    for (Leg leg : Leg.values()) {
      if (up.contains(leg) && path.silent(leg, nanos))
        lost(leg, "no packet for " + CallPath.SILENCE_SECONDS + " s");
    }
    for (Leg leg : Leg.values()) tellSilence(leg, path.mute(leg, nanos));
    if (!reports) return;
    for (Leg leg : Leg.values()) {
      path.quality(leg).ifPresent(q -> owner.runOnContext(v -> events.quality(q)));
    }
    long now = System.currentTimeMillis();
    for (MediaLeg seat : seats.values()) seat.report(now, nanos);
  }

  private void tellSilence(Leg leg, boolean mute) {
    boolean changed = mute ? silent.add(leg) : silent.remove(leg);
    if (changed) owner.runOnContext(v -> events.silent(leg, mute));
  }

  Future<Void> closeOnLoop() {
    Future<Void> before = closing;
    if (before != null) return before;
    loop.remove(this);
    Future<Void> tape = path.shutGate(System.nanoTime());
    path.stopPrompt();
    List<Future<Void>> all = new ArrayList<>(List.of(tape));
    for (MediaLeg seat : seats.values()) all.add(seat.close());
    Future<Void> closed = Future.join(all).mapEmpty();
    closing = closed;
    return closed;
  }

  @Override
  public void digit(Leg leg, char digit) {
    owner.runOnContext(v -> events.digit(leg, digit));
  }

  @Override
  public void promptDone(String name, boolean whole) {
    owner.runOnContext(v -> events.promptDone(name, whole));
  }

  @Override
  public void up(Leg leg) {
    if (up.add(leg)) owner.runOnContext(v -> events.up(leg));
  }

  @Override
  public void lost(Leg leg, String why) {
    if (lost.add(leg) && closing == null) owner.runOnContext(v -> events.lost(leg, why));
  }

  /** Who sits on that side; where nobody does yet, a browser on the agent's side and a carrier on the other. */
  private MediaLeg seat(Leg leg) {
    MediaLeg there = seats.get(leg);
    if (there != null) return there;
    boolean browser = leg == Leg.AGENT || colleagues;
    MediaLeg made = browser
        ? new AgentLeg(loop, path, this, leg, session(), cname, System.nanoTime())
        : new CarrierLeg(loop, path, this, session(), cname);
    seats.put(leg, made);
    return made;
  }

  /** What the other leg speaks comes first, where this one may speak it: then nothing is transcoded. */
  private List<Codec> ordered(Leg leg, List<String> names) {
    Format other = path.format(leg == Leg.AGENT ? Leg.CUSTOMER : Leg.AGENT);
    List<Codec> codecs =
        new ArrayList<>(names.stream().flatMap(MediaCall::codec).distinct().toList());
    if (other != null && codecs.remove(other.codec())) codecs.add(0, other.codec());
    return codecs;
  }

  private static Stream<Codec> codec(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Stream.of(Codec.values()).filter(c -> c.name().equals(upper));
  }

  private static long session() {
    return RANDOM.nextLong() >>> 2;
  }

  private void tell(Runnable what) {
    try {
      loop.loop.execute(() -> {
        if (closing == null) what.run();
      });
    } catch (RejectedExecutionException e) {
      // the house is closed: there is nobody to tell
    }
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> question) {
    Context asker = Optional.ofNullable(Vertx.currentContext()).orElse(owner);
    Promise<T> answer = Promise.promise();
    try {
      loop.loop.execute(
          () -> question(question).onComplete(r -> asker.runOnContext(v -> answer.handle(r))));
    } catch (RejectedExecutionException e) {
      answer.fail("media is closed");
    }
    return answer.future();
  }

  private static <T> Future<T> question(Supplier<Future<T>> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** A question whose answer may be {@link BadSdp}. */
  private interface Attempt<T> {
    @Nullable
    T run() throws BadSdp;
  }

  private static <T> Future<T> trying(Attempt<T> attempt) {
    try {
      return Future.succeededFuture(attempt.run());
    } catch (BadSdp e) {
      return Future.failedFuture(e);
    }
  }
}

package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.media.CallMedia;
import io.mitschnitt.gateway.media.MediaEvents;
import io.mitschnitt.gateway.media.MediaPlane;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Tape;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Media without sound: every SDP but "bad" is fine, a side is up as soon as it has agreed, prompts end when told. */
final class FakeMedia implements MediaPlane, CallMedia {

  final List<String> told = new CopyOnWriteArrayList<>();
  volatile @Nullable MediaEvents events;
  boolean gateFails;
  volatile boolean crowded;

  @Override
  public boolean crowded() {
    return crowded;
  }

  @Override
  public CallMedia open(CallId call, MediaEvents listener) {
    events = listener;
    return this;
  }

  @Override
  public CallMedia openBetweenAgents(CallId call, MediaEvents listener) {
    told.add("between agents");
    return open(call, listener);
  }

  @Override
  public CallMedia openBeside(
      CallMedia other, CallId call, MediaEvents listener, boolean agents) {
    told.add("beside");
    return agents ? openBetweenAgents(call, listener) : open(call, listener);
  }

  @Override
  public Future<Void> exchange(Leg mine, CallMedia other, Leg theirs) {
    told.add("exchange " + mine + " " + theirs);
    return Future.succeededFuture();
  }

  MediaEvents events() {
    MediaEvents listener = events;
    if (listener == null) {
      throw new AssertionError("no media was opened");
    }
    return listener;
  }

  private <T> Future<T> agree(Leg leg, String sdp, T answer) {
    if (sdp.equals("bad")) {
      return Future.failedFuture(new BadSdp("bad"));
    }
    told.add(leg + " agreed");
    events().up(leg);
    return Future.succeededFuture(answer);
  }

  @Override
  public Future<String> offer(Leg leg, List<String> codecs) {
    return Future.succeededFuture("offer " + String.join(",", codecs));
  }

  @Override
  public Future<Void> answered(Leg leg, String sdp) {
    return agree(leg, sdp, sdp).mapEmpty();
  }

  @Override
  public Future<String> answer(Leg leg, String sdp, List<String> codecs) {
    return agree(leg, sdp, "answer to " + sdp);
  }

  @Override
  public void play(Prompt prompt, Leg... to) {
    told.add("play " + prompt.name() + " " + Arrays.toString(to));
  }

  @Override
  public void stopPrompt() {
    told.add("stop prompt");
  }

  @Override
  public void early(boolean heard) {
    told.add("early " + heard);
  }

  @Override
  public void bridge() {
    told.add("bridge");
  }

  @Override
  public void part() {
    told.add("part");
  }

  @Override
  public Future<Instant> openGate(Tape tape) {
    told.add("gate open");
    return gateFails ? Future.failedFuture("no") : Future.succeededFuture(Instant.EPOCH);
  }

  @Override
  public Future<Void> shutGate() {
    told.add("gate shut");
    return Future.succeededFuture();
  }

  @Override
  public void pauseGate(boolean paused) {
    told.add(paused ? "gate paused" : "gate resumed");
  }

  @Override
  public void sendDigit(Leg leg, char digit, int millis) {
    told.add("key " + digit + " to " + leg);
  }

  @Override
  public Future<Void> close() {
    told.add("close");
    return Future.succeededFuture();
  }

  @Override
  public long relayed() {
    return 0;
  }

  @Override
  public long dropped() {
    return 0;
  }
}

package io.mitschnitt.webui.selftest;

import io.mitschnitt.gateway.demo.WebRtcPeer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** One call as an agent lives it: the phone's dialog, the sound, and when the agent first heard the customer. */
final class AgentCall implements PhoneCall.Events {

  private static final long LISTENS_EVERY = 100;
  private static final long BEFORE_MILLIS = 1_500;
  private static final long LAST_PACKETS_MILLIS = 300;

  private final Vertx vertx;
  private final WebRtcPeer peer;
  private final boolean soundsBefore;
  private final Hearing hearing;
  private final Promise<Void> joined = Promise.promise();
  private final Promise<String> over = Promise.promise();
  private @Nullable PhoneCall call;
  private long listening = -1;
  private long endedAt;
  private int joinedAt = -1;

  /** @param soundsBefore whether to sound {@link Sound#BEFORE} first, while the gate cannot be open yet */
  AgentCall(Vertx vertx, WebRtcPeer peer, boolean soundsBefore) {
    this.vertx = vertx;
    this.peer = peer;
    this.soundsBefore = soundsBefore;
    this.hearing = new Hearing(peer.sampleRate(), Sound.CUSTOMER);
  }

  /** Dials; what comes of it is told by {@link #joined} and {@link #over}. */
  Future<Void> dial(Phone phone, String number) {
    return peer.offer().map(offer -> {
      call = phone.dial(number, offer, this);
      return null;
    });
  }

  /** Takes a call that rings. */
  Future<Void> take(PhoneCall ringing) {
    call = ringing;
    ringing.listen(this);
    ringing.ring();
    return peer.answer(ringing.offer()).map(answer -> {
      ringing.answer(answer);
      listen();
      return null;
    });
  }

  /** Succeeds once the customer's tone is heard; fails when the call ends before. */
  Future<Void> joined() {
    return joined.future();
  }

  /** Succeeds when the call is over and the last of its sound has arrived, with whose doing it was, in words. */
  Future<String> over() {
    return over.future();
  }

  /** {@link System#nanoTime()} of the end. */
  long overAt() {
    return endedAt;
  }

  /** Milliseconds of sound that arrived from the customer's first tone to the end: no clock of ours is in it. */
  long heardMillis() {
    return joinedAt < 0 ? 0 : (peer.heard().length - joinedAt) * 1_000L / peer.sampleRate();
  }

  /** Epoch milliseconds of that first tone. */
  long joinedMillis() {
    return System.currentTimeMillis() - heardMillis();
  }

  /** Says goodbye; {@link #over} follows. */
  Future<String> hangup() {
    if (call != null) {
      call.hangup();
    }
    return over();
  }

  /** Frees the peer's port. */
  void close() {
    vertx.cancelTimer(listening);
    peer.close();
  }

  @Override
  public void ringing() {}

  @Override
  public void answered(String sdp) {
    peer.answered(sdp).onSuccess(v -> listen()).onFailure(e -> hangup());
  }

  @Override
  public void refused(int status, String phrase) {
    end(status + " " + phrase);
  }

  @Override
  public void ended() {
    end("BYE");
  }

  @Override
  public Future<String> reoffered(String sdp) {
    return peer.answer(sdp);
  }

  @Override
  public void info(String type, String body) {}

  private void listen() {
    if (soundsBefore) {
      peer.tone(Sound.BEFORE);
      vertx.setTimer(BEFORE_MILLIS, id -> peer.tone(Sound.AGENT));
    } else {
      peer.tone(Sound.AGENT);
    }
    listening = vertx.setPeriodic(LISTENS_EVERY, id -> look());
  }

  private void look() {
    joinedAt = hearing.begins(peer.heard());
    if (joinedAt >= 0) {
      vertx.cancelTimer(listening);
      joined.tryComplete();
    }
  }

  private void end(String why) {
    if (endedAt == 0) {
      endedAt = System.nanoTime();
      vertx.cancelTimer(listening);
      vertx.setTimer(LAST_PACKETS_MILLIS, id -> {
        joined.tryFail("the customer was never heard: " + why);
        over.tryComplete(why);
      });
    }
  }
}

package io.mitschnitt.gateway.media;

import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Tape;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a call's sound and its tape: a plain boolean on the call's media loop. It begins shut, opens once,
 * shuts for good; a pause, and a hold by either side, veils what comes meanwhile. A tape that throws is a tape that does not record: the gate shuts and the call goes on.
 */
final class Gate {

  private final Veil customer = new Veil();
  private final Veil agent = new Veil();
  private boolean open;
  private boolean paused;
  private boolean customerHolds;
  private boolean agentHolds;
  private boolean apart;
  private @Nullable Tape tape;
  private @Nullable Future<Void> shut;

  /** Starts {@code to} at this moment. False where the gate was open before, or is shut for good. */
  boolean open(Tape to, long nanos, Instant at) {
    if (tape != null || shut != null) return false;
    to.start(nanos, at);
    tape = to;
    open = true;
    if (held()) both(Tape.Mark.HOLD, nanos);
    return true;
  }

  boolean isOpen() {
    return open;
  }

  void write(
      Leg leg,
      Codec codec,
      int sequence,
      int time,
      int ssrc,
      long nanos,
      byte[] b,
      int at,
      int length) {
    Tape to = tape;
    if (!open || to == null) return;
    Veil veil = leg == Leg.CUSTOMER ? customer : agent;
    if (paused || held()) {
      veil.hide(sequence, ssrc);
      return;
    }
    if (!veil.passes(codec, sequence, ssrc)) return;
    try {
      to.write(leg, codec, sequence, time, ssrc, nanos, b, at, length);
    } catch (RuntimeException e) {
      shut(nanos);
    }
  }

  /** Before the gate opens there is nothing to pause. */
  void pause(boolean now, long nanos) {
    if (!open || now == paused) return;
    paused = now;
    both(now ? Tape.Mark.PAUSE : Tape.Mark.RESUME, nanos);
  }

  /** Whether {@code leg} puts the call on hold; who is on hold is not kept, nor who put them there. */
  void hold(Leg leg, boolean holds, long nanos) {
    boolean before = held();
    if (leg == Leg.CUSTOMER) customerHolds = holds;
    else agentHolds = holds;
    if (before != held()) both(before ? Tape.Mark.UNHOLD : Tape.Mark.HOLD, nanos);
  }

  /** Whether the parties do not hear each other: not joined yet, or parted again. */
  void apart(boolean now, long nanos) {
    boolean before = held();
    apart = now;
    if (before != held()) both(before ? Tape.Mark.UNHOLD : Tape.Mark.HOLD, nanos);
  }

  /** Another party is on that side from here on, and it is on hold or not. */
  void another(Leg leg, boolean holds, long nanos) {
    (leg == Leg.CUSTOMER ? customer : agent).renew();
    hold(leg, holds, nanos);
  }

  private boolean held() {
    return customerHolds || agentHolds || apart;
  }

  private void both(Tape.Mark mark, long nanos) {
    mark(mark, Leg.CUSTOMER, nanos);
    mark(mark, Leg.AGENT, nanos);
  }

  private void mark(Tape.Mark mark, Leg leg, long nanos) {
    Tape to = tape;
    if (!open || to == null) return;
    try {
      to.mark(mark, leg, nanos);
    } catch (RuntimeException e) {
      shut(nanos);
    }
  }

  /** Shuts for good; answers when the tape is whole. */
  Future<Void> shut(long nanos) {
    open = false;
    Future<Void> before = shut;
    if (before != null) return before;
    Tape to = tape;
    Future<Void> closed = to == null ? Future.succeededFuture() : close(to, nanos);
    shut = closed;
    return closed;
  }

  private static Future<Void> close(Tape tape, long nanos) {
    try {
      return tape.close(nanos);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}

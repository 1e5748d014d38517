package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape;
import io.mitschnitt.recorder.journal.EntryCoder;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A tape: entries in a ring of 128 KiB, about six seconds of both legs, for the journal's thread to take away. */
final class RingTape implements Tape {

  private static final int BITS = 17;
  private static final int LARGEST = 2_048;

  // Kept free for marks and the close, which must not be lost when payloads are.
  private static final int FOR_MARKS = 1_024;
  private static final int FOR_CLOSE = 32;

  private final RecordingId recording;
  private final CallId call;
  private final Deck deck;
  private final TapeRing ring = new TapeRing(BITS);
  private final AtomicLong lost = new AtomicLong();
  private final AtomicIntegerArray arrived = new AtomicIntegerArray(Leg.values().length);
  private final AtomicIntegerArray away = new AtomicIntegerArray(Leg.values().length);
  private boolean started;
  private long startNanos;
  private volatile @Nullable Instant startedAt;
  private volatile boolean stopped;
  private @Nullable Future<Void> closing;

  /** What a tape needs of the machine it lies in. */
  interface Deck {
    /** The writer is done: {@code started} tells whether anything was kept. */
    Future<Void> closed(RingTape tape, boolean started);

    Future<Void> discarded(RingTape tape);
  }

  RingTape(RecordingId recording, CallId call, Deck deck) {
    this.recording = recording;
    this.call = call;
    this.deck = deck;
  }

  CallId call() {
    return call;
  }

  /** When the tape was started, by the wall clock; readable by any thread once something is in the ring. */
  Optional<Instant> startedAt() {
    return Optional.ofNullable(startedAt);
  }

  /** Payloads that came from {@code leg}, kept or not; readable by any thread. */
  int arrived(Leg leg) {
    return arrived.get(leg.ordinal());
  }

  /** Whether sound should come from {@code leg} now: the tape runs and nobody holds or paused the leg. */
  boolean expects(Leg leg) {
    return startedAt != null && !stopped && away.get(leg.ordinal()) == 0;
  }

  TapeRing ring() {
    return ring;
  }

  @Override
  public RecordingId recording() {
    return recording;
  }

  @Override
  public void start(long nanos, Instant at) {
    if (started || stopped) {
      return;
    }
    startNanos = nanos;
    startedAt = at;
    EntryCoder.start(ring.bytes(), ring.claim(EntryCoder.EDGE, 0), at.toEpochMilli());
    ring.publish();
    started = true;
  }

  @Override
  public boolean write(
      Leg leg,
      Codec codec,
      int sequence,
      int rtpTime,
      int ssrc,
      long arrivalNanos,
      byte[] bytes,
      int offset,
      int length) {
    long arrival = arrivalNanos - startNanos;
    if (!started || stopped || arrival < 0) {
      return false;
    }
    arrived.lazySet(leg.ordinal(), arrived.getPlain(leg.ordinal()) + 1);
    int at = length > LARGEST ? -1 : ring.claim(EntryCoder.PAYLOAD_HEAD + length, FOR_MARKS);
    if (at < 0) {
      lost.incrementAndGet();
      return false;
    }
    EntryCoder.payload(
        ring.bytes(), at, leg, codec, sequence, rtpTime, ssrc, arrival, bytes, offset, length);
    ring.publish();
    return true;
  }

  @Override
  public void mark(Mark mark, Leg leg, long nanos) {
    if (!started || stopped) {
      return;
    }
    away.lazySet(leg.ordinal(), mark == Mark.HOLD || mark == Mark.PAUSE ? 1 : 0);
    int at = ring.claim(EntryCoder.MARK, FOR_CLOSE);
    if (at < 0) {
      lost.incrementAndGet();
      return;
    }
    EntryCoder.mark(ring.bytes(), at, mark, leg, Math.max(0, nanos - startNanos));
    ring.publish();
  }

  @Override
  public long lost() {
    return lost.get();
  }

  @Override
  public Future<Void> close(long nanos) {
    Future<Void> before = closing;
    if (before != null) {
      return before;
    }
    if (started && !stopped) {
      int at = ring.claim(EntryCoder.EDGE, 0);
      if (at >= 0) {
        EntryCoder.close(ring.bytes(), at, Math.max(0, nanos - startNanos));
        ring.publish();
      }
    }
    stopped = true;
    Future<Void> closed = deck.closed(this, started);
    closing = closed;
    return closed;
  }

  @Override
  public Future<Void> discard() {
    stopped = true;
    return deck.discarded(this);
  }

  /** Takes no more, from any thread. */
  void stop() {
    stopped = true;
  }
}

package io.mitschnitt.recorder.contract;

import io.vertx.core.Future;
import java.time.Instant;

/**
 * One recording while its call runs. {@link #start}, {@link #write}, {@link #mark} and {@link #close} belong to one
 * thread, the call's media loop: single writer, no lock, no allocation. The bytes are copied into a bounded ring; a
 * recorder that falls behind never delays a packet, and what it loses it counts.
 */
public interface Tape {

  RecordingId recording();

  /**
   * Sets t = 0 of the recording. Everything written before is refused: the recorder's own second gate.
   *
   * @param nanos {@link System#nanoTime()} of the moment the gate opened
   * @param at the same moment by the wall clock
   */
  void start(long nanos, Instant at);

  /**
   * Keeps one RTP payload, already decrypted, authenticated and stripped of its header.
   *
   * @param sequence RTP sequence number, 16 bits
   * @param rtpTime RTP timestamp as it arrived, 32 bits, unit 1/{@link Codec#clockRate()} s
   * @param ssrc the sender's synchronisation source
   * @param arrivalNanos {@link System#nanoTime()} at arrival
   * @return false when it was not kept: not started, closed, or the ring was full (then also counted in {@link #lost})
   */
  boolean write(
      Leg leg,
      Codec codec,
      int sequence,
      int rtpTime,
      int ssrc,
      long arrivalNanos,
      byte[] bytes,
      int offset,
      int length);

  /** Notes the start or end of a span that people will want explained. */
  void mark(Mark mark, Leg leg, long nanos);

  /** Payloads that came while the ring was full; must stay 0. */
  long lost();

  /**
   * Ends the recording at {@code nanos}; its length is that minus the start. Answers once the journal is whole on disk;
   * encoding and storing go on behind it. A tape that never started leaves nothing behind.
   */
  Future<Void> close(long nanos);

  /** Erases what was kept so far: journal and key. The ledger row is the caller's to close. */
  Future<Void> discard();

  /** What can happen to a leg that people will see as a gap. */
  enum Mark {
    HOLD,
    UNHOLD,
    PAUSE,
    RESUME
  }
}

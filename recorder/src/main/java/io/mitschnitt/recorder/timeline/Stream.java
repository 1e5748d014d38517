package io.mitschnitt.recorder.timeline;

import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.journal.Entry.Payload;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One unbroken RTP stream of a leg: one source, one codec, one clock. Puts packets in order, unwraps their numbers, drops
 * duplicates and what comes too late.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#appendix-A.1">RFC 3550, appendix A.1</a>
 */
final class Stream {

  // A packet cannot overtake light, but a burst may be held up for long.
  private static final long EARLIEST = -400_000_000L;
  private static final long LATEST = 2_500_000_000L;
  private static final int FARTHEST = 3_000;

  private final int ssrc;
  private final Codec codec;
  private final DelayFloor floor = new DelayFloor();
  private final TreeMap<Long, Packet> waiting = new TreeMap<>();
  private final long firstTime;
  private long highestSequence;
  private long highestTime;
  private long released = Long.MIN_VALUE;

  /** A packet in its order: unwrapped sequence number and RTP time, the latter counted from the stream's first. */
  record Packet(long sequence, long rtpTime, Payload payload) {}

  Stream(Payload first) {
    ssrc = first.ssrc();
    codec = first.codec();
    highestSequence = first.sequence();
    highestTime = first.rtpTime() & 0xFFFF_FFFFL;
    firstTime = highestTime;
  }

  Codec codec() {
    return codec;
  }

  /** Whether {@code payload} goes on with this stream: same source, same codec, and neither counter leaps. */
  boolean continues(Payload payload) {
    if (payload.ssrc() != ssrc || payload.codec() != codec) {
      return false;
    }
    long lead = payload.arrival() - nanos(time(payload)) - floor.shift();
    return Math.abs(sequence(payload) - highestSequence) < FARTHEST
        && lead > EARLIEST
        && lead < LATEST;
  }

  void add(Payload payload) {
    long sequence = sequence(payload);
    long time = time(payload);
    floor.note(payload.arrival(), nanos(time));
    if (sequence >= highestSequence) {
      highestSequence = sequence;
      highestTime = time;
    }
    if (sequence > released) {
      waiting.putIfAbsent(sequence, new Packet(sequence, time - firstTime, payload));
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The next packet in order that came at {@code horizon} or before; null when there is none. */
  @Nullable
  Packet release(long horizon) {
    Map.Entry<Long, Packet> next = waiting.firstEntry();
    if (next == null || next.getValue().payload().arrival() > horizon) {
      return null;
    }
    waiting.pollFirstEntry();
    released = next.getKey();
    return next.getValue();
  }

  /** Where {@code packet} belongs on our clock: ns since the recording's start, as far as is known by now. */
  long place(Packet packet) {
    return nanos(packet.rtpTime() + firstTime) + floor.shift();
  }

  private long sequence(Payload payload) {
    return highestSequence + (short) (payload.sequence() - (int) highestSequence);
  }

  private long time(Payload payload) {
    return highestTime + (payload.rtpTime() - (int) highestTime);
  }

  private long nanos(long rtpTime) {
    return rtpTime * (1_000_000_000L / codec.clockRate())
        + rtpTime * (1_000_000_000L % codec.clockRate()) / codec.clockRate();
  }
}

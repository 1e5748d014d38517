package io.mitschnitt.recorder.journal;

import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Tape.Mark;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Entries as bytes, all numbers big-endian. The writing half allocates nothing: it is called for every packet.
 *
 * <pre>
 *           0     1        2       3      5              13      17            21     23
 *          +-----+--------+-------+------+--------------+-------+-------------+------+----------
 * payload  | 'P' | leg    | codec | seq. | arrival (ns) | SSRC  | RTP time    | len. | bytes ...
 *          +-----+--------+-------+------+--------------+-------+-------------+------+----------
 * mark     | 'M' | leg    | mark  | at (ns), 8          |
 *          +-----+--------+-------+---------------------+
 * start    | 'S' | wall clock (ms), 8  |
 *          +-----+---------------------+
 * close    | 'C' | length (ns), 8      |
 *          +-----+---------------------+
 * </pre>
 */
public final class EntryCoder {

  /** Bytes of a payload's entry before the payload. */
  public static final int PAYLOAD_HEAD = 23;

  /** Bytes of a mark's entry. */
  public static final int MARK = 11;

  /** Bytes of a start's or a close's entry. */
  public static final int EDGE = 9;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final Codec[] CODECS = {Codec.PCMU, Codec.PCMA, Codec.G722, Codec.OPUS};
  private static final Leg[] LEGS = {Leg.CUSTOMER, Leg.AGENT};
  private static final Mark[] MARKS = {Mark.HOLD, Mark.UNHOLD, Mark.PAUSE, Mark.RESUME};

  private EntryCoder() {}

  /** Writes a payload's entry at {@code at}: {@link #PAYLOAD_HEAD} + {@code length} bytes. */
  public static void payload(
      byte[] out,
      int at,
      Leg leg,
      Codec codec,
      int sequence,
      int rtpTime,
      int ssrc,
      long arrival,
      byte[] bytes,
      int offset,
      int length) {
    out[at] = 'P';
    out[at + 1] = code(leg);
    out[at + 2] = code(codec);
    SHORT.set(out, at + 3, (short) sequence);
    LONG.set(out, at + 5, arrival);
    INT.set(out, at + 13, ssrc);
    INT.set(out, at + 17, rtpTime);
    SHORT.set(out, at + 21, (short) length);
    System.arraycopy(bytes, offset, out, at + PAYLOAD_HEAD, length);
  }

  public static void mark(byte[] out, int at, Mark mark, Leg leg, long nanos) {
    out[at] = 'M';
    out[at + 1] = code(leg);
    out[at + 2] = code(mark);
    LONG.set(out, at + 3, nanos);
  }

  public static void start(byte[] out, int at, long epochMillis) {
    out[at] = 'S';
    LONG.set(out, at + 1, epochMillis);
  }

  public static void close(byte[] out, int at, long length) {
    out[at] = 'C';
    LONG.set(out, at + 1, length);
  }

  /** The next entry of {@code in}; empty at the end and where no entry can be made out. */
  static Optional<Entry> next(ByteBuffer in) {
    if (!in.hasRemaining()) {
      return Optional.empty();
    }
    byte kind = in.get();
    int least = kind == 'P' ? PAYLOAD_HEAD : kind == 'M' ? MARK : EDGE;
    if (in.remaining() < least - 1) {
      return Optional.empty();
    }
    return switch (kind) {
      case 'P' -> payload(in);
      case 'M' -> mark(in);
      case 'S' -> Optional.of(new Entry.Started(Instant.ofEpochMilli(in.getLong())));
      case 'C' -> Optional.of(new Entry.Closed(in.getLong()));
      default -> Optional.empty();
    };
  }

  private static Optional<Entry> payload(ByteBuffer in) {
    int leg = in.get();
    int codec = in.get();
    int sequence = in.getShort() & 0xFFFF;
    long arrival = in.getLong();
    int ssrc = in.getInt();
    int rtpTime = in.getInt();
    int length = in.getShort() & 0xFFFF;
    if (!known(leg, LEGS.length) || !known(codec, CODECS.length) || in.remaining() < length) {
      return Optional.empty();
    }
    byte[] bytes = Arrays.copyOfRange(in.array(), in.position(), in.position() + length);
    in.position(in.position() + length);
    return Optional.of(
        new Entry.Payload(LEGS[leg], CODECS[codec], sequence, rtpTime, ssrc, arrival, bytes));
  }

  private static Optional<Entry> mark(ByteBuffer in) {
    int leg = in.get();
    int mark = in.get();
    long at = in.getLong();
    return known(leg, LEGS.length) && known(mark, MARKS.length)
        ? Optional.of(new Entry.Marked(MARKS[mark], LEGS[leg], at))
        : Optional.empty();
  }

  private static boolean known(int code, int codes) {
    return code >= 0 && code < codes;
  }

  private static byte code(Leg leg) {
    return (byte) (leg == Leg.CUSTOMER ? 0 : 1);
  }

  private static byte code(Codec codec) {
    return (byte)
        switch (codec) {
          case PCMU -> 0;
          case PCMA -> 1;
          case G722 -> 2;
          case OPUS -> 3;
        };
  }

  private static byte code(Mark mark) {
    return (byte)
        switch (mark) {
          case HOLD -> 0;
          case UNHOLD -> 1;
          case PAUSE -> 2;
          case RESUME -> 3;
        };
  }
}

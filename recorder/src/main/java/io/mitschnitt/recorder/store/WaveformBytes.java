package io.mitschnitt.recorder.store;

import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Library.Span;
import io.mitschnitt.recorder.contract.Library.Waveform;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A waveform as bytes, big endian.
 *
 * <pre>
 *   +---------+---------------+----------+-------+----------+-------+-------+--------------------------------+
 *   | 1 (u8)  | ms/peak (i32) | n (i32)  | n x i8| m (i32)  | m x i8| s(i32)| s x (leg u8, kind u8, from i64,|
 *   | version |               | customer |       | agent    |       | spans |      to i64)                   |
 *   +---------+---------------+----------+-------+----------+-------+-------+--------------------------------+
 * </pre>
 */
final class WaveformBytes {

  private static final int VERSION = 1;
  private static final int SPAN = 18;

  private WaveformBytes() {}

  static byte[] write(Waveform waveform) {
    Buffer out = Buffer.buffer().appendByte((byte) VERSION).appendInt(waveform.millisPerPeak());
    channel(out, waveform.customer());
    channel(out, waveform.agent());
    out.appendInt(waveform.spans().size());
    for (Span span : waveform.spans()) {
      out.appendByte((byte) span.leg().ordinal()).appendByte((byte) span.kind().ordinal());
      out.appendLong(span.fromMillis()).appendLong(span.toMillis());
    }
    return out.getBytes();
  }

  private static void channel(Buffer out, byte[] peaks) {
    out.appendInt(peaks.length).appendBytes(peaks);
  }

  static Waveform read(byte[] bytes) {
    Buffer in = Buffer.buffer(bytes);
    if (in.getByte(0) != VERSION) {
      throw new IllegalStateException("waveform of an unknown version");
    }
    int customerAt = 5;
    int agentAt = customerAt + 4 + in.getInt(customerAt);
    int spansAt = agentAt + 4 + in.getInt(agentAt);
    return new Waveform(
        in.getInt(1),
        in.getBytes(customerAt + 4, agentAt),
        in.getBytes(agentAt + 4, spansAt),
        spans(in, spansAt));
  }

  private static List<Span> spans(Buffer in, int spansAt) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < in.getInt(spansAt); i++) {
      int at = spansAt + 4 + i * SPAN;
      spans.add(new Span(
          Leg.values()[in.getByte(at)],
          Span.Kind.values()[in.getByte(at + 1)],
          in.getLong(at + 2),
          in.getLong(at + 10)));
    }
    return spans;
  }
}

package io.mitschnitt.recorder.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * FLAC: 16 bits, two independent channels, blocks of 4,096 samples, the best of the fixed predictors for each, residuals
 * in Rice codes. The checksum of the whole sound is left out, for it stands at the beginning.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9639">RFC 9639</a>
 */
final class FlacWriter implements SoundWriter {

  private static final int BLOCK = 4_096;
  private static final int STREAM_INFO = 34;

  private final int sampleRate;
  private final long samples;
  private final short[] left = new short[BLOCK];
  private final short[] right = new short[BLOCK];
  private final BitsOut bits = new BitsOut();
  private int held;
  private int frame;

  FlacWriter(int sampleRate, long samples) {
    this.sampleRate = sampleRate;
    this.samples = samples;
  }

  @Override
  public OptionalLong bytes() {
    return OptionalLong.empty();
  }

  @Override
  public void begin(ByteArrayOutputStream out) {
    ByteBuffer head = ByteBuffer.allocate(8 + STREAM_INFO);
    head.put("fLaC".getBytes(StandardCharsets.US_ASCII)).putInt(1 << 31 | STREAM_INFO);
    head.putShort((short) BLOCK).putShort((short) BLOCK);
    head.position(head.position() + 6); // sizes of the smallest and largest frame: unknown
    head.putLong((long) sampleRate << 44 | 1L << 41 | 15L << 36 | samples);
    out.writeBytes(head.array());
  }

  @Override
  public void samples(
      short[] leftIn, short[] rightIn, int from, int to, ByteArrayOutputStream out) {
    for (int i = from; i < to; i++) {
      left[held] = leftIn[i];
      right[held++] = rightIn[i];
      if (held == BLOCK) {
        frame(out);
      }
    }
  }

  @Override
  public void end(ByteArrayOutputStream out) {
    if (held > 0) {
      frame(out);
    }
  }

  /** Section 9: head, a subframe for each channel, checksum. */
  private void frame(ByteArrayOutputStream out) {
    bits.clear();
    bits.bits(0xFFF8, 16);
    bits.bits(0b0111, 4); // the block's size follows in 16 bits
    bits.bits(sampleRate == 8_000 ? 0b0100 : sampleRate == 16_000 ? 0b0101 : 0, 4);
    bits.bits(0b0001_100_0, 8); // left and right, 16 bits
    number(frame++);
    bits.bits(held - 1, 16);
    bits.bits(Crc.FLAC_HEAD.of(bits.bytes()), 8);
    subframe(left, held);
    subframe(right, held);
    bits.align();
    bits.bits(Crc.FLAC_FRAME.of(bits.bytes()), 16);
    out.writeBytes(bits.bytes());
    held = 0;
  }

  /** A number as UTF-8 writes characters. */
  private void number(int value) {
    if (value < 0x80) {
      bits.bits(value, 8);
      return;
    }
    int more = value < 0x800 ? 1 : value < 0x1_0000 ? 2 : value < 0x20_0000 ? 3 : 4;
    bits.bits(0xFF << 7 - more & 0xFF | value >> 6 * more, 8);
    for (int i = more - 1; i >= 0; i--) {
      bits.bits(0x80 | value >> 6 * i & 0x3F, 8);
    }
  }

  private void subframe(short[] sound, int n) {
    int[] residual = new int[n];
    for (int i = 0; i < n; i++) {
      residual[i] = sound[i];
    }
    int order = 0;
    int[] best = residual;
    long least = cost(residual, 0);
    int[] next = residual;
    for (int tried = 1; tried <= 4 && tried < n; tried++) {
      next = difference(next, tried);
      long cost = cost(next, tried);
      if (cost < least) {
        least = cost;
        order = tried;
        best = next;
      }
    }
    bits.bits(0b0_001_000_0 | order << 1, 8); // fixed predictor of that order
    for (int i = 0; i < order; i++) {
      bits.bits(sound[i], 16);
    }
    residuals(best, order);
  }

  /** One predictor's residual is the difference of the one before's. */
  private static int[] difference(int[] of, int order) {
    int[] result = new int[of.length];
    for (int i = order; i < of.length; i++) {
      result[i] = of[i] - of[i - 1];
    }
    return result;
  }

  private static long cost(int[] residual, int from) {
    long sum = 0;
    for (int i = from; i < residual.length; i++) {
      sum += Math.abs(residual[i]);
    }
    return sum;
  }

  /** Section 9.2.7: Rice codes, in sixteen partitions where the block is whole, else in one. */
  private void residuals(int[] residual, int order) {
    int split = residual.length == BLOCK ? 4 : 0;
    int size = residual.length >> split;
    bits.bits(0b00, 2);
    bits.bits(split, 4);
    for (int part = 0; part < 1 << split; part++) {
      int from = Math.max(order, part * size);
      rice(residual, from, (part + 1) * size);
    }
  }

  private void rice(int[] residual, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += folded(residual[i]);
    }
    int k = 0;
    while (k < 14 && (long) (to - from) << k + 1 < sum) {
      k++;
    }
    bits.bits(k, 4);
    for (int i = from; i < to; i++) {
      int value = folded(residual[i]);
      bits.unary(value >>> k);
      bits.bits(value, k);
    }
  }

  /** Signs folded in: 0, −1, 1, −2, 2 … become 0, 1, 2, 3, 4 …. */
  private static int folded(int value) {
    return value << 1 ^ value >> 31;
  }
}

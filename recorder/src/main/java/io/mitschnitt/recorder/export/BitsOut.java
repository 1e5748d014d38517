package io.mitschnitt.recorder.export;

import java.util.Arrays;

/** Bits to bytes, the most significant first. */
final class BitsOut {

  private byte[] bytes = new byte[32_768];
  private int length;
  private long held;
  private int count;

  /** The lowest {@code n} bits of {@code value}, at most 32. */
  void bits(long value, int n) {
    held = held << n | value & (1L << n) - 1;
    count += n;
    while (count >= 8) {
      count -= 8;
      put((byte) (held >> count));
    }
  }

  /** So many zeros, and a one. */
  void unary(int zeros) {
    for (int rest = zeros; rest > 0; rest -= 24) {
      bits(0, Math.min(24, rest));
    }
    bits(1, 1);
  }

  /** Zeros up to the next whole byte. */
  void align() {
    if (count > 0) {
      bits(0, 8 - count);
    }
  }

  /** All whole bytes so far. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  void clear() {
    length = 0;
    held = 0;
    count = 0;
  }

  private void put(byte value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = value;
  }
}

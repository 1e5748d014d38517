package io.mitschnitt.recorder.mp3;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bits of one frame, the most significant first. Behind its end lie zeros: whoever reads looks where it stands. */
final class BitReader {

  private static final int BEHIND = 8;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int length;
  private int at;

  /** For frames of {@code length} bytes. */
  BitReader(int length) {
    this.length = length;
    bytes = new byte[length + BEHIND];
  }

  /** Stands before the first bit of the frame that begins at {@code from}. */
  void open(byte[] file, int from) {
    System.arraycopy(file, from, bytes, 0, length);
    at = 0;
  }

  /** Bits read so far. */
  int at() {
    return at;
  }

  /** Bits of the frame. */
  int end() {
    return 8 * length;
  }

  /** The next 25 bits or more, in the highest places. */
  int peek() {
    return at < end() ? (int) INT.get(bytes, at >>> 3) << (at & 7) : 0;
  }

  void skip(int bits) {
    at += bits;
  }

  /** The next bits as a number; at most 25. */
  int next(int bits) {
    int value = bits == 0 ? 0 : peek() >>> 32 - bits;
    at += bits;
    return value;
  }
}

package io.mitschnitt.recorder.edge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Entries on their way from one thread to another: single producer, single consumer, bounded, never blocking, no
 * allocation after construction. An entry never wraps:
 *
 * <pre>
 *  0        4                     n   up to a multiple of 8
 * +--------+---------------------+----+--------+-----
 * | length | entry               |    | length | ...     a negative length leaves out that many bytes
 * +--------+---------------------+----+--------+-----
 * </pre>
 */
final class TapeRing {

  private static final int FRAME = 4;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle HEAD = handle("head");
  private static final VarHandle TAIL = handle("tail");

  private final byte[] bytes;
  private final int mask;

  @SuppressWarnings("UnusedVariable") // through HEAD: the consumer's
  private long head;

  @SuppressWarnings("UnusedVariable") // through TAIL: the producer's
  private long tail;

  private long knownHead;
  private long claimed;
  private long peeked;

  /** A ring of 2 to the power of {@code bits} bytes. */
  TapeRing(int bits) {
    bytes = new byte[1 << bits];
    mask = bytes.length - 1;
  }

  int size() {
    return bytes.length;
  }

  /** The array in which the producer writes what it claimed. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Producer: room for an entry of {@code length} bytes, if {@code spare} more bytes stay free.
   *
   * @return where to write it in {@link #bytes}, or −1 when the ring is full
   */
  int claim(int length, int spare) {
    int need = FRAME + length + 7 & ~7;
    long end = (long) TAIL.getOpaque(this);
    int at = (int) end & mask;
    int skip = at + need > bytes.length ? bytes.length - at : 0;
    if (end + skip + need + spare - knownHead > bytes.length) {
      knownHead = (long) HEAD.getAcquire(this);
      if (end + skip + need + spare - knownHead > bytes.length) {
        return -1;
      }
    }
    if (skip > 0) {
      INT.set(bytes, at, -skip);
      at = 0;
    }
    INT.set(bytes, at, length);
    claimed = end + skip + need;
    return at + FRAME;
  }

  /** Producer: what was claimed is written and may be read. */
  void publish() {
    TAIL.setRelease(this, claimed);
  }

  /**
   * Consumer: copies all entries, without their lengths, to {@code out}, which is as large as the ring. They stay until
   * {@link #release}.
   *
   * @return bytes copied
   */
  int peek(byte[] out) {
    long at = (long) HEAD.getOpaque(this);
    long end = (long) TAIL.getAcquire(this);
    int copied = 0;
    while (at < end) {
      int position = (int) at & mask;
      int length = (int) INT.get(bytes, position);
      if (length < 0) {
        at -= length;
      } else {
        System.arraycopy(bytes, position + FRAME, out, copied, length);
        copied += length;
        at += FRAME + length + 7 & ~7;
      }
    }
    peeked = at;
    return copied;
  }

  /** Consumer: gives back the room of all entries that the last {@link #peek} copied. */
  void release() {
    HEAD.setRelease(this, peeked);
  }

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(TapeRing.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

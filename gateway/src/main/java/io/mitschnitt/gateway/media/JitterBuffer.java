package io.mitschnitt.gateway.media;

import java.util.Arrays;

/** Payloads that wait to be decoded, in their order, each of them once. Allocates nothing after its making. */
final class JitterBuffer {

  /** Octets of the largest payload: RFC 6716, section 3.4. */
  static final int LARGEST = 1275;

  private static final int SLOTS = 32; // 320 ms of the shortest usual packets
  private static final int MOST_BEHIND = 100;

  private final byte[] bytes = new byte[SLOTS * LARGEST];
  private final int[] lengths = new int[SLOTS];
  private final int[] times = new int[SLOTS];
  private boolean begun;
  private boolean taken;
  private int next;
  private int newest;
  private int size;

  /** Keeps a payload; false where it came too late, came before, or has no length that a payload can have. */
  boolean put(int sequence, int time, byte[] from, int at, int length) {
    if (length <= 0 || length > LARGEST) return false;
    int ahead = begun ? (short) (sequence - next) : 0;
    if (!begun || ahead >= SLOTS || ahead < -MOST_BEHIND) begin(sequence);
    else if (ahead < 0 && !precedes(sequence)) return false;
    int slot = sequence & SLOTS - 1;
    if (lengths[slot] > 0) return false;
    System.arraycopy(from, at, bytes, slot * LARGEST, length);
    lengths[slot] = length;
    times[slot] = time;
    if ((short) (sequence - newest) > 0) newest = sequence;
    size++;
    return true;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** How many packets are missing before the first one that waits; there is one. */
  int missing() {
    int gap = 0;
    while (lengths[next + gap & SLOTS - 1] == 0) gap++;
    return gap;
  }

  /** RTP time of the first one that waits. */
  int firstTime() {
    return times[first()];
  }

  /** RTP time of the last one that waits. */
  int newestTime() {
    return times[newest & SLOTS - 1];
  }

  /** Where the first one that waits begins in {@link #bytes}. */
  int firstAt() {
    return first() * LARGEST;
  }

  int firstLength() {
    return lengths[first()];
  }

  byte[] bytes() {
    return bytes;
  }

  /** Lets the first one go, and whatever might still come before it. */
  void drop() {
    next = next + missing() & 0xFFFF;
    lengths[next & SLOTS - 1] = 0;
    next = next + 1 & 0xFFFF;
    taken = true;
    size--;
  }

  /** Forgets everything; the next packet is the first of a stream. */
  void clear() {
    Arrays.fill(lengths, 0);
    size = 0;
    begun = false;
  }

  private int first() {
    return next + missing() & SLOTS - 1;
  }

  private void begin(int sequence) {
    clear();
    begun = true;
    taken = false;
    next = sequence;
    newest = sequence;
  }

  /** The very first packets may come in any order. */
  private boolean precedes(int sequence) {
    if (taken || (short) (newest - sequence) >= SLOTS) return false;
    next = sequence;
    return true;
  }
}

package io.mitschnitt.gateway.rtp;

import org.jspecify.annotations.Nullable;

/**
 * The last packets of one stream just as they left, so that one which was lost can leave once more. What is protected
 * stays as it was: the receiver never saw that index, and no key stream is used for anything else. Bounded in number and
 * in repetitions, so that nobody makes us send more than twice what was sent anyway.
 */
public final class SentRing {

  private static final int SLOTS = 32; // 640 ms
  private static final int MOST_TIMES = 2;

  /** Octets of the longest packet that is kept. */
  public static final int LONGEST = 1500;

  private final byte[] @Nullable [] packets = new byte[SLOTS][];
  private final int[] lengths = new int[SLOTS];
  private final int[] sequences = new int[SLOTS];
  private final int[] times = new int[SLOTS];

  /** Keeps a copy of what left. */
  public void keep(int sequence, byte[] b, int at, int length) {
    if (length > LONGEST) return;
    int slot = sequence % SLOTS;
    byte[] room = packets[slot];
    if (room == null || room.length < length) packets[slot] = room = new byte[length + 32];
    System.arraycopy(b, at, room, 0, length);
    lengths[slot] = length;
    sequences[slot] = sequence;
    times[slot] = 0;
  }

  /** Writes what left under {@code sequence} to {@code to}; answers its length, 0 where it may not leave again. */
  public int again(int sequence, byte[] to) {
    int slot = sequence % SLOTS;
    byte[] kept = packets[slot];
    if (kept == null || sequences[slot] != sequence || times[slot] == MOST_TIMES) return 0;
    times[slot]++;
    System.arraycopy(kept, 0, to, 0, lengths[slot]);
    return lengths[slot];
  }
}

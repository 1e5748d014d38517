package io.mitschnitt.recorder.timeline;

import java.util.Arrays;

/**
 * One channel's samples between what was handed out and what was written, silence where nothing was. Positions count
 * samples from the recording's start.
 */
final class Channel {

  private short[] samples = new short[1 << 15];
  private long handedOut;
  private long cursor;

  /** Where the next sample will be written. */
  long cursor() {
    return cursor;
  }

  /** Leaves silence up to {@code position}; does nothing where that is behind. */
  void skipTo(long position) {
    if (position > cursor) {
      reserve(position);
      cursor = position;
    }
  }

  /** Writes {@code pcm[0..n)} at the cursor. */
  void write(short[] pcm, int n) {
    reserve(cursor + n);
    System.arraycopy(pcm, 0, samples, (int) (cursor - handedOut), n);
    cursor += n;
  }

  /** Hands out the next {@code n} samples. */
  void take(short[] out, int n) {
    reserve(handedOut + n);
    System.arraycopy(samples, 0, out, 0, n);
    int rest = (int) Math.max(0, cursor - handedOut - n);
    System.arraycopy(samples, n, samples, 0, rest);
    Arrays.fill(samples, rest, Math.min(samples.length, rest + n), (short) 0);
    handedOut += n;
    cursor = Math.max(cursor, handedOut);
  }

  private void reserve(long end) {
    int needed = (int) (end - handedOut);
    if (needed > samples.length) {
      samples = Arrays.copyOf(samples, Integer.highestOneBit(needed) << 1);
    }
  }
}

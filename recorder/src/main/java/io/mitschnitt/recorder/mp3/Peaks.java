package io.mitschnitt.recorder.mp3;

import java.util.Arrays;

/** The picture of one channel in the making: minimum and maximum of each {@link #MILLIS} ms, in turn, 8 bits each. */
public final class Peaks {

  /** Time that one pair covers. */
  public static final int MILLIS = 40;

  private final int perPeak;
  private byte[] pairs = new byte[1024];
  private int length;
  private int inPeak;
  private int low;
  private int high;

  public Peaks(int sampleRate) {
    perPeak = sampleRate / 1000 * MILLIS;
  }

  public void add(short[] pcm, int samples) {
    for (int i = 0; i < samples; i++) {
      low = Math.min(low, pcm[i]);
      high = Math.max(high, pcm[i]);
      if (++inPeak == perPeak) {
        close();
      }
    }
  }

  /** All pairs so far, the unfinished one included. */
  public byte[] toBytes() {
    if (inPeak > 0) {
      close();
    }
    return Arrays.copyOf(pairs, length);
  }

  private void close() {
    if (length + 2 > pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    }
    pairs[length++] = (byte) (low >> 8);
    pairs[length++] = (byte) (high >> 8);
    low = 0;
    high = 0;
    inPeak = 0;
  }
}

package io.mitschnitt.gateway.media;

import io.mitschnitt.gateway.rtp.KeyPresses;
import java.util.Arrays;

/**
 * Keys in the sound itself: two tones at once, one of a row and one of a column, for 60 ms or longer. Told once a key,
 * 40 to 50 ms after it began. Speech must not press keys: the two tones have to be nearly all that is heard, about as
 * loud as each other, in three blocks of 12.75 ms in a row.
 *
 * <pre>
 *          1209  1336  1477  1633 Hz
 *   697      1     2     3     A
 *   770      4     5     6     B
 *   852      7     8     9     C
 *   941      *     0     #     D
 * </pre>
 *
 * @see <a href="https://www.itu.int/rec/T-REC-Q.23">ITU-T Q.23</a>, Q.24
 */
final class ToneKeys {

  /** Samples per second of what is heard. */
  static final int RATE = 8_000;

  private static final int BLOCK = 102;
  private static final int IN_A_ROW = 3;
  private static final int PAUSE = 2;
  private static final int NONE = -1;
  private static final int TONES = 8;
  private static final int[] HERTZ = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
  private static final String KEYS = "123A456B789C*0#D";
  /** Mean square of the faintest key, about -42 dB under full scale. */
  private static final float FAINTEST = 60_000;
  /** The least share of the sound's energy that the two tones have. */
  private static final float SHARE = 0.75f;
  /** 8 dB: how much louder the column may be, and how much each stands out of its neighbours. */
  private static final float EIGHT_DB = 6.3f;
  /** 4 dB: how much louder the row may be. */
  private static final float FOUR_DB = 2.5f;

  private final KeyPresses.Pressed listener;
  private final float[] factor = new float[TONES];
  private final float[] one = new float[TONES];
  private final float[] two = new float[TONES];
  private float energy;
  private int filled;
  private int last = NONE;
  private int inARow;
  private int told = NONE;
  private int without;

  ToneKeys(KeyPresses.Pressed listener) {
    this.listener = listener;
    for (int i = 0; i < TONES; i++)
      factor[i] = (float) (2 * Math.cos(2 * Math.PI * HERTZ[i] / RATE));
  }

  /** Forgets what was heard: what comes next is another stretch of sound. */
  void restart() {
    clear();
    last = NONE;
    told = NONE;
    inARow = 0;
    without = 0;
  }

  /** Hears the next samples. */
  void hear(short[] pcm, int samples) {
    for (int i = 0; i < samples; i++) {
      hear(pcm[i]);
      if (++filled == BLOCK) block();
    }
  }

  /** Goertzel's recurrence, once for each tone. */
  private void hear(short sample) {
    energy += (float) sample * sample;
    for (int i = 0; i < TONES; i++) {
      float next = sample + factor[i] * one[i] - two[i];
      two[i] = one[i];
      one[i] = next;
    }
  }

  private void block() {
    int key = key();
    clear();
    inARow = key == last ? inARow + 1 : 1;
    last = key;
    without = key == NONE ? without + 1 : 0;
    if (without >= PAUSE) told = NONE;
    if (key == NONE || key == told || inARow < IN_A_ROW) return;
    told = key;
    listener.key(KEYS.charAt(key));
  }

  private int key() {
    if (energy < FAINTEST * BLOCK) return NONE;
    int row = loudest(0);
    int column = loudest(4);
    float rowPower = power(row);
    float columnPower = power(column);
    boolean balanced = columnPower <= EIGHT_DB * rowPower && rowPower <= FOUR_DB * columnPower;
    boolean pure = 2 * (rowPower + columnPower) >= SHARE * BLOCK * energy;
    boolean clear = standsOut(row, rowPower, 0) && standsOut(column, columnPower, 4);
    return balanced && pure && clear ? 4 * row + column - 4 : NONE;
  }

  private int loudest(int first) {
    int loudest = first;
    for (int i = first + 1; i < first + 4; i++) if (power(i) > power(loudest)) loudest = i;
    return loudest;
  }

  private boolean standsOut(int tone, float power, int first) {
    for (int i = first; i < first + 4; i++) {
      if (i != tone && power < EIGHT_DB * power(i)) return false;
    }
    return true;
  }

  private float power(int i) {
    return one[i] * one[i] + two[i] * two[i] - factor[i] * one[i] * two[i];
  }

  private void clear() {
    Arrays.fill(one, 0);
    Arrays.fill(two, 0);
    energy = 0;
    filled = 0;
  }
}

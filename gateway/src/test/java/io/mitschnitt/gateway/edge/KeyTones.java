package io.mitschnitt.gateway.edge;

import java.util.ArrayList;
import java.util.List;

/** The tones of a telephone's keys at 8 kHz, as a phone that knows no better sends them. */
public final class KeyTones {

  private static final int[] ROWS = {697, 770, 852, 941};
  private static final int[] COLUMNS = {1209, 1336, 1477, 1633};
  public static final String KEYS = "123A456B789C*0#D";

  private KeyTones() {}

  /** A key pressed for so long, or silence for a space, in frames of 20 ms. */
  static List<short[]> frames(char key, int millis) {
    short[] all = key == ' ' ? new short[8 * millis] : of(key, millis, 0, 0, 5_000);
    List<short[]> frames = new ArrayList<>();
    for (int at = 0; at < all.length; at += 160) {
      short[] frame = new short[160];
      System.arraycopy(all, at, frame, 0, Math.min(160, all.length - at));
      frames.add(frame);
    }
    return frames;
  }

  /**
   * A key as a phone that is not quite right sends it.
   *
   * @param detune of both frequencies, in per cent
   * @param twist how much louder the column is than the row, in dB
   * @param amplitude of the row's tone
   */
  public static short[] of(char key, int millis, double detune, double twist, double amplitude) {
    int at = KEYS.indexOf(key);
    double row = 2 * Math.PI * ROWS[at / 4] * (1 + detune / 100) / 8_000;
    double column = 2 * Math.PI * COLUMNS[at % 4] * (1 + detune / 100) / 8_000;
    double louder = amplitude * Math.pow(10, twist / 20);
    short[] pcm = new short[8 * millis];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (amplitude * Math.sin(row * i) + louder * Math.sin(column * i));
    }
    return pcm;
  }
}

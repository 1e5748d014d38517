package io.mitschnitt.webui.selftest;

/** Finds the moment in a growing sound at which a tone begins and stays. */
final class Hearing {

  /** Share of all power that must be the tone's: speech has it for no tenth of a second. */
  private static final double PURE = 0.7;

  private static final double AUDIBLE = 1e-5;
  private static final int STAYS = 5;

  private final int rate;
  private final int hertz;
  private final int window;
  private int looked;
  private int inARow;

  Hearing(int rate, int hertz) {
    this.rate = rate;
    this.hertz = hertz;
    this.window = rate / 50;
  }

  /**
   * Looks at what is new in {@code heard}, which has grown since the last time.
   *
   * @return the sample at which the tone began, -1 while it has not
   */
  int begins(short[] heard) {
    for (; looked + window <= heard.length; looked += window) {
      inARow = pure(heard, looked) ? inARow + 1 : 0;
      if (inARow == STAYS) {
        return looked - (STAYS - 1) * window;
      }
    }
    return -1;
  }

  private boolean pure(short[] heard, int from) {
    double square = 0;
    for (int i = from; i < from + window; i++) {
      square += heard[i] * (double) heard[i];
    }
    double all = square / window / (32_768.0 * 32_768.0);
    return all > AUDIBLE && Tones.power(heard, from, window, rate, hertz) / 2 > PURE * all;
  }
}

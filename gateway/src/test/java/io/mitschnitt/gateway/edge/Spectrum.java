package io.mitschnitt.gateway.edge;

/** How loud one frequency is in a piece of sound. */
public final class Spectrum {

  private Spectrum() {}

  /** Level of {@code hertz} in the last {@code millis} of {@code pcm}, in dB relative to a full-scale sine. */
  public static double last(short[] pcm, int rate, int millis, double hertz) {
    int n = Math.min(pcm.length, rate / 1000 * millis);
    return level(pcm, pcm.length - n, pcm.length, rate, hertz);
  }

  /** Goertzel's algorithm under a Hann window. */
  public static double level(short[] pcm, int from, int to, int rate, double hertz) {
    int n = to - from;
    double w = 2 * Math.PI * hertz / rate;
    double re = 0;
    double im = 0;
    for (int i = 0; i < n; i++) {
      double window = 1 - Math.cos(2 * Math.PI * i / n);
      re += window * pcm[from + i] / 32768.0 * Math.cos(w * i);
      im += window * pcm[from + i] / 32768.0 * Math.sin(w * i);
    }
    return 10 * Math.log10(4 * (re * re + im * im) / ((double) n * n) + 1e-12);
  }
}

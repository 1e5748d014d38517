package io.mitschnitt.recorder.codec;

import java.util.Arrays;

/**
 * One stream's way from one sampling rate to another, among 8, 16 and 48 kHz: a Kaiser-windowed sinc in polyphase form,
 * 14-bit coefficients. Aliases lie 60 dB below or more; the pass band reaches 0.8 of the lower Nyquist frequency at −0.1 dB and
 * 0.9 at −4 dB. The delay is 16 samples of the lower rate.
 */
public final class Resampler {

  /** Most samples that one call may bring: 120 ms at 48 kHz. */
  public static final int MOST = 5_760;

  private static final int WIDTH = 32;
  private static final double CUT = 0.46;
  private static final double KAISER_BETA = 7;
  private static final int UNITY = 1 << 14;

  private final int up;
  private final int down;
  private final int taps;
  private final int[][] phases;
  private final int[] line;
  private int position;

  /** From {@code from} to {@code to} samples per second; equal rates copy. */
  public Resampler(int from, int to) {
    int divisor = gcd(from, to);
    up = to / divisor;
    down = from / divisor;
    int ratio = Math.max(up, down);
    taps = (WIDTH * ratio + up - 1) / up;
    phases = phases(taps, up, CUT / ratio);
    line = new int[taps + MOST];
  }

  /**
   * Resamples {@code in[0..n)}.
   *
   * @param out room for n · to / from samples, rounded up
   * @return samples written from {@code out[0]} on
   */
  public int process(short[] in, int n, short[] out) {
    if (up == down) {
      System.arraycopy(in, 0, out, 0, n);
      return n;
    }
    for (int i = 0; i < n; i++) {
      line[taps - 1 + i] = in[i];
    }
    int written = 0;
    int at = position;
    for (; at < n * up; at += down) {
      out[written++] = filtered(phases[at % up], at / up);
    }
    position = at - n * up;
    System.arraycopy(line, n, line, 0, taps - 1);
    return written;
  }

  /** Forgets what came before, as at the start of a stream. */
  public void reset() {
    Arrays.fill(line, 0);
    position = 0;
  }

  private short filtered(int[] coefficients, int start) {
    int sum = UNITY / 2;
    for (int k = 0; k < taps; k++) {
      sum += line[start + k] * coefficients[k];
    }
    return (short) Math.max(-32_768, Math.min(32_767, sum >> 14));
  }

  private static int[][] phases(int taps, int up, double cut) {
    double[] window = window(taps * up, cut);
    double sum = 0;
    for (double w : window) {
      sum += w;
    }
    int[][] phases = new int[up][taps];
    for (int phase = 0; phase < up; phase++) {
      for (int k = 0; k < taps; k++) {
        phases[phase][taps - 1 - k] = (int) Math.round(window[k * up + phase] / sum * up * UNITY);
      }
    }
    return phases;
  }

  private static double[] window(int length, double cut) {
    double centre = (length - 1) / 2.0;
    double[] window = new double[length];
    for (int i = 0; i < length; i++) {
      double t = i - centre;
      double sinc = t == 0 ? 2 * cut : Math.sin(2 * Math.PI * cut * t) / (Math.PI * t);
      window[i] = sinc * bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - t * t / centre / centre)));
    }
    return window;
  }

  /** The modified Bessel function of order zero, by its series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 40; k++) {
      term *= x * x / 4 / k / k;
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}

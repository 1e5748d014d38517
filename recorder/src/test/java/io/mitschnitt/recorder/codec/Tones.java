package io.mitschnitt.recorder.codec;

import java.util.Random;

/** Test sound and the two measures that judge it. */
public final class Tones {

  private Tones() {}

  /** A sine of {@code hertz} at {@code amplitude}, phase 0 at sample {@code first}. */
  public static short[] sine(double hertz, int rate, int amplitude, int first, int samples) {
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      pcm[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * (first + i) / rate));
    }
    return pcm;
  }

  /** Something like speech: harmonics of a gliding 120 Hz voice under a syllable-like envelope, and a little noise. */
  public static short[] voice(int rate, int samples, long seed) {
    Random random = new Random(seed);
    short[] pcm = new short[samples];
    double phase = 0;
    for (int i = 0; i < samples; i++) {
      double t = (double) i / rate;
      phase += 2 * Math.PI * (120 + 30 * Math.sin(2 * Math.PI * 0.7 * t)) / rate;
      double sum = 0;
      for (int h = 1; h <= 20; h++) {
        sum += Math.sin(h * phase) / h;
      }
      double envelope = 0.55 + 0.45 * Math.sin(2 * Math.PI * 3 * t);
      pcm[i] = (short) (3000 * envelope * sum + 200 * random.nextGaussian());
    }
    return pcm;
  }

  /** Mean power of one frequency in {@code pcm[from..to)}, in dB relative to full scale; Goertzel's algorithm. */
  public static double level(short[] pcm, int from, int to, double hertz, int rate) {
    double w = 2 * Math.cos(2 * Math.PI * hertz / rate);
    double s1 = 0;
    double s2 = 0;
    for (int i = from; i < to; i++) {
      double s0 = pcm[i] / 32768.0 + w * s1 - s2;
      s2 = s1;
      s1 = s0;
    }
    double n = to - from;
    double power = (s1 * s1 + s2 * s2 - w * s1 * s2) / (n * n / 4);
    return 10 * Math.log10(power + 1e-12);
  }

  /** Mean energy of {@code pcm[from..to)}, in dB relative to a full-scale square wave. */
  public static double energy(short[] pcm, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    return 10 * Math.log10(sum / Math.max(1, to - from) / 32768 / 32768 + 1e-12);
  }
}

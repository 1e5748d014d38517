package io.mitschnitt.webui.selftest;

/**
 * How loud a tone is in a sound: Goertzel's filter over windows of 100 ms.
 *
 * <p>Levels are in dB of full scale: a sine that fills all 16 bits is 0 dB, nothing at all is {@link #FLOOR}.
 */
final class Tones {

  /** Where measuring ends. */
  static final double FLOOR = -120;

  private Tones() {}

  /** The tone's level over the whole sound: the mean power of its windows. */
  static double level(short[] pcm, int rate, int hertz) {
    int window = rate / 10;
    int windows = pcm.length / window;
    double sum = 0;
    for (int i = 0; i < windows; i++) {
      sum += power(pcm, i * window, window, rate, hertz);
    }
    return windows == 0 ? FLOOR : decibel(sum / windows);
  }

  /** The level of the loudest window: finds a tone that sounded only for a moment. */
  static double peak(short[] pcm, int rate, int hertz) {
    int window = rate / 10;
    double most = 0;
    for (int at = 0; at + window <= pcm.length; at += window / 2) {
      most = Math.max(most, power(pcm, at, window, rate, hertz));
    }
    return decibel(most);
  }

  /** Power of one frequency in a window, 1 for a sine of full scale; a Hann window keeps neighbours out. */
  static double power(short[] pcm, int from, int length, int rate, int hertz) {
    double omega = 2 * Math.PI * hertz / rate;
    double coefficient = 2 * Math.cos(omega);
    double one = 0;
    double two = 0;
    for (int i = 0; i < length; i++) {
      double hann = 1 - Math.cos(2 * Math.PI * i / length);
      double zero = pcm[from + i] * hann + coefficient * one - two;
      two = one;
      one = zero;
    }
    double magnitude = one * one + two * two - coefficient * one * two;
    double full = 32_768.0 * length / 2;
    return magnitude / (full * full);
  }

  private static double decibel(double power) {
    return power <= 1e-12 ? FLOOR : 10 * Math.log10(power);
  }
}

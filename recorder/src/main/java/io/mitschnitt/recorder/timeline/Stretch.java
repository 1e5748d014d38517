package io.mitschnitt.recorder.timeline;

/** A block made a little longer or shorter. */
final class Stretch {

  private Stretch() {}

  /** {@code in[0..n)} as {@code m} samples, by straight lines between them. */
  static void linear(short[] in, int n, short[] out, int m) {
    for (int i = 0; i < m; i++) {
      long at = ((long) i << 16) * n / m;
      int whole = (int) (at >> 16);
      int part = (int) (at & 0xFFFF);
      int next = in[Math.min(whole + 1, n - 1)];
      out[i] = (short) (in[whole] + ((next - in[whole]) * (long) part >> 16));
    }
  }
}

package io.mitschnitt.recorder.codec;

/**
 * One of the two sub-bands of G.722: the adaptive quantiser and the adaptive predictor (two poles, six zeros) that
 * encoder and decoder run alike. Names in comments are those of the Recommendation, section 6.2.
 */
final class G722Band {

  private static final int[] LOG_STEP = {
    2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
    2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
  };
  private static final int[] LOW_WEIGHT = {-60, -30, 58, 172, 334, 538, 1198, 3042};
  private static final int[] LOW_WEIGHT_OF = {0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0};
  private static final int[] HIGH_WEIGHT = {0, -214, 798};
  private static final int[] HIGH_WEIGHT_OF = {2, 1, 2, 1};

  /** The quantiser's step, DET. */
  int step;

  /** The predicted sample, S. */
  int predicted;

  private int zeros; // SZ, what the zeros predict
  private int logStep; // NB
  private int pole1; // A1
  private int pole2; // A2
  private int partial1; // P1, P2: partially reconstructed signal
  private int partial2;
  private int reconstructed1; // R1, R2: reconstructed signal
  private int reconstructed2;
  private final int[] difference = new int[7]; // D0..D6
  private final int[] zero = new int[7]; // B1..B6

  G722Band(int firstStep) {
    step = firstStep;
  }

  /** Adapts the low band's step after a code of four bits. */
  void scaleLow(int code) {
    logStep = clamp((logStep * 127 >> 7) + LOW_WEIGHT[LOW_WEIGHT_OF[code]], 0, 18_432);
    scale(8);
  }

  /** Adapts the high band's step after a code of two bits. */
  void scaleHigh(int code) {
    logStep = clamp((logStep * 127 >> 7) + HIGH_WEIGHT[HIGH_WEIGHT_OF[code]], 0, 22_528);
    scale(10);
  }

  private void scale(int base) {
    int mantissa = LOG_STEP[logStep >> 6 & 31];
    int shift = base - (logStep >> 11);
    step = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
  }

  /** Takes the quantised difference between signal and prediction, and predicts the next sample. */
  void adapt(int quantised) {
    int reconstructed0 = saturate(predicted + quantised);
    int partial0 = saturate(zeros + quantised);
    adaptPoles(partial0);
    adaptZeros(quantised);
    shift(quantised, reconstructed0, partial0);
    predict();
  }

  private void adaptPoles(int partial0) {
    boolean same1 = partial0 >> 15 == partial1 >> 15;
    boolean same2 = partial0 >> 15 == partial2 >> 15;
    int leaning = saturate(pole1 << 2);
    int pull = Math.min(same1 ? -leaning : leaning, 32_767);
    pole2 = clamp((pull >> 7) + (same2 ? 128 : -128) + (pole2 * 32_512 >> 15), -12_288, 12_288);
    int limit = saturate(15_360 - pole2);
    pole1 = clamp(saturate((same1 ? 192 : -192) + (pole1 * 32_640 >> 15)), -limit, limit);
  }

  private void adaptZeros(int quantised) {
    int pull = quantised == 0 ? 0 : 128;
    for (int i = 1; i <= 6; i++) {
      boolean same = difference[i] >> 15 == quantised >> 15;
      zero[i] = saturate((same ? pull : -pull) + (zero[i] * 32_640 >> 15));
    }
  }

  private void shift(int quantised, int reconstructed0, int partial0) {
    difference[0] = quantised;
    System.arraycopy(difference, 0, difference, 1, 6);
    reconstructed2 = reconstructed1;
    reconstructed1 = reconstructed0;
    partial2 = partial1;
    partial1 = partial0;
  }

  private void predict() {
    int poles =
        (pole1 * saturate(2 * reconstructed1) >> 15) + (pole2 * saturate(2 * reconstructed2) >> 15);
    int sum = 0;
    for (int i = 6; i > 0; i--) {
      sum += zero[i] * saturate(2 * difference[i]) >> 15;
    }
    zeros = saturate(sum);
    predicted = saturate(saturate(poles) + zeros);
  }

  static int saturate(int value) {
    return clamp(value, -32_768, 32_767);
  }

  static int clamp(int value, int least, int most) {
    return Math.max(least, Math.min(most, value));
  }
}

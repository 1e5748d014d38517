package io.mitschnitt.gateway.media;

import io.mitschnitt.recorder.contract.Codec;

/**
 * The E-model, as far as packets tell: default values for all that only a telephone's maker could know, so that what
 * remains is codec, loss and delay. An estimate; narrow-band scale for all codecs.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.107">ITU-T G.107</a>, <a
 *     href="https://www.itu.int/rec/T-REC-G.113">G.113, appendix I</a>
 */
final class OpinionScore {

  private static final double BEST = 93.2;

  private OpinionScore() {}

  /**
   * From 1.0 to 4.4.
   *
   * @param delayMillis mouth to ear
   */
  static double of(Codec codec, double lossPercent, double delayMillis) {
    double r = BEST - delay(delayMillis) - equipment(codec, lossPercent);
    if (r <= 0) return 1;
    return Math.min(4.5, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
  }

  private static double delay(double millis) {
    return 0.024 * millis + (millis > 177.3 ? 0.11 * (millis - 177.3) : 0);
  }

  /** Random loss. G.711 with concealment: G.113; the others have no published value and are taken to be as robust. */
  private static double equipment(Codec codec, double lossPercent) {
    double impairment = 0;
    double robustness = codec == Codec.OPUS ? 20 : 25.1;
    return impairment + (95 - impairment) * lossPercent / (lossPercent + robustness);
  }
}

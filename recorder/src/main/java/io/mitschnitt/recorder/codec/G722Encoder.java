package io.mitschnitt.recorder.codec;

import static io.mitschnitt.recorder.codec.G722Band.saturate;

/** Samples at 16 kHz to G.722 at 64 kbit/s: a byte for every two. An odd last sample is left out. */
final class G722Encoder implements SoundEncoder {

  private final G722Band low = new G722Band(32);
  private final G722Band high = new G722Band(8);
  private final int[] history = new int[24];

  @Override
  public int sampleRate() {
    return 16_000;
  }

  @Override
  public int encode(short[] pcm, int offset, int samples, byte[] out, int outOffset) {
    for (int i = 0; i < samples / 2; i++) {
      out[outOffset + i] = encode(pcm[offset + 2 * i], pcm[offset + 2 * i + 1]);
    }
    return samples / 2;
  }

  private byte encode(short first, short second) {
    System.arraycopy(history, 2, history, 0, 22);
    history[22] = first;
    history[23] = second;
    int even = 0;
    int odd = 0;
    for (int i = 0; i < 12; i++) {
      odd += history[2 * i] * G722Tables.MIRROR[i];
      even += history[2 * i + 1] * G722Tables.MIRROR[11 - i];
    }
    return (byte) (encodeHigh(even - odd >> 14) << 6 | encodeLow(even + odd >> 14));
  }

  private int encodeLow(int sample) {
    int error = saturate(sample - low.predicted);
    int magnitude = error >= 0 ? error : -(error + 1);
    int level = 1;
    while (level < 30 && magnitude >= (G722Tables.LEVEL_6[level] * low.step >> 12)) {
      level++;
    }
    int code = error < 0 ? G722Tables.LOW_NEGATIVE[level] : G722Tables.LOW_POSITIVE[level];
    int difference = low.step * G722Tables.LOW_4[code >> 2] >> 15;
    low.scaleLow(code >> 2);
    low.adapt(difference);
    return code;
  }

  private int encodeHigh(int sample) {
    int error = saturate(sample - high.predicted);
    int magnitude = error >= 0 ? error : -(error + 1);
    boolean far = magnitude >= (564 * high.step >> 12);
    int code = error < 0 ? (far ? 0 : 1) : (far ? 2 : 3);
    int difference = high.step * G722Tables.HIGH_2[code] >> 15;
    high.scaleHigh(code);
    high.adapt(difference);
    return code;
  }
}

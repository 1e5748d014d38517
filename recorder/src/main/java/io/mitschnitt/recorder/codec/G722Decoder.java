package io.mitschnitt.recorder.codec;

import static io.mitschnitt.recorder.codec.G722Band.clamp;
import static io.mitschnitt.recorder.codec.G722Band.saturate;

/**
 * G.722 at 64 kbit/s to samples: each byte holds a low-band code of six bits and a high-band code of two, and becomes
 * two samples at 16 kHz.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.722">ITU-T G.722</a>
 */
final class G722Decoder implements SoundDecoder {

  private final G722Band low = new G722Band(32);
  private final G722Band high = new G722Band(8);
  private final int[] history = new int[24];
  private final RepeatAndFade concealment = new RepeatAndFade(16_000);

  @Override
  public int sampleRate() {
    return 16_000;
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] out) {
    int bytes = Math.min(length, out.length / 2);
    for (int i = 0; i < bytes; i++) {
      decode(payload[offset + i] & 0xFF, out, 2 * i);
    }
    concealment.remember(out, 2 * bytes);
    return 2 * bytes;
  }

  @Override
  public int conceal(int samples, byte[] next, int offset, int length, short[] out) {
    concealment.conceal(out, samples);
    return samples;
  }

  private void decode(int code, short[] out, int at) {
    int lowSample = decodeLow(code & 0x3F);
    int highSample = decodeHigh(code >> 6);
    System.arraycopy(history, 2, history, 0, 22);
    history[22] = lowSample + highSample;
    history[23] = lowSample - highSample;
    int even = 0;
    int odd = 0;
    for (int i = 0; i < 12; i++) {
      odd += history[2 * i] * G722Tables.MIRROR[i];
      even += history[2 * i + 1] * G722Tables.MIRROR[11 - i];
    }
    out[at] = (short) saturate(even >> 11);
    out[at + 1] = (short) saturate(odd >> 11);
  }

  private int decodeLow(int code) {
    int sample = clamp(low.predicted + (low.step * G722Tables.LOW_6[code] >> 15), -16_384, 16_383);
    int difference = low.step * G722Tables.LOW_4[code >> 2] >> 15;
    low.scaleLow(code >> 2);
    low.adapt(difference);
    return sample;
  }

  private int decodeHigh(int code) {
    int difference = high.step * G722Tables.HIGH_2[code] >> 15;
    int sample = clamp(high.predicted + difference, -16_384, 16_383);
    high.scaleHigh(code);
    high.adapt(difference);
    return sample;
  }
}

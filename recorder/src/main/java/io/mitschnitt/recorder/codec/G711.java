package io.mitschnitt.recorder.codec;

/**
 * The two companding laws of telephony, as tables: a byte for each of 65,536 samples, and a sample for each of 256
 * bytes.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.711">ITU-T G.711</a>
 */
final class G711 {

  static final G711 MU_LAW = new G711(true);
  static final G711 A_LAW = new G711(false);

  private static final int MU_BIAS = 0x84;
  private static final int MU_CLIP = 32_635;

  private final short[] expand = new short[256];
  private final byte[] compress = new byte[65_536];

  private G711(boolean mu) {
    for (int code = 0; code < 256; code++) {
      expand[code] = (short) (mu ? expandMu(code) : expandA(code));
    }
    for (int sample = -32_768; sample < 32_768; sample++) {
      compress[sample & 0xFFFF] = (byte) (mu ? compressMu(sample) : compressA(sample));
    }
  }

  short sample(byte code) {
    return expand[code & 0xFF];
  }

  byte code(short sample) {
    return compress[sample & 0xFFFF];
  }

  private static int expandMu(int code) {
    int inverted = ~code;
    int magnitude = ((inverted & 0x0F) << 3) + MU_BIAS << ((inverted & 0x70) >> 4);
    return (inverted & 0x80) != 0 ? MU_BIAS - magnitude : magnitude - MU_BIAS;
  }

  private static int compressMu(int sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(sample), MU_CLIP) + MU_BIAS;
    int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
    return ~(sign | segment << 4 | magnitude >> segment + 3 & 0x0F);
  }

  private static int expandA(int code) {
    int toggled = code ^ 0x55;
    int step = (toggled & 0x0F) << 4;
    int segment = toggled >> 4 & 7;
    int magnitude = segment == 0 ? step + 8 : step + 0x108 << segment - 1;
    return (toggled & 0x80) != 0 ? magnitude : -magnitude;
  }

  private static int compressA(int sample) {
    int steps = (sample < 0 ? ~sample : sample) >> 4;
    int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(steps));
    int step = segment < 2 ? steps : steps >> segment - 1;
    int sign = sample < 0 ? 0 : 0x80;
    return (sign | segment << 4 | step & 0x0F) ^ 0x55;
  }
}

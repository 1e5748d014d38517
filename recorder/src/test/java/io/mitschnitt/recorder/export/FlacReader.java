package io.mitschnitt.recorder.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Reads what {@link FlacWriter} writes, by the RFC alone: fixed predictors, Rice codes, checksums. */
final class FlacReader {

  private final byte[] flac;
  private int bit = 42 * 8;

  FlacReader(byte[] flac) {
    this.flac = flac;
  }

  short[][] read(int samples) {
    short[][] sound = new short[2][samples];
    for (int at = 0; at < samples; ) {
      at += frame(sound, at);
    }
    assertThat(bit).as("all is read").isEqualTo(flac.length * 8);
    return sound;
  }

  private int frame(short[][] sound, int at) {
    int begin = bit / 8;
    assertThat(bits(16)).isEqualTo(0xFFF8);
    assertThat(bits(4)).isEqualTo(7);
    bits(4);
    assertThat(bits(8)).isEqualTo(0b0001_1000);
    int first = bits(8);
    for (int more = first < 0x80 ? 0 : Integer.numberOfLeadingZeros(~(first << 24)) - 1;
        more > 0;
        more--) {
      assertThat(bits(2)).isEqualTo(2);
      bits(6);
    }
    int size = bits(16) + 1;
    int head = bit / 8;
    assertThat(bits(8)).isEqualTo(Crc.FLAC_HEAD.of(Arrays.copyOfRange(flac, begin, head)));
    for (short[] channel : sound) {
      subframe(channel, at, size);
    }
    bit = (bit + 7) / 8 * 8;
    int end = bit / 8;
    assertThat(bits(16)).isEqualTo(Crc.FLAC_FRAME.of(Arrays.copyOfRange(flac, begin, end)));
    return size;
  }

  private void subframe(short[] out, int at, int size) {
    int order = (bits(8) >> 1) - 8;
    assertThat(order).isBetween(0, 4);
    long[] s = new long[size];
    for (int i = 0; i < order; i++) {
      s[i] = (short) bits(16);
    }
    assertThat(bits(2)).isZero();
    int parts = 1 << bits(4);
    int k = 0;
    for (int i = order; i < size; i++) {
      if (i == order || i % (size / parts) == 0) {
        k = bits(4);
      }
      int quotient = 0;
      while (bits(1) == 0) {
        quotient++;
      }
      int folded = quotient << k | bits(k);
      s[i] = (folded >>> 1 ^ -(folded & 1)) + predicted(s, i, order);
    }
    for (int i = 0; i < size; i++) {
      out[at + i] = (short) s[i];
    }
  }

  private static long predicted(long[] s, int i, int order) {
    return switch (order) {
      case 0 -> 0;
      case 1 -> s[i - 1];
      case 2 -> 2 * s[i - 1] - s[i - 2];
      case 3 -> 3 * s[i - 1] - 3 * s[i - 2] + s[i - 3];
      default -> 4 * s[i - 1] - 6 * s[i - 2] + 4 * s[i - 3] - s[i - 4];
    };
  }

  private int bits(int n) {
    int value = 0;
    for (int i = 0; i < n; i++, bit++) {
      value = value << 1 | flac[bit >> 3] >> 7 - (bit & 7) & 1;
    }
    return value;
  }
}

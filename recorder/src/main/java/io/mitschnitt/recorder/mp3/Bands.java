package io.mitschnitt.recorder.mp3;

/**
 * How the 576 lines of a spectrum are shared out among scale factors. Those of the low sampling frequencies come in
 * four groups, each with a width of its own, which {@link Side#scaleFactorCompress} tells.
 *
 * @param ends where each band of a long block ends
 * @param shortEnds the same for each of the three windows of a short block
 * @see <a href="https://www.iso.org/standard/26797.html">ISO/IEC 13818-3, 2.4.3.2 and annex B, table B.2</a>
 */
@SuppressWarnings("ArrayRecordComponent") // constants, never compared
record Bands(int[] ends, int[] shortEnds) {

  static final int WINDOWS = 3;
  private static final int LONG_FACTORS = 21;
  private static final int SHORT_FACTORS = 36;

  private static final Bands AT_8_KHZ = new Bands(
      new int[] {
        12, 24, 36, 48, 60, 72, 88, 108, 132, 160, 192, 232, 280, 336, 400, 476, 566, 568, 570, 572,
        574, 576
      },
      new int[] {8, 16, 24, 36, 52, 72, 96, 124, 160, 162, 164, 166, 192});
  private static final Bands AT_16_KHZ = new Bands(
      new int[] {
        6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522,
        576
      },
      new int[] {4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 134, 174, 192});

  // Rows: long, short; by the range in which the side information's number lies.
  private static final int[][][] GROUPS = {
    {{6, 5, 5, 5}, {9, 9, 9, 9}},
    {{6, 5, 7, 3}, {9, 9, 12, 6}},
    {{11, 10, 0, 0}, {18, 18, 0, 0}}
  };
  private static final int[] PRETAB = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 2, 0
  };

  static Bands of(Mp3Format format) {
    return format == Mp3Format.NARROWBAND ? AT_8_KHZ : AT_16_KHZ;
  }

  /** Where the first and the second region of a long block end, in lines. */
  int regionEnd(int bands) {
    return ends[Math.min(bands, ends.length) - 1];
  }

  /** Where the first region of a block without counts of its own ends, in lines. */
  int firstRegionEnd(Side side) {
    return side.isShort() ? WINDOWS * shortEnds[2] : ends[7];
  }

  /** Reads the scale factors of one channel into {@code to}; those that were not sent are 0. */
  static void readFactors(BitReader in, Side side, int[] to) {
    int code = side.scaleFactorCompress();
    int range = code < 400 ? 0 : code < 500 ? 1 : 2;
    int[] widths = switch (range) {
      case 0 -> new int[] {(code >> 4) / 5, (code >> 4) % 5, (code & 15) >> 2, code & 3};
      case 1 -> new int[] {(code - 400 >> 2) / 5, (code - 400 >> 2) % 5, code - 400 & 3, 0};
      default -> new int[] {(code - 500) / 3, (code - 500) % 3, 0, 0};
    };
    int[] groups = GROUPS[range][side.isShort() ? 1 : 0];
    int at = 0;
    for (int group = 0; group < groups.length; group++) {
      for (int i = 0; i < groups[group]; i++) {
        to[at++] = in.next(widths[group]);
      }
    }
    int most = side.isShort() ? SHORT_FACTORS : LONG_FACTORS;
    for (; at < most + WINDOWS; at++) {
      to[at] = 0;
    }
    for (int i = 0; range == 2 && !side.isShort() && i < PRETAB.length; i++) {
      to[i] += PRETAB[i];
    }
  }
}

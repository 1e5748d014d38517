package io.mitschnitt.recorder.mp3;

/**
 * What a frame of the low sampling frequencies says of one channel before its data: 63 bits.
 *
 * <pre>
 *  length  big     gain  scale factors'  0 | tables of 3 regions, 2 counts of bands         | scale  quads'
 *  12      values  8     widths, 9       1 | block type, mixed?, 2 tables, 3 window gains   | 1      book, 1
 *          9                             1   22
 * </pre>
 *
 * @param length bits of the channel's data
 * @param bigValues pairs of values in the regions
 * @param blockType 0 long, 1 start, 2 short, 3 stop
 * @param tables the code book of each region
 * @param windowGains what each of three short windows is softer by, in eighths
 * @see <a href="https://www.iso.org/standard/26797.html">ISO/IEC 13818-3, 2.4.1.7</a>
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one frame, never compared
record Side(
    int length,
    int bigValues,
    int globalGain,
    int scaleFactorCompress,
    int blockType,
    int[] tables,
    int[] windowGains,
    int firstBands,
    int secondBands,
    boolean coarse,
    int quads) {

  private static final int SHORT = 2;
  private static final int[] NONE = {0, 0, 0};

  /** @throws IllegalArgumentException when it says what no encoder of ours says */
  static Side read(BitReader in) {
    int length = in.next(12);
    int bigValues = in.next(9);
    int gain = in.next(8);
    int compress = in.next(9);
    if (2 * bigValues > Mp3Format.FRAME_SAMPLES) {
      throw new IllegalArgumentException("a frame has too many values");
    }
    if (in.next(1) == 0) {
      int[] tables = {in.next(5), in.next(5), in.next(5)};
      int first = in.next(4) + 1;
      int second = first + in.next(3) + 1;
      return new Side(
          length,
          bigValues,
          gain,
          compress,
          0,
          tables,
          NONE,
          first,
          second,
          in.next(1) == 1,
          in.next(1));
    }
    int type = in.next(2);
    if (type == 0 || in.next(1) == 1) {
      throw new IllegalArgumentException("a frame has a block of an unknown kind");
    }
    int[] tables = {in.next(5), in.next(5), 0};
    int[] gains = {in.next(3), in.next(3), in.next(3)};
    return new Side(
        length, bigValues, gain, compress, type, tables, gains, 0, 0, in.next(1) == 1, in.next(1));
  }

  boolean isShort() {
    return blockType == SHORT;
  }
}

package io.mitschnitt.recorder.mp3;

import java.util.Arrays;

/**
 * What can be heard of an MP3 of ours, found without making it sound: every frame is taken apart to its last bit, as a
 * decoder does, and the energy of its spectrum is that of its sound. What a decoder does after that is arithmetic on
 * these values, which cannot fail. A tenth of the library's work, and stricter: a channel's data must end at the very
 * bit that the frame says.
 */
public final class Mp3Hearing {

  private static final int HEADER = 4;
  private static final int SIDE_BITS = 8 * (HEADER + 17);
  private static final int MOST_VALUE = 15 + (1 << 13);
  private static final double[] POWER = powers();

  // What a spectrum's sum of squares is as a mean square of its 576 samples.
  private static final double LONG_SCALE = 1 / 2.0;
  private static final double SHORT_SCALE = 1 / 6.0;

  private final Bands bands;
  private final BitReader in;
  private final int[] values = new int[Mp3Format.FRAME_SAMPLES + 2];
  private final int[] factors = new int[40];

  private Mp3Hearing(Mp3Format format) {
    bands = Bands.of(format);
    in = new BitReader(format.frameBytes());
  }

  /**
   * How much there is, and how loud.
   *
   * @param samples of each channel
   * @param left mean level of the left channel in dB relative to full scale, −120 where there is nothing
   */
  public record Heard(long samples, double left, double right) {}

  /**
   * Listens to {@code mp3}.
   *
   * @throws IllegalArgumentException when it is not a whole file of a {@link Mp3Format}, or a frame is damaged
   */
  public static Heard of(byte[] mp3) {
    Mp3Decoder.Info info = Mp3Decoder.Info.of(mp3);
    int frameBytes = info.format().frameBytes();
    byte[] header = info.format().header();
    Mp3Hearing hearing = new Mp3Hearing(info.format());
    double[] energy = new double[2];
    for (int at = frameBytes; at < mp3.length; at += frameBytes) {
      if (!Arrays.equals(mp3, at, at + 4, header, 0, 4)) {
        throw new IllegalArgumentException("no frame begins at byte " + at);
      }
      hearing.frame(mp3, at, energy);
    }
    double frames = Math.max(1, info.samples() / (double) Mp3Format.FRAME_SAMPLES);
    return new Heard(info.samples(), level(energy[0] / frames), level(energy[1] / frames));
  }

  private static double level(double meanSquare) {
    return 10 * Math.log10(meanSquare + 1e-12);
  }

  /** Adds the mean square of each channel's frame to {@code energy}. */
  private void frame(byte[] mp3, int at, double[] energy) {
    in.open(mp3, at);
    in.skip(8 * HEADER);
    if (in.next(8) != 0) {
      throw new IllegalArgumentException("a frame needs what came before it");
    }
    in.skip(2);
    Side left = Side.read(in);
    Side right = Side.read(in);
    if (in.at() != SIDE_BITS || SIDE_BITS + left.length() + right.length() > in.end()) {
      throw new IllegalArgumentException("a frame is longer than it is");
    }
    energy[0] += channel(left);
    energy[1] += channel(right);
  }

  private double channel(Side side) {
    int end = in.at() + side.length();
    Bands.readFactors(in, side, factors);
    int lines = quads(side, pairs(side), end);
    if (in.at() != end) {
      throw new IllegalArgumentException("a frame's data ends where it should not");
    }
    Arrays.fill(values, lines, values.length, 0);
    return side.isShort() ? shortEnergy(side) * SHORT_SCALE : longEnergy(side) * LONG_SCALE;
  }

  private int pairs(Side side) {
    int end = 2 * side.bigValues();
    boolean counted = side.blockType() == 0;
    int first = counted ? bands.regionEnd(side.firstBands()) : bands.firstRegionEnd(side);
    int second = counted ? bands.regionEnd(side.secondBands()) : Mp3Format.FRAME_SAMPLES;
    int at = region(0, Math.min(first, end), side.tables()[0]);
    at = region(at, Math.min(second, end), side.tables()[1]);
    return region(at, end, side.tables()[2]);
  }

  private int region(int from, int to, int table) {
    if (table == 0) {
      Arrays.fill(values, from, Math.max(from, to), 0);
      return Math.max(from, to);
    }
    HuffmanCode code = HuffmanCode.pairs(table);
    int linbits = code.linbits();
    int at = from;
    for (; at < to; at += 2) {
      int pair = code.read(in);
      values[at] = value(pair >> 4, linbits);
      values[at + 1] = value(pair & 15, linbits);
    }
    return at;
  }

  private int value(int coded, int linbits) {
    int value = coded == 15 && linbits > 0 ? coded + in.next(linbits) : coded;
    in.skip(value == 0 ? 0 : 1); // its sign
    return value;
  }

  private int quads(Side side, int from, int end) {
    HuffmanCode code = HuffmanCode.quads(side.quads());
    int at = from;
    while (in.at() < end && at + 4 <= values.length) {
      int quad = code.read(in);
      in.skip(Integer.bitCount(quad));
      for (int i = 0; i < 4; i++) {
        values[at++] = quad >> 3 - i & 1;
      }
    }
    return at;
  }

  private double longEnergy(Side side) {
    double energy = 0;
    int at = 0;
    for (int band = 0; band < bands.ends().length; band++) {
      double sum = 0;
      for (int end = bands.ends()[band]; at < end; at++) {
        sum += POWER[values[at]];
      }
      energy += sum == 0 ? 0 : sum * gain(side, side.globalGain(), factors[band]);
    }
    return energy;
  }

  private double shortEnergy(Side side) {
    double energy = 0;
    int at = 0;
    int before = 0;
    for (int band = 0; band < bands.shortEnds().length; band++) {
      int width = bands.shortEnds()[band] - before;
      before += width;
      for (int window = 0; window < Bands.WINDOWS; window++) {
        double sum = 0;
        for (int end = at + width; at < end; at++) {
          sum += POWER[values[at]];
        }
        int gain = side.globalGain() - 8 * side.windowGains()[window];
        energy += sum == 0 ? 0 : sum * gain(side, gain, factors[Bands.WINDOWS * band + window]);
      }
    }
    return energy;
  }

  /** The square of what a value is multiplied by; 210 is the standard's zero. */
  private static double gain(Side side, int globalGain, int factor) {
    return Math.pow(2, (globalGain - 210) / 2.0 - (side.coarse() ? 2 : 1) * factor);
  }

  /** The square of each value's power of 4/3. */
  private static double[] powers() {
    double[] powers = new double[MOST_VALUE + 1];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Math.pow(i, 8 / 3.0);
    }
    return powers;
  }
}

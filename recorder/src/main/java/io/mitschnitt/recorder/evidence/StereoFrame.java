package io.mitschnitt.recorder.evidence;

import java.util.Arrays;

/**
 * One Layer III frame whose two channels are taken apart and put together again bit by bit, without decoding: plain
 * stereo of the low sampling frequencies, no checksum, no bit reservoir, as recordings are kept.
 *
 * <pre>
 *   bytes  0        4                             21
 *         +--------+---------------------------+----------------------------------------+
 *         | header | 10 bits | 63 bits | 63    | customer's data | agent's data | padding |
 *         |        | zero    | customer| agent |                 |              |         |
 *         +--------+---------------------------+----------------------------------------+
 *                   side information: the first 12 of the 63 bits are the length of the channel's data
 *
 *   a channel's part:  its 63 bits and a zero bit, then its data, filled up with zero bits to whole bytes
 * </pre>
 *
 * <p>A channel whose 63 bits are zero has no data and is silent: that is how a part is taken out.
 *
 * @see <a href="https://www.iso.org/standard/26797.html">ISO/IEC 13818-3, 2.4.1.7: side information for one granule</a>
 */
final class StereoFrame {

  static final int CUSTOMER = 0;
  static final int AGENT = 1;

  /** What a silent frame's part is. */
  static final byte[] SILENT = new byte[8];

  private static final int HEADER = 4;
  private static final int SIDE = HEADER * 8;
  private static final int SHARED_BITS = 10;
  private static final int CHANNEL_BITS = 63;
  private static final int LENGTH_BITS = 12;
  private static final int DATA = (HEADER + 17) * 8;

  private StereoFrame() {}

  /**
   * Bytes of every frame of a file that begins with {@code mp3}.
   *
   * @throws IllegalArgumentException where it is of no format in which recordings are kept
   */
  static int bytes(byte[] mp3) {
    int head = mp3.length < HEADER
        ? 0
        : (mp3[0] & 0xFF) << 24 | (mp3[1] & 0xFF) << 16 | (mp3[2] & 0xFF) << 8 | mp3[3] & 0xFF;
    return switch (head) {
      case 0xFFE34804 -> 288; // MPEG 2.5, 8 kHz, 32 kbit/s
      case 0xFFF36804 -> 216; // MPEG 2, 16 kHz, 48 kbit/s
      default -> throw new IllegalArgumentException("not the sound of a recording");
    };
  }

  /**
   * The part of one channel.
   *
   * @param at where the frame begins in {@code mp3}
   * @throws IllegalArgumentException where no such frame is there
   */
  static byte[] part(byte[] mp3, int at, int frameBytes, int channel) {
    int customer = length(mp3, at, CUSTOMER);
    int agent = length(mp3, at, AGENT);
    if (!Arrays.equals(mp3, 0, HEADER, mp3, at, at + HEADER)
        || bits(mp3, at * 8 + SIDE, SHARED_BITS) != 0
        || DATA + customer + agent > frameBytes * 8) {
      throw new IllegalArgumentException("not a frame of a recording");
    }
    int length = channel == CUSTOMER ? customer : agent;
    byte[] part = new byte[SILENT.length + (length + 7) / 8];
    copy(mp3, side(at, channel), part, 0, CHANNEL_BITS);
    copy(mp3, at * 8 + DATA + (channel == CUSTOMER ? 0 : customer), part, 64, length);
    return part;
  }

  /** Writes the frame of two parts, with no padding but zeros, at {@code at}, where the header of {@code mp3} is copied to. */
  static void put(byte[] mp3, int at, int frameBytes, byte[] customer, byte[] agent) {
    Arrays.fill(mp3, at + HEADER, at + frameBytes, (byte) 0);
    copy(customer, 0, mp3, side(at, CUSTOMER), CHANNEL_BITS);
    copy(agent, 0, mp3, side(at, AGENT), CHANNEL_BITS);
    int length = bits(customer, 0, LENGTH_BITS);
    copy(customer, 64, mp3, at * 8 + DATA, length);
    copy(agent, 64, mp3, at * 8 + DATA + length, bits(agent, 0, LENGTH_BITS));
  }

  /** Whether nothing but zeros stands behind the agent's data. */
  static boolean unpadded(byte[] mp3, int at, int frameBytes) {
    int end = DATA + length(mp3, at, CUSTOMER) + length(mp3, at, AGENT);
    for (int bit = end; bit < frameBytes * 8; bit++) {
      if (bits(mp3, at * 8 + bit, 1) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int length(byte[] mp3, int at, int channel) {
    return bits(mp3, side(at, channel), LENGTH_BITS);
  }

  private static int side(int at, int channel) {
    return at * 8 + SIDE + SHARED_BITS + channel * CHANNEL_BITS;
  }

  /** Up to 16 bits from bit {@code from} on. */
  private static int bits(byte[] bytes, int from, int count) {
    int at = from >> 3;
    int three = (bytes[at] & 0xFF) << 16
        | (at + 1 < bytes.length ? (bytes[at + 1] & 0xFF) << 8 : 0)
        | (at + 2 < bytes.length ? bytes[at + 2] & 0xFF : 0);
    return three >> 24 - (from & 7) - count & (1 << count) - 1;
  }

  /** Copies bits to where zero bits are. */
  private static void copy(byte[] source, int from, byte[] target, int to, int count) {
    for (int done = 0; done < count; ) {
      int room = Math.min(8 - (to + done & 7), count - done);
      int value = bits(source, from + done, room);
      target[to + done >> 3] |= (byte) (value << 8 - (to + done & 7) - room);
      done += room;
    }
  }
}

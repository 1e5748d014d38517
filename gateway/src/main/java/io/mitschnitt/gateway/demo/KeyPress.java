package io.mitschnitt.gateway.demo;

/**
 * One key being pressed for eight frames, its end said three times, and the pause before the next one may begin.
 *
 * <pre>
 *    0                   1                   2                   3
 *   |     event     |E|R|  volume   |          duration             |
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.3">RFC 4733, the payload</a>
 */
final class KeyPress {

  /** Bytes of a payload. */
  static final int LENGTH = 4;

  private static final int HELD = 8;
  private static final int SAID_AT_END = 3;
  private static final int PAUSE = 5;
  private static final int VOLUME = 10;

  private final int event;
  private int step;
  private int began;

  KeyPress(char digit) {
    event = "0123456789*#ABCD".indexOf(digit);
    if (event < 0) {
      throw new IllegalArgumentException("no key of a telephone");
    }
  }

  /** Writes the next frame's payload; false once there is nothing more to say and the pause runs. */
  boolean speaks(byte[] out, int rtpTime) {
    if (step == 0) {
      began = rtpTime;
    }
    step++;
    if (step > HELD + SAID_AT_END) {
      return false;
    }
    int duration = Math.min(step, HELD) * Voice.FRAME;
    out[0] = (byte) event;
    out[1] = (byte) (VOLUME | (step > HELD ? 0x80 : 0));
    out[2] = (byte) (duration >> 8);
    out[3] = (byte) duration;
    return true;
  }

  /** Whether the frame just written is the first of this key, which carries the marker. */
  boolean first() {
    return step == 1;
  }

  /** The RTP time of the key's beginning, which all its packets carry. */
  int began() {
    return began;
  }

  boolean over() {
    return step > HELD + SAID_AT_END + PAUSE;
  }
}

package io.mitschnitt.gateway.rtp;

/**
 * One key on its way out as telephone events: an update every 20 ms, the end three times.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.5.1">RFC 4733, section 2.5.1</a>
 */
public final class KeySender {

  private static final int ENDS = 3;
  private static final int VOLUME = 10;
  private static final int LONGEST = 0xFFFF;

  private final int event;
  private final int total;
  private final int step;
  private int duration;
  private int ends;
  private int time;

  /**
   * @param key one of 0 to 9, *, #, A to D
   * @param ticks its length in timestamp units
   * @param step timestamp units of 20 ms
   */
  public KeySender(char key, int ticks, int step) {
    this.event = KeyPresses.eventOf(key);
    this.total = Math.max(step, Math.min(LONGEST, ticks));
    this.step = step;
    if (event < 0) throw new IllegalArgumentException("no such key");
  }

  public boolean over() {
    return ends == ENDS;
  }

  /**
   * Writes the next packet.
   *
   * @return octets written from {@code at} on
   */
  public int write(byte[] to, int at, RtpOut out, int payloadType, long nanos) {
    boolean first = duration == 0;
    duration = Math.min(total, duration + step);
    boolean end = duration == total;
    if (end) ends++;
    if (first)
      time = out.next(
          to, at, payloadType, true, out.ticksSince(nanos, step), KeyPresses.PAYLOAD, nanos);
    else out.again(to, at, payloadType, false, time, KeyPresses.PAYLOAD, nanos);
    int p = at + RtpPacket.FIXED_HEADER;
    to[p] = (byte) event;
    to[p + 1] = (byte) (end ? 0x80 | VOLUME : VOLUME);
    Octets.put16(to, p + 2, duration);
    return RtpPacket.FIXED_HEADER + KeyPresses.PAYLOAD;
  }
}

package io.mitschnitt.gateway.rtp;

/**
 * What the receiver of a stream of ours says of it in its report blocks, and the round trip that follows from the time
 * between our report and its echo.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-6.4.1">RFC 3550, section 6.4.1</a>
 */
public final class Echo {

  /** No round trip was measured. */
  public static final int UNKNOWN = -1;

  private static final int REMEMBERED = 4;
  private static final long LONGEST_TRIP_NANOS = 30_000_000_000L;

  private final int[] reports = new int[REMEMBERED];
  private final long[] sentNanos = new long[REMEMBERED];
  private int next;
  private long blocks;
  private int lost;
  private int newest;
  private int jitter;
  private int roundTripMicros = UNKNOWN;

  /** Our sender report with {@code middleOfNtp} leaves now. */
  void sent(int middleOfNtp, long nanos) {
    reports[next] = middleOfNtp;
    sentNanos[next] = nanos;
    next = (next + 1) % REMEMBERED;
  }

  /** Reads the report block at {@code at}: 24 octets about our stream. */
  void heard(byte[] b, int at, long nanos) {
    blocks++;
    lost = Octets.i32(b, at + 4) << 8 >> 8;
    newest = Octets.i32(b, at + 8);
    jitter = Octets.i32(b, at + 12);
    int report = Octets.i32(b, at + 16);
    long heldNanos = Integer.toUnsignedLong(Octets.i32(b, at + 20)) * 1_000_000_000L >> 16;
    for (int i = 0; report != 0 && i < REMEMBERED; i++) {
      long trip = nanos - sentNanos[i] - heldNanos;
      if (reports[i] == report && trip >= 0 && trip < LONGEST_TRIP_NANOS)
        roundTripMicros = (int) (trip / 1000);
    }
  }

  /** Report blocks so far. */
  public long blocks() {
    return blocks;
  }

  /** Packets that never arrived there, since the beginning. */
  public int lost() {
    return lost;
  }

  /** The highest sequence number that arrived there, with its roll-overs. */
  public int newest() {
    return newest;
  }

  /** Jitter seen there, in timestamp units. */
  public int jitter() {
    return jitter;
  }

  /** The last round trip, or {@link #UNKNOWN}. */
  public int roundTripMicros() {
    return roundTripMicros;
  }
}

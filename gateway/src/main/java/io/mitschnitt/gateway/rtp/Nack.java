package io.mitschnitt.gateway.rtp;

/**
 * What a receiver says that it misses.
 *
 * <pre>
 * |V=2|P| FMT=1 |  PT=205 |  length  |  its SSRC  |  our SSRC  | { first number (16) | the 16 after it, as bits (16) }*
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4585#section-6.2.1">RFC 4585, section 6.2.1</a>
 */
public final class Nack {

  private static final int TRANSPORT_FEEDBACK = 205;
  private static final int GENERIC_NACK = 1;
  private static final int HEADER = 12;
  private static final int MOST_ENTRIES = 16;

  private Nack() {}

  /** Who is told. */
  public interface Missing {
    void packet(int sequence);
  }

  /** Tells of each packet of {@code ssrc} that the compound of reports asks for; of garbage, nothing. */
  public static void read(byte[] b, int at, int length, int ssrc, Missing missing) {
    int end = at + length;
    for (int p = at; p + 8 <= end && (b[p] & 0xC0) == 0x80; ) {
      int octets = 4 * (Octets.u16(b, p + 2) + 1);
      if (p + octets > end) return;
      boolean asks =
          (b[p + 1] & 255) == TRANSPORT_FEEDBACK && (b[p] & 31) == GENERIC_NACK && octets > HEADER;
      if (asks && Octets.i32(b, p + 8) == ssrc) entries(b, p + HEADER, p + octets, missing);
      p += octets;
    }
  }

  private static void entries(byte[] b, int from, int to, Missing missing) {
    int most = Math.min(to, from + 4 * MOST_ENTRIES);
    for (int p = from; p + 4 <= most; p += 4) {
      int first = Octets.u16(b, p);
      missing.packet(first);
      int after = Octets.u16(b, p + 2);
      for (int i = 0; i < 16; i++) {
        if ((after >> i & 1) != 0) missing.packet(first + 1 + i & 0xFFFF);
      }
    }
  }
}

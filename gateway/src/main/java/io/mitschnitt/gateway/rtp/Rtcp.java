package io.mitschnitt.gateway.rtp;

import java.nio.charset.StandardCharsets;

/**
 * Reports on a stream: one compound packet of ours (sender or receiver report, then SDES with the CNAME), and the little
 * that we read from theirs. A BYE of theirs means nothing to a call: anyone can forge it on a plain leg.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-6">RFC 3550, section 6</a>
 */
public final class Rtcp {

  private static final int SENDER_REPORT = 200;
  private static final int RECEIVER_REPORT = 201;
  private static final int SOURCE_DESCRIPTION = 202;
  private static final int CNAME = 1;
  private static final int SENDER = 28; // octets before the first report block
  private static final int RECEIVER = 8;
  private static final int BLOCK = 24;
  private static final long NTP_EPOCH = 2_208_988_800L;

  private Rtcp() {}

  /**
   * Writes our report.
   *
   * @param to room for 160 octets from {@code at} on
   * @return octets written
   */
  public static int write(
      byte[] to, int at, RtpOut out, RtpIn in, String cname, long epochMillis, long nanos) {
    boolean sends = out.packets() > 0;
    int p = at + 4;
    Octets.put32(to, p, out.ssrc());
    p += 4;
    if (sends) p = senderInfo(to, p, out, epochMillis, nanos);
    if (in.started()) p = block(to, p, in, nanos);
    header(to, at, in.started() ? 1 : 0, sends ? SENDER_REPORT : RECEIVER_REPORT, p - at);
    return describe(to, p, out.ssrc(), cname) - at;
  }

  /**
   * Tells {@code in} of a sender report of its source, and {@code out} what is said of it, wherever they stand in the
   * compound; a compound of reduced size (RFC 5506) is read alike. Ends at the first packet whose length makes no sense.
   */
  public static void read(byte[] b, int at, int length, RtpIn in, RtpOut out, long nanos) {
    int end = at + length;
    for (int p = at; p + 8 <= end && (b[p] & 0xC0) == 0x80; ) {
      int octets = 4 * (Octets.u16(b, p + 2) + 1);
      if (p + octets > end) return;
      int type = b[p + 1] & 255;
      if (type == SENDER_REPORT && octets >= SENDER && Octets.i32(b, p + 4) == in.ssrc()) {
        in.reported(Octets.i32(b, p + 10), nanos);
      }
      if (type == SENDER_REPORT) blocks(b, p, p + SENDER, octets, out, nanos);
      if (type == RECEIVER_REPORT) blocks(b, p, p + RECEIVER, octets, out, nanos);
      p += octets;
    }
  }

  private static void blocks(byte[] b, int packet, int first, int octets, RtpOut out, long nanos) {
    int count = b[packet] & 31;
    for (int at = first; count > 0 && at + BLOCK <= packet + octets; at += BLOCK, count--) {
      if (Octets.i32(b, at) == out.ssrc()) out.echo().heard(b, at, nanos);
    }
  }

  private static int senderInfo(byte[] to, int p, RtpOut out, long epochMillis, long nanos) {
    Octets.put32(to, p, (int) (epochMillis / 1000 + NTP_EPOCH));
    Octets.put32(to, p + 4, (int) (epochMillis % 1000 * 0x1_0000_0000L / 1000));
    Octets.put32(to, p + 8, out.timeAt(nanos));
    Octets.put32(to, p + 12, (int) out.packets());
    Octets.put32(to, p + 16, (int) out.octets());
    out.echo().sent(Octets.i32(to, p + 2), nanos);
    return p + 20;
  }

  private static int block(byte[] to, int p, RtpIn in, long nanos) {
    int lost = Math.max(-0x80_0000, Math.min(0x7F_FFFF, in.lost()));
    Octets.put32(to, p, in.ssrc());
    Octets.put32(to, p + 4, in.fractionLost() << 24 | (lost & 0xFF_FFFF));
    Octets.put32(to, p + 8, in.extendedNewest());
    Octets.put32(to, p + 12, in.jitter());
    Octets.put32(to, p + 16, in.lastReport());
    Octets.put32(to, p + 20, in.sinceLastReport(nanos));
    return p + 24;
  }

  private static int describe(byte[] to, int at, int ssrc, String cname) {
    byte[] name = cname.getBytes(StandardCharsets.US_ASCII);
    Octets.put32(to, at + 4, ssrc);
    to[at + 8] = CNAME;
    to[at + 9] = (byte) name.length;
    System.arraycopy(name, 0, to, at + 10, name.length);
    int p = at + 10 + name.length;
    do to[p++] = 0;
    while ((p - at) % 4 != 0);
    header(to, at, 1, SOURCE_DESCRIPTION, p - at);
    return p;
  }

  private static void header(byte[] to, int at, int count, int type, int octets) {
    to[at] = (byte) (0x80 | count);
    to[at + 1] = (byte) type;
    Octets.put16(to, at + 2, octets / 4 - 1);
  }
}

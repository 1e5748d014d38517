package io.mitschnitt.gateway.rtp;

/**
 * A view of one packet in a byte array that is used again for the next one. Belongs to one event loop; nobody keeps it
 * beyond the call that was given it.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * |               CSRCs (CC times), extension (X)                 |
 * |                  payload ...                 padding, count   |
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-5.1">RFC 3550, section 5.1</a>
 */
public final class RtpPacket {

  /** Octets before CSRCs and extension. */
  public static final int FIXED_HEADER = 12;

  public byte[] bytes;
  public int offset;
  public int length;

  public RtpPacket() {
    this(new byte[0]);
  }

  public RtpPacket(byte[] bytes) {
    this.bytes = bytes;
    this.length = bytes.length;
  }

  /** Looks at another region from now on. */
  public RtpPacket wrap(byte[] region, int from, int octets) {
    bytes = region;
    offset = from;
    length = octets;
    return this;
  }

  /** Whether the fixed header is there and says version 2. */
  public boolean looksLikeRtp() {
    return length >= FIXED_HEADER && (bytes[offset] & 0xC0) == 0x80;
  }

  public boolean marker() {
    return bytes[offset + 1] < 0;
  }

  public int payloadType() {
    return bytes[offset + 1] & 0x7F;
  }

  public int sequence() {
    return Octets.u16(bytes, offset + 2);
  }

  public int timestamp() {
    return Octets.i32(bytes, offset + 4);
  }

  public int ssrc() {
    return Octets.i32(bytes, offset + 8);
  }

  /** Octets before the payload, or -1 where the packet is malformed. */
  public int headerLength() {
    if (!looksLikeRtp()) return -1;
    int header = FIXED_HEADER + 4 * (bytes[offset] & 15);
    if ((bytes[offset] & 0x10) != 0) {
      if (header + 4 > length) return -1;
      header += 4 + 4 * Octets.u16(bytes, offset + header + 2);
    }
    return header > length ? -1 : header;
  }

  /** Octets of payload behind {@code header} octets, without padding; -1 where the padding is malformed. */
  public int payloadLength(int header) {
    int payload = length - header;
    if ((bytes[offset] & 0x20) == 0) return payload;
    int padding = payload > 0 ? bytes[offset + length - 1] & 255 : 0;
    return padding == 0 || padding > payload ? -1 : payload - padding;
  }
}

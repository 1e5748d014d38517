package io.mitschnitt.gateway.rtp;

/**
 * What a datagram on a shared port is, by its first octet.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7983#section-7">RFC 7983, section 7</a>
 */
public enum FirstByte {
  STUN,
  DTLS,
  /** RTP or RTCP. */
  MEDIA,
  /** ZRTP, TURN channels, garbage: not ours. */
  OTHER;

  public static FirstByte of(int unsigned) {
    if (unsigned >= 128 && unsigned < 192) return MEDIA;
    if (unsigned < 4) return STUN;
    return unsigned >= 20 && unsigned < 64 ? DTLS : OTHER;
  }

  /**
   * Whether a media packet on a port that carries both is RTCP, by its second octet.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc5761#section-4">RFC 5761, section 4</a>
   */
  public static boolean isRtcp(int secondOctet) {
    int type = secondOctet & 0x7F;
    return type >= 64 && type < 96;
  }
}

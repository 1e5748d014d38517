package io.mitschnitt.gateway.edge.ice;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The walk over a STUN message's lengths before ice4j's decoder sees it, which throws whatever comes to its mind on
 * hostile ones. Lets through only what ICE sends: each attribute inside the message, those of a fixed size with that
 * size, few of them, integrity and fingerprint at the end.
 *
 * <pre>
 *  0                   1                   2                   3
 * |0 0|  message type             |  length behind these 20       |
 * |                 magic cookie 2112A442                         |
 * |                 transaction id, 96 bits                       |
 * |  attribute type               |  length     | value, padded to 32 bits ...
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8489#section-5">RFC 8489, section 5</a>
 */
public final class StunShape {

  private static final int HEADER = 20;
  private static final int MOST_OCTETS = 1200;
  private static final int MOST_ATTRIBUTES = 24;
  private static final int USERNAME = 0x0006;
  private static final int INTEGRITY = 0x0008;
  private static final int ERROR_CODE = 0x0009;
  private static final int XOR_MAPPED_ADDRESS = 0x0020;
  private static final int PRIORITY = 0x0024;
  private static final int USE_CANDIDATE = 0x0025;
  private static final int SOFTWARE = 0x8022;
  private static final int FINGERPRINT = 0x8028;
  private static final int CONTROLLED = 0x8029;
  private static final int CONTROLLING = 0x802A;

  private StunShape() {}

  /** Whether ice4j may read it: what it is not given it cannot stumble over. */
  public static boolean sound(byte[] b) {
    if (b.length < HEADER || b.length > MOST_OCTETS || (b[0] & 0xC0) != 0) return false;
    if (b[4] != 0x21 || b[5] != 0x12 || b[6] != (byte) 0xA4 || b[7] != 0x42) return false;
    if (u16(b, 2) != b.length - HEADER || (b.length & 3) != 0) return false;
    return walk(b);
  }

  private static boolean walk(byte[] b) {
    boolean integrity = false;
    boolean fingerprint = false;
    int count = 0;
    for (int p = HEADER; p < b.length; p += 4 + (u16(b, p + 2) + 3 & ~3)) {
      if (p + 4 > b.length || ++count > MOST_ATTRIBUTES || fingerprint) return false;
      int type = u16(b, p);
      int length = u16(b, p + 2);
      if (p + 4 + (length + 3 & ~3) > b.length || !sizeFits(type, length)) return false;
      if (integrity && type != FINGERPRINT) return false;
      if (type == XOR_MAPPED_ADDRESS && !familyFits(b, p + 4, length)) return false;
      integrity |= type == INTEGRITY;
      fingerprint = type == FINGERPRINT;
    }
    return integrity && fingerprint;
  }

  private static boolean sizeFits(int type, int length) {
    return switch (type) {
      case USERNAME -> length > 0 && length <= 513;
      case INTEGRITY -> length == 20;
      case ERROR_CODE -> length >= 4 && length <= 512;
      case XOR_MAPPED_ADDRESS -> length == 8 || length == 20;
      case PRIORITY, FINGERPRINT -> length == 4;
      case USE_CANDIDATE -> length == 0;
      case CONTROLLED, CONTROLLING -> length == 8;
      case SOFTWARE -> length <= 763;
      // Chromium's network cost, goog-* and the like: unknown to ice4j, which keeps them as octets.
      // Those of TURN and
      // of old STUN have decoders of their own and no business here.
      default -> type >= 0xC000;
    };
  }

  private static boolean familyFits(byte[] b, int at, int length) {
    return b[at + 1] == (length == 8 ? 1 : 2);
  }

  /** The fragment of ours that a check is meant for, before the colon of its user name: RFC 8445, section 7.2.2. */
  public static @Nullable String ourFragment(byte[] b) {
    for (int p = HEADER; p + 4 <= b.length; p += 4 + (u16(b, p + 2) + 3 & ~3)) {
      if (u16(b, p) == USERNAME) return beforeColon(b, p + 4, u16(b, p + 2));
    }
    return null;
  }

  public static boolean isRequest(byte[] b) {
    return b[0] == 0 && b[1] == 1;
  }

  public static boolean isSuccess(byte[] b) {
    return b[0] == 1 && b[1] == 1;
  }

  private static @Nullable String beforeColon(byte[] b, int at, int length) {
    for (int i = 0; i < length; i++) {
      if (b[at + i] == ':') return new String(b, at, i, StandardCharsets.US_ASCII);
    }
    return null;
  }

  private static int u16(byte[] b, int at) {
    return (b[at] & 255) << 8 | (b[at + 1] & 255);
  }
}

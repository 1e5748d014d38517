package io.mitschnitt.gateway.rtp;

/** Big-endian numbers in byte arrays, as RTP has them. */
final class Octets {

  private Octets() {}

  static int u16(byte[] b, int at) {
    return (b[at] & 255) << 8 | (b[at + 1] & 255);
  }

  static int i32(byte[] b, int at) {
    return u16(b, at) << 16 | u16(b, at + 2);
  }

  static void put16(byte[] b, int at, int value) {
    b[at] = (byte) (value >> 8);
    b[at + 1] = (byte) value;
  }

  static void put32(byte[] b, int at, int value) {
    put16(b, at, value >> 16);
    put16(b, at + 2, value);
  }
}

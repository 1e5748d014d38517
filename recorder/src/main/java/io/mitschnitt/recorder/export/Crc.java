package io.mitschnitt.recorder.export;

/** Checksums of {@code bits} bits, the most significant first, beginning with zero. */
final class Crc {

  /** FLAC's frame heads: RFC 9639, section 9.1.8. */
  static final Crc FLAC_HEAD = new Crc(8, 0x07);

  /** FLAC's frames: RFC 9639, section 9.3. */
  static final Crc FLAC_FRAME = new Crc(16, 0x8005);

  /** Ogg's pages: RFC 3533, section 6. */
  static final Crc OGG = new Crc(32, 0x04C11DB7);

  private final int bits;
  private final int mask;
  private final int[] table = new int[256];

  private Crc(int bits, int polynomial) {
    this.bits = bits;
    mask = bits == 32 ? -1 : (1 << bits) - 1;
    for (int i = 0; i < table.length; i++) {
      int crc = i << bits - 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> bits - 1 & 1) != 0 ? crc << 1 ^ polynomial : crc << 1;
      }
      table[i] = crc & mask;
    }
  }

  int of(byte[] bytes) {
    int crc = 0;
    for (byte one : bytes) {
      crc = (crc << 8 ^ table[(crc >>> bits - 8 ^ one) & 0xFF]) & mask;
    }
    return crc;
  }
}

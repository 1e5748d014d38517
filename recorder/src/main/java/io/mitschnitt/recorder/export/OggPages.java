package io.mitschnitt.recorder.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets to pages of one Ogg stream. A packet must be shorter than 65,025 bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3533">RFC 3533</a>
 */
final class OggPages {

  static final int FIRST = 2;
  static final int LAST = 4;

  private static final int HEAD = 27;
  private static final int CHECKSUM = 22;

  private final int serial;
  private final List<byte[]> packets = new ArrayList<>();
  private int number;

  OggPages(int serial) {
    this.serial = serial;
  }

  void add(byte[] packet) {
    packets.add(packet);
  }

  int waiting() {
    return packets.size();
  }

  /** All packets since the last page, as a page that ends at {@code position}. */
  byte[] page(int flags, long position) {
    ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    int length = 0;
    for (byte[] packet : packets) {
      for (int rest = packet.length; rest >= 0; rest -= 255) {
        lacing.write(Math.min(255, rest));
      }
      length += packet.length;
    }
    ByteBuffer page =
        ByteBuffer.allocate(HEAD + lacing.size() + length).order(ByteOrder.LITTLE_ENDIAN);
    page.put(new byte[] {'O', 'g', 'g', 'S', 0, (byte) flags})
        .putLong(position)
        .putInt(serial)
        .putInt(number++);
    page.putInt(0).put((byte) lacing.size()).put(lacing.toByteArray());
    packets.forEach(page::put);
    packets.clear();
    page.putInt(CHECKSUM, Crc.OGG.of(page.array()));
    return page.array();
  }
}

package io.mitschnitt.recorder.foreign;

import io.mitschnitt.recorder.contract.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The packets of an Ogg file, of its first stream alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3533#section-6">RFC 3533, the page format</a>
 */
final class OggPackets {

  private static final int HEAD = 27;
  private static final int FULL = 255;
  private static final int MOST = 1 << 16;

  private final InputStream in;
  private final Deque<byte[]> ready = new ArrayDeque<>();
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int serial;
  private boolean first = true;

  OggPackets(InputStream in) {
    this.in = in;
  }

  /** The next one; empty at the end. A page that is cut off at the file's end is left out. */
  Optional<byte[]> next() throws IOException {
    while (ready.isEmpty()) {
      if (!page()) {
        return Optional.empty();
      }
    }
    return Optional.of(ready.remove());
  }

  private boolean page() throws IOException {
    byte[] head = in.readNBytes(HEAD);
    if (head.length < HEAD) {
      return false;
    }
    if (head[0] != 'O' || head[1] != 'g' || head[2] != 'g' || head[3] != 'S') {
      throw new Refused("an Ogg file that is damaged");
    }
    byte[] table = in.readNBytes(head[26] & 0xFF);
    int length = 0;
    for (byte lace : table) {
      length += lace & 0xFF;
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      return false;
    }
    int stream =
        head[14] << 24 | (head[15] & 0xFF) << 16 | (head[16] & 0xFF) << 8 | head[17] & 0xFF;
    if (first) {
      serial = stream;
      first = false;
    }
    if (stream == serial) {
      packets(table, body);
    }
    return true;
  }

  private void packets(byte[] table, byte[] body) {
    int at = 0;
    for (byte lace : table) {
      int part = lace & 0xFF;
      begun.write(body, at, part);
      at += part;
      if (begun.size() > MOST) {
        throw new Refused("an Ogg packet that is too long");
      }
      if (part < FULL) {
        ready.add(begun.toByteArray());
        begun.reset();
      }
    }
  }
}

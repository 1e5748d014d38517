package io.mitschnitt.gateway.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads a RIFF WAVE file of 16 kHz, mono, 16 bits.
 *
 * <pre>
 *  "RIFF" size "WAVE"  { id(4) size(4, little endian) bytes(size) pad to even }*
 *  fmt : format(2)=1 channels(2) rate(4) byteRate(4) blockAlign(2) bits(2)      data: samples
 * </pre>
 */
final class Wav {

  private static final int RATE = 16_000;
  private static final int PCM = 1;

  private Wav() {}

  /** The samples; {@code name} is for the message where the file is not one of ours. */
  static short[] samples(byte[] file, String name) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < 12
        || !"RIFF".equals(tag(in))
        || in.getInt() < 0
        || !"WAVE".equals(tag(in))) {
      throw wrong(name, "it is not a WAVE file");
    }
    boolean described = false;
    while (in.remaining() >= 8) {
      String id = tag(in);
      int size = in.getInt();
      if (size < 0 || size > in.remaining()) {
        throw wrong(name, "it is cut off");
      }
      ByteBuffer body = in.slice().limit(size).order(ByteOrder.LITTLE_ENDIAN);
      if (id.equals("fmt ")) {
        check(body, name);
        described = true;
      } else if (id.equals("data") && described) {
        return shorts(body);
      }
      in.position(Math.min(in.limit(), in.position() + size + (size & 1)));
    }
    throw wrong(name, "it has no sound");
  }

  private static void check(ByteBuffer fmt, String name) throws IOException {
    if (fmt.remaining() < 16) {
      throw wrong(name, "its format is cut off");
    }
    int format = fmt.getShort(0);
    int channels = fmt.getShort(2);
    int rate = fmt.getInt(4);
    int bits = fmt.getShort(14);
    if (format != PCM || channels != 1 || rate != RATE || bits != 16) {
      throw wrong(
          name,
          "it has " + channels + " channel(s), " + rate + " Hz, " + bits + " bits, format "
              + format);
    }
  }

  private static short[] shorts(ByteBuffer body) {
    short[] samples = new short[body.remaining() / 2];
    body.asShortBuffer().get(samples);
    return samples;
  }

  private static String tag(ByteBuffer in) {
    byte[] four = new byte[4];
    in.get(four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }

  private static IOException wrong(String name, String what) {
    return new IOException(
        name + ": an announcement is a WAVE file of 16 kHz, mono, 16 bits PCM; " + what);
  }
}

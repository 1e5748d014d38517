package io.mitschnitt.recorder.foreign;

import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WAV: linear of 8, 16, 24 or 32 bits, floating point, A-law and µ-law. A length that a recorder left open is none. */
final class WavFile implements SoundFile {

  private static final int LINEAR = 1;
  private static final int FLOAT = 3;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int MOST_HEAD = 1 << 20;
  private static final long OPEN_END = 0xFFFF_FFFFL;

  private final InputStream in;
  private int coding;
  private int bits;
  private int rate;
  private int channels;
  private long left;
  private final SoundDecoder law;
  private final short[] decoded = new short[2 * MOST];

  WavFile(InputStream in) throws IOException {
    this.in = in;
    in.skipNBytes(12); // RIFF, length, WAVE
    while (!chunk()) {
      // to the samples
    }
    law = Codecs.decoder(coding == A_LAW ? Codec.PCMA : Codec.PCMU);
  }

  /** Reads one chunk's head, and the chunk unless it is the samples; true once these begin. */
  private boolean chunk() throws IOException {
    ByteBuffer head = bytes(8);
    String name = StandardCharsets.ISO_8859_1.decode(head.slice(0, 4)).toString();
    long length = head.getInt(4) & 0xFFFF_FFFFL;
    if (name.equals("data")) {
      if (channels == 0) {
        throw new Refused("a WAV without its format");
      }
      left = length == OPEN_END || length == 0 ? Long.MAX_VALUE : length;
      return true;
    }
    if (length > MOST_HEAD) {
      throw new Refused("a WAV whose head is damaged");
    }
    ByteBuffer body = bytes((int) (length + (length & 1)));
    if (name.equals("fmt ")) {
      format(body);
    }
    return false;
  }

  private void format(ByteBuffer body) {
    if (body.capacity() < 16) {
      throw new Refused("a WAV whose head is damaged");
    }
    coding = body.getShort(0) & 0xFFFF;
    if (coding == EXTENSIBLE && body.capacity() >= 26) {
      coding = body.getShort(24) & 0xFFFF;
    }
    channels = SoundFile.channels(body.getShort(2));
    rate = SoundFile.rate(body.getInt(4) & 0xFFFF_FFFFL);
    bits = body.getShort(14);
    boolean known = switch (coding) {
      case LINEAR -> bits == 8 || bits == 16 || bits == 24 || bits == 32;
      case FLOAT -> bits == 32;
      case A_LAW, MU_LAW -> bits == 8;
      default -> false;
    };
    if (!known) {
      throw new Refused("a WAV coded as " + coding + " with " + bits + " bits cannot be read");
    }
  }

  private ByteBuffer bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new Refused("a WAV that is cut off in its head");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String format() {
    return "WAV";
  }

  @Override
  public int sampleRate() {
    return rate;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int read(short[] leftOut, short[] rightOut) throws IOException {
    int size = bits / 8 * channels;
    byte[] bytes = in.readNBytes((int) Math.min(left, (long) MOST * size));
    left -= bytes.length;
    int samples = bytes.length / size;
    samples(bytes, samples * channels);
    for (int i = 0; i < samples; i++) {
      leftOut[i] = decoded[i * channels];
      rightOut[i] = decoded[i * channels + channels - 1];
    }
    return samples;
  }

  private void samples(byte[] bytes, int count) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (coding == A_LAW || coding == MU_LAW) {
      for (int at = 0; at < count; at += MOST) {
        int part = Math.min(MOST, count - at);
        short[] piece = new short[MOST];
        law.decode(bytes, at, part, piece);
        System.arraycopy(piece, 0, decoded, at, part);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      decoded[i] = coding == FLOAT ? real(in.getFloat(4 * i)) : linear(in, i);
    }
  }

  private static short real(float sample) {
    return (short) Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
  }

  private short linear(ByteBuffer in, int i) {
    return switch (bits) {
      case 8 -> (short) ((in.get(i) & 0xFF) - 128 << 8);
      case 16 -> in.getShort(2 * i);
      case 24 -> in.getShort(3 * i + 1);
      default -> in.getShort(4 * i + 2);
    };
  }
}

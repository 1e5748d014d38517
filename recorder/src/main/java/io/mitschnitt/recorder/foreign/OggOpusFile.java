package io.mitschnitt.recorder.foreign;

import io.mitschnitt.recorder.codec.OpusPackets;
import io.mitschnitt.recorder.contract.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Ogg Opus, mono or stereo, coupled or as two streams.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7845">RFC 7845</a>
 */
final class OggOpusFile implements SoundFile {

  private static final int RATE = 48_000;

  private final OggPackets packets;
  private final int channels;
  private final OpusPackets decoder;
  private int skip;

  OggOpusFile(InputStream in) throws IOException {
    packets = new OggPackets(in);
    byte[] first = packets.next().orElseThrow(() -> new Refused("an Ogg file without a packet"));
    ByteBuffer head = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
    if (first.length < 19 || !magic(first).equals("OpusHead")) {
      throw new Refused("an Ogg file that is not Opus");
    }
    channels = SoundFile.channels(first[9]);
    skip = head.getShort(10) & 0xFFFF;
    boolean apart = first[18] != 0 && first.length >= 23 && first[19] == 2;
    if (first[18] != 0 && channels == 2 && !apart && first[20] != 1) {
      throw new Refused("Opus channels that are mapped in an unknown way");
    }
    decoder = new OpusPackets(channels, apart);
    packets.next(); // OpusTags
  }

  private static String magic(byte[] packet) {
    return new String(packet, 0, 8, StandardCharsets.US_ASCII);
  }

  @Override
  public String format() {
    return "Ogg Opus";
  }

  @Override
  public int sampleRate() {
    return RATE;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int read(short[] left, short[] right) throws IOException {
    int samples = 0;
    while (samples == 0) {
      Optional<byte[]> packet = packets.next();
      if (packet.isEmpty()) {
        return 0;
      }
      samples = skipped(decode(packet.get(), left, right), left, right);
    }
    return samples;
  }

  private int decode(byte[] packet, short[] left, short[] right) {
    try {
      return decoder.decode(packet, left, right);
    } catch (IllegalArgumentException damaged) {
      throw new Refused("an Opus packet that is damaged");
    }
  }

  /** What the encoder put before the beginning is left out. */
  private int skipped(int samples, short[] left, short[] right) {
    int over = Math.min(skip, samples);
    skip -= over;
    System.arraycopy(left, over, left, 0, samples - over);
    System.arraycopy(right, over, right, 0, samples - over);
    return samples - over;
  }
}

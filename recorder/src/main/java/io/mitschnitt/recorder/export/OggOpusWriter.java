package io.mitschnitt.recorder.export;

import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.Resampler;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.contract.Codec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Ogg Opus with two mono streams, left and right, so that nothing of one party is heard on the other's side: channel
 * mapping family 1, two streams, none coupled. A packet holds 20 ms.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7845">RFC 7845</a>, and for the framing within a packet <a
 *     href="https://www.rfc-editor.org/rfc/rfc6716#appendix-B">RFC 6716, appendix B</a>
 */
final class OggOpusWriter implements SoundWriter {

  private static final int RATE = 48_000;
  private static final int FRAME = RATE / 50;
  private static final int PACKETS_PER_PAGE = 50;

  /** Samples at 48 kHz by which the encoder delays. */
  private static final int ENCODER_DELAY = 312;

  /** Samples of the lower rate by which the resampler delays. */
  private static final int RESAMPLER_DELAY = 16;

  private final int sampleRate;
  private final long end;
  private final int skip;
  private final OggPages pages = new OggPages(0x4D545348);
  private final Side left;
  private final Side right;
  private final int step;
  private long position;

  OggOpusWriter(int sampleRate, long samples) {
    this.sampleRate = sampleRate;
    step = sampleRate / 50;
    skip = ENCODER_DELAY + RESAMPLER_DELAY * (RATE / sampleRate);
    end = skip + samples * (RATE / sampleRate);
    left = new Side(sampleRate);
    right = new Side(sampleRate);
  }

  @Override
  public OptionalLong bytes() {
    return OptionalLong.empty();
  }

  @Override
  public void begin(ByteArrayOutputStream out) {
    ByteBuffer head = ByteBuffer.allocate(23).order(ByteOrder.LITTLE_ENDIAN);
    head.put(ascii("OpusHead"))
        .put((byte) 1)
        .put((byte) 2)
        .putShort((short) skip)
        .putInt(sampleRate)
        .putShort((short) 0);
    head.put(new byte[] {1, 2, 0, 0, 1});
    pages.add(head.array());
    out.writeBytes(pages.page(OggPages.FIRST, 0));
    byte[] vendor = ascii("Mitschnitt");
    ByteBuffer tags = ByteBuffer.allocate(16 + vendor.length).order(ByteOrder.LITTLE_ENDIAN);
    tags.put(ascii("OpusTags")).putInt(vendor.length).put(vendor).putInt(0);
    pages.add(tags.array());
    out.writeBytes(pages.page(0, 0));
  }

  @Override
  public void samples(
      short[] leftIn, short[] rightIn, int from, int to, ByteArrayOutputStream out) {
    for (int i = from; i < to; i++) {
      left.add(leftIn[i]);
      if (right.add(rightIn[i])) {
        packet(out);
      }
    }
  }

  /** Silence pushes out what the delays hold back. */
  @Override
  public void end(ByteArrayOutputStream out) {
    while (position < end) {
      left.add((short) 0);
      if (right.add((short) 0)) {
        packet(out);
      }
    }
    out.writeBytes(pages.page(OggPages.LAST, end));
  }

  /** The last page is held back until it is known whether it is the last. */
  private void packet(ByteArrayOutputStream out) {
    if (pages.waiting() == PACKETS_PER_PAGE) {
      out.writeBytes(pages.page(0, position));
    }
    byte[] first = delimited(left.packet(step));
    byte[] second = right.packet(step);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    pages.add(both);
    position += FRAME;
  }

  /** A packet of one frame that tells its own length. */
  private static byte[] delimited(byte[] packet) {
    int length = packet.length - 1;
    int more = length < 252 ? 1 : 2;
    byte[] out = new byte[packet.length + more];
    out[0] = packet[0];
    if (more == 1) {
      out[1] = (byte) length;
    } else {
      out[1] = (byte) (252 + (length & 3));
      out[2] = (byte) (length - 252 - (length & 3) >> 2);
    }
    System.arraycopy(packet, 1, out, 1 + more, length);
    return out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** One party's way to 48 kHz and Opus. */
  private static final class Side {
    private final Resampler resampler;
    private final SoundEncoder encoder = Codecs.encoder(Codec.OPUS);
    private final short[] in;
    private final short[] sound = new short[FRAME];
    private final byte[] packet = new byte[1_275];
    private int held;

    Side(int sampleRate) {
      resampler = new Resampler(sampleRate, RATE);
      in = new short[sampleRate / 50];
    }

    /** Answers whether a packet is full. */
    boolean add(short sample) {
      in[held++] = sample;
      return held == in.length;
    }

    byte[] packet(int step) {
      resampler.process(in, step, sound);
      held = 0;
      return Arrays.copyOf(packet, encoder.encode(sound, 0, FRAME, packet, 0));
    }
  }
}

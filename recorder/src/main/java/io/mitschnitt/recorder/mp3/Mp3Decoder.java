package io.mitschnitt.recorder.mp3;

import de.sciss.jump3r.mp3.BitStream;
import de.sciss.jump3r.mp3.GainAnalysis;
import de.sciss.jump3r.mp3.Lame;
import de.sciss.jump3r.mp3.MP3Data;
import de.sciss.jump3r.mp3.VBRTag;
import de.sciss.jump3r.mp3.Version;
import de.sciss.jump3r.mpg.Common;
import de.sciss.jump3r.mpg.Interface;
import de.sciss.jump3r.mpg.MPGLib;
import java.util.Arrays;
import java.util.Optional;

/** MP3 files of a {@link Mp3Format} to samples, exactly as many as were encoded: what reads recordings back. */
public final class Mp3Decoder {

  private static final int PER_CALL = 1_152;

  static {
    Library.loaded();
  }

  private final MPGLib library = new MPGLib();
  private final MPGLib.mpstr_tag state;
  private final MP3Data data = new MP3Data();
  private final short[] left = new short[PER_CALL * 4];
  private final short[] right = new short[PER_CALL * 4];

  private Mp3Decoder() {
    Interface parts = new Interface();
    Common common = new Common();
    VBRTag tag = new VBRTag();
    BitStream bitStream = new BitStream();
    Version version = new Version();
    tag.setModules(new Lame(), bitStream, version);
    bitStream.setModules(new GainAnalysis(), library, version, tag);
    parts.setModules(tag, common);
    library.setModules(parts, common);
    state = library.hip_decode_init();
  }

  /** Takes samples as they are decoded; the arrays are the decoder's own and change with the next call. */
  @FunctionalInterface
  public interface Sink {
    void samples(short[] left, short[] right, int from, int to);
  }

  /**
   * The whole sound of {@code mp3}.
   *
   * @throws IllegalArgumentException when it is not a whole file of a {@link Mp3Format}
   */
  public static Pcm decode(byte[] mp3) {
    Info info = Info.of(mp3);
    short[] left = new short[Math.toIntExact(info.samples())];
    short[] right = new short[left.length];
    int[] at = {0};
    decode(mp3, (l, r, from, to) -> {
      System.arraycopy(l, from, left, at[0], to - from);
      System.arraycopy(r, from, right, at[0], to - from);
      at[0] += to - from;
    });
    return new Pcm(left, right, info.format().sampleRate());
  }

  /**
   * Hands the sound of {@code mp3} to {@code sink} piece by piece.
   *
   * @return samples per channel that were handed over
   * @throws IllegalArgumentException when it is not a whole file of a {@link Mp3Format}
   */
  public static long decode(byte[] mp3, Sink sink) {
    Info info = Info.of(mp3);
    Pieces pieces = new Pieces(info, sink);
    pieces.frames(mp3, info.format().frameBytes());
    pieces.end();
    return info.samples();
  }

  /** A file that comes in pieces, each of whole frames. One thread at a time. */
  public static final class Pieces {
    private final Mp3Decoder decoder = new Mp3Decoder();
    private final int frameBytes;
    private final byte[] header;
    private final Trim trim;
    private byte[] last = new byte[0];

    public Pieces(Info info, Sink sink) {
      frameBytes = info.format().frameBytes();
      header = info.format().header();
      trim = new Trim(sink, info.samples());
    }

    /**
     * Decodes the next frames; the file's first one, which is silent, is left out.
     *
     * @throws IllegalArgumentException when they are damaged
     */
    public void frames(byte[] frames) {
      frames(frames, 0);
    }

    private void frames(byte[] mp3, int from) {
      for (int at = from; at < mp3.length; at += frameBytes) {
        if (!Arrays.equals(mp3, at, Math.min(at + 4, mp3.length), header, 0, 4)) {
          throw new IllegalArgumentException("no frame begins at byte " + at);
        }
        last = Arrays.copyOfRange(mp3, at, at + frameBytes);
        decode();
      }
    }

    /**
     * Decodes what is still held back.
     *
     * @throws IllegalArgumentException when samples are missing
     */
    public void end() {
      // The library gives a frame only when it sees the next one: the last is shown to it twice.
      decode();
      if (trim.left > 0) {
        throw new IllegalArgumentException(trim.left + " samples are missing");
      }
    }

    private void decode() {
      try {
        trim.samples(decoder.left, decoder.right, 0, decoder.decodeFrame(last));
      } catch (RuntimeException | AssertionError damaged) {
        throw new IllegalArgumentException("not decodable", damaged);
      }
    }
  }

  /** The format and length of {@code mp3} as its first frame tells them; empty when it is not one of ours. */
  public static Optional<Info> info(byte[] mp3) {
    try {
      return Optional.of(Info.of(mp3));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  private int decodeFrame(byte[] frame) {
    int n = library.hip_decode1_headers(state, frame, frame.length, left, right, data);
    if (n < 0) {
      throw new IllegalArgumentException("a frame is damaged");
    }
    return n;
  }

  /** Leaves out the delay at the beginning and the padding at the end. */
  private static final class Trim implements Sink {
    private final Sink sink;
    private long skip = Mp3Format.ENCODER_DELAY + Mp3Format.DECODER_DELAY;
    private long left;

    Trim(Sink sink, long samples) {
      this.sink = sink;
      left = samples;
    }

    @Override
    public void samples(short[] leftIn, short[] rightIn, int from, int to) {
      int first = (int) Math.min(to, from + skip);
      int end = (int) Math.min(to, first + left);
      skip -= first - from;
      left -= end - first;
      sink.samples(leftIn, rightIn, first, end);
    }
  }

  /** What the first frame tells. */
  public record Info(Mp3Format format, long samples) {

    static Info of(byte[] mp3) {
      return of(mp3, mp3.length);
    }

    /**
     * What the file that begins with {@code mp3} and is {@code bytes} long tells of itself.
     *
     * @throws IllegalArgumentException when it is not a file of a {@link Mp3Format}
     */
    public static Info of(byte[] mp3, long bytes) {
      for (Mp3Format format : Mp3Format.values()) {
        if (mp3.length >= format.frameBytes() && Arrays.equals(mp3, 0, 4, format.header(), 0, 4)) {
          return of(mp3, bytes, format);
        }
      }
      throw new IllegalArgumentException("not an MP3 of ours");
    }

    private static Info of(byte[] mp3, long bytes, Mp3Format format) {
      int padding = (mp3[59] & 0x0F) << 8 | mp3[60] & 0xFF;
      long samples = 0;
      if (bytes % format.frameBytes() == 0) {
        long frames = bytes / format.frameBytes() - 1;
        samples = frames * Mp3Format.FRAME_SAMPLES - Mp3Format.ENCODER_DELAY - padding;
      }
      if (samples < 0
          || !Arrays.equals(
              mp3, 0, format.frameBytes(), format.infoFrame(samples), 0, format.frameBytes())) {
        throw new IllegalArgumentException("the first frame does not tell this file's length");
      }
      return new Info(format, samples);
    }
  }
}

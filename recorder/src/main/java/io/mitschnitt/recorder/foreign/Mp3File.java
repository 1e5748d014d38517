package io.mitschnitt.recorder.foreign;

import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.mp3.AnyMp3;
import java.io.IOException;
import java.io.InputStream;

/** MP3 of any rate, mode and encoder, behind tags or without. */
final class Mp3File implements SoundFile {

  private static final int PIECE = 1_024;
  private static final int TAG_HEAD = 10;

  /** So many bytes without a frame are no MP3. */
  private static final int MOST_NOISE = 65_536;

  private final InputStream in;
  private final AnyMp3 decoder = new AnyMp3();
  private long fed;
  private boolean heard;
  private boolean ended;

  Mp3File(InputStream in) throws IOException {
    this.in = in;
    skipTag();
  }

  /** An ID3v2 tag has its length in its head, seven bits to a byte. */
  private void skipTag() throws IOException {
    in.mark(TAG_HEAD);
    byte[] head = in.readNBytes(TAG_HEAD);
    if (head.length == TAG_HEAD && head[0] == 'I' && head[1] == 'D' && head[2] == '3') {
      long length = (head[6] & 0x7FL) << 21
          | (head[7] & 0x7FL) << 14
          | (head[8] & 0x7FL) << 7
          | head[9] & 0x7FL;
      in.skip(length);
    } else {
      in.reset();
    }
  }

  @Override
  public String format() {
    return "MP3";
  }

  @Override
  public int sampleRate() {
    return SoundFile.rate(decoder.sampleRate());
  }

  @Override
  public int channels() {
    return decoder.channels();
  }

  @Override
  public int read(short[] left, short[] right) throws IOException {
    int samples = next(new byte[0], left, right);
    while (samples == 0 && !ended) {
      byte[] piece = in.readNBytes(PIECE);
      fed += piece.length;
      ended = piece.length == 0;
      samples = ended ? 0 : next(piece, left, right);
      if (!heard && samples == 0 && fed > MOST_NOISE) {
        throw new Refused("no MP3 frame could be read");
      }
    }
    if (ended && !heard && samples == 0) {
      throw new Refused("no MP3 frame could be read");
    }
    heard |= samples > 0;
    return samples;
  }

  private int next(byte[] piece, short[] left, short[] right) {
    try {
      return decoder.decode(piece, left, right);
    } catch (IllegalArgumentException damaged) {
      throw new Refused("an MP3 that is damaged before byte " + fed);
    }
  }
}

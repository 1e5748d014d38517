package io.mitschnitt.recorder.foreign;

import io.mitschnitt.recorder.contract.Refused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A sound file being read from its beginning. One thread; closing the stream is the caller's. */
public interface SoundFile {

  /** Most samples that one {@link #read} gives. */
  int MOST = 5_760;

  /** Bytes by which a file tells what it is. */
  int MAGIC = 12;

  /** What it is, for people: {@code WAV}, {@code MP3} or {@code Ogg Opus}. */
  String format();

  /** Samples per second, 8,000 to 96,000; known once the first samples were read. */
  int sampleRate();

  /** 1 or 2. */
  int channels();

  /**
   * The next samples of both channels; of a mono file both are the same.
   *
   * @return how many; 0 at the end
   * @throws Refused where the file is damaged
   */
  int read(short[] left, short[] right) throws IOException;

  /**
   * Begins to read {@code file}.
   *
   * @throws Refused where it is none of the formats, or one that cannot be read
   */
  static SoundFile open(InputStream file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(file, 65_536);
    in.mark(MAGIC);
    byte[] magic = in.readNBytes(MAGIC);
    in.reset();
    if (magic.length < MAGIC) {
      throw new Refused("the file is empty or no sound file");
    }
    if (begins(magic, "RIFF") || begins(magic, "RF64")) {
      return new WavFile(in);
    }
    if (begins(magic, "OggS")) {
      return new OggOpusFile(in);
    }
    boolean frame = magic[0] == (byte) 0xFF && (magic[1] & 0xE6) == 0xE2;
    if (frame || begins(magic, "ID3")) {
      return new Mp3File(in);
    }
    throw new Refused("the file is neither WAV nor MP3 nor Ogg Opus");
  }

  private static boolean begins(byte[] magic, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (magic[i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Refuses a rate that no telephone and no recorder has. */
  static int rate(long hertz) {
    if (hertz < 8_000 || hertz > 96_000) {
      throw new Refused("a sampling rate of " + hertz + " Hz; it may be 8,000 to 96,000");
    }
    return (int) hertz;
  }

  static int channels(int channels) {
    if (channels < 1 || channels > 2) {
      throw new Refused(channels + " channels; it may have one or two");
    }
    return channels;
  }
}

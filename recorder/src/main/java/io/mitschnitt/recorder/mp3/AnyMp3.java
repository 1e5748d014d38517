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

/** An MP3 of whatever encoder, as it comes: frames are found in the bytes. One thread. */
public final class AnyMp3 {

  static {
    Library.loaded();
  }

  private final MPGLib library = new MPGLib();
  private final MPGLib.mpstr_tag state;
  private final MP3Data data = new MP3Data();

  public AnyMp3() {
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

  /** Samples per second; 0 before the first frame. */
  public int sampleRate() {
    return data.samplerate;
  }

  /** 1 or 2; 0 before the first frame. */
  public int channels() {
    return data.stereo;
  }

  /**
   * Takes {@code bytes}, which may be none, and gives the samples of one frame at most; to be called with none until there
   * are no more.
   *
   * @param left room for 1,152 samples
   * @param right the same; of a mono file it gets what {@code left} gets
   * @return samples
   * @throws IllegalArgumentException when the bytes are damaged
   */
  public int decode(byte[] bytes, short[] left, short[] right) {
    int samples;
    try {
      samples = library.hip_decode1_headers(state, bytes, bytes.length, left, right, data);
    } catch (RuntimeException | AssertionError damaged) {
      throw new IllegalArgumentException("not decodable", damaged);
    }
    if (samples < 0) {
      throw new IllegalArgumentException("a frame is damaged");
    }
    if (data.stereo == 1) {
      System.arraycopy(left, 0, right, 0, samples);
    }
    return samples;
  }
}

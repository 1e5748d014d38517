package io.mitschnitt.recorder.mp3;

import de.sciss.jump3r.mp3.BitStream;
import de.sciss.jump3r.mp3.GainAnalysis;
import de.sciss.jump3r.mp3.ID3Tag;
import de.sciss.jump3r.mp3.Lame;
import de.sciss.jump3r.mp3.LameGlobalFlags;
import de.sciss.jump3r.mp3.MPEGMode;
import de.sciss.jump3r.mp3.Presets;
import de.sciss.jump3r.mp3.Quantize;
import de.sciss.jump3r.mp3.QuantizePVT;
import de.sciss.jump3r.mp3.Reservoir;
import de.sciss.jump3r.mp3.Takehiro;
import de.sciss.jump3r.mp3.VBRTag;
import de.sciss.jump3r.mp3.VbrMode;
import de.sciss.jump3r.mp3.Version;
import de.sciss.jump3r.mpg.MPGLib;
import java.util.Arrays;

/**
 * One MP3 in the making: takes samples, gives whole frames. The first, silent frame is not its business: {@link
 * Mp3Format#infoFrame} makes that. Any thread may call, in turn; never two at once. About half a megabyte of memory.
 */
public final class Mp3Encoder implements AutoCloseable {

  /** Most samples that one call may bring. */
  public static final int MOST = 1_152;

  /** Room that an output array must have. */
  public static final int ROOM = 16_384;

  // The cheapest of the library's quality levels that is on a par with the original encoder at
  // these rates.
  private static final int QUALITY = 7;

  static {
    Library.loaded();
  }

  private final Mp3Format format;
  private final Lame lame = new Lame();
  private final LameGlobalFlags flags;
  private final int[] left = new int[MOST];
  private final int[] right = new int[MOST];
  private long samples;
  private long bytes;

  public Mp3Encoder(Mp3Format format) {
    this(format, false);
  }

  /** @param masked whether masking thresholds are computed, which nothing here asks for: to compare with */
  Mp3Encoder(Mp3Format format, boolean masked) {
    this.format = format;
    flags = wire();
    if (lame.lame_init_params(flags) < 0
        || flags.out_samplerate != format.sampleRate()
        || flags.brate != format.bitrate() / 1000) {
      throw new IllegalStateException("the encoder refuses " + format);
    }
    if (!masked) {
      skipMasking();
    }
  }

  /**
   * At this quality the library shapes no noise, and without a reservoir it has no bits to shift to where they are
   * heard most: the masking thresholds that it computes are never looked at. No partitions, no thresholds; what decides
   * on short blocks stays. The files are the same to the last bit, for little more than half the work.
   */
  private void skipMasking() {
    flags.internal_flags.npart_l = 0;
    flags.internal_flags.npart_s = 0;
  }

  /**
   * Encodes {@code n} samples of each channel.
   *
   * @return bytes of whole frames, written from {@code out[0]} on
   */
  public int encode(short[] leftIn, short[] rightIn, int n, byte[] out) {
    for (int i = 0; i < n; i++) {
      left[i] = leftIn[i] << 16;
      right[i] = rightIn[i] << 16;
    }
    samples += n;
    return push(n, out);
  }

  /**
   * Pads with silence and gives the last frames: then {@link Mp3Format#frames} of them have come in all.
   *
   * @return bytes written from {@code out[0]} on
   */
  public int finish(byte[] out) {
    long missing = format.frames(samples) * format.frameBytes() - bytes;
    if (missing < 0) {
      throw new IllegalStateException("more frames than samples");
    }
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
    byte[] more = new byte[ROOM];
    int at = 0;
    while (at < missing) {
      int n = push(Mp3Format.FRAME_SAMPLES, more);
      int wanted = (int) Math.min(n, missing - at);
      System.arraycopy(more, 0, out, at, wanted);
      at += wanted;
    }
    return at;
  }

  @Override
  public void close() {
    lame.lame_close(flags);
  }

  private int push(int n, byte[] out) {
    int made = lame.lame_encode_buffer_int(flags, left, right, n, out, 0, ROOM);
    if (made < 0) {
      throw new IllegalStateException("the encoder failed: " + made);
    }
    bytes += made;
    return made;
  }

  /**
   * The library's parts, put together by hand: its own convenience class switches on loudness analysis and an empty tag
   * frame.
   */
  private LameGlobalFlags wire() {
    BitStream bitStream = new BitStream();
    QuantizePVT quantizeTables = new QuantizePVT();
    Quantize quantize = new Quantize();
    VBRTag tag = new VBRTag();
    ID3Tag id3 = new ID3Tag();
    GainAnalysis gain = new GainAnalysis();
    Presets presets = new Presets();
    Version version = new Version();
    Reservoir reservoir = new Reservoir();
    Takehiro takehiro = new Takehiro();
    MPGLib decoder = new MPGLib();
    lame.setModules(gain, bitStream, presets, quantizeTables, quantize, tag, version, id3, decoder);
    bitStream.setModules(gain, decoder, version, tag);
    id3.setModules(bitStream, version);
    presets.setModules(lame);
    quantize.setModules(bitStream, reservoir, quantizeTables, takehiro);
    quantizeTables.setModules(takehiro, reservoir, lame.enc.psy);
    reservoir.setModules(bitStream);
    takehiro.setModules(quantizeTables);
    tag.setModules(lame, bitStream, version);
    LameGlobalFlags chosen = lame.lame_init();
    choose(chosen);
    id3.id3tag_init(chosen);
    chosen.write_id3tag_automatic = false;
    return chosen;
  }

  private void choose(LameGlobalFlags chosen) {
    chosen.num_channels = 2;
    chosen.in_samplerate = format.sampleRate();
    chosen.out_samplerate = format.sampleRate();
    chosen.mode = MPEGMode.STEREO;
    chosen.VBR = VbrMode.vbr_off;
    chosen.brate = format.bitrate() / 1000;
    chosen.quality = QUALITY;
    chosen.bWriteVbrTag = false;
    chosen.findReplayGain = false;
    chosen.disable_reservoir = true;
  }
}

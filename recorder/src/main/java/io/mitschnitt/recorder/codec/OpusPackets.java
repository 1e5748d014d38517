package io.mitschnitt.recorder.codec;

import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMSDecoder;

/** The packets of an Opus file to samples of two channels at 48 kHz. One thread. */
public final class OpusPackets {

  private static final int RATE = 48_000;
  private static final int LONGEST = RATE / 1000 * 120;

  private final int channels;
  private final OpusMSDecoder library;
  private final short[] both;

  /**
   * @param channels 1 or 2
   * @param apart whether two channels are two streams, not one of both
   */
  public OpusPackets(int channels, boolean apart) {
    this.channels = channels;
    both = new short[LONGEST * channels];
    try {
      library = OpusMSDecoder.create(
          RATE, channels, apart ? 2 : 1, apart ? 0 : channels - 1, new short[] {0, 1});
    } catch (OpusException e) {
      throw new IllegalStateException("48 kHz is a legal format", e);
    }
  }

  /**
   * The samples of {@code packet}; of one channel both arrays get the same.
   *
   * @param left room for 5,760 samples, as {@code right}
   * @throws IllegalArgumentException when it is damaged
   */
  public int decode(byte[] packet, short[] left, short[] right) {
    int samples;
    try {
      samples = library.decodeMultistream(packet, 0, packet.length, both, 0, LONGEST, 0);
    } catch (RuntimeException | AssertionError damaged) {
      throw new IllegalArgumentException("not decodable", damaged);
    }
    if (samples < 0) {
      throw new IllegalArgumentException("not decodable");
    }
    for (int i = 0; i < samples; i++) {
      left[i] = both[i * channels];
      right[i] = both[i * channels + channels - 1];
    }
    return samples;
  }
}

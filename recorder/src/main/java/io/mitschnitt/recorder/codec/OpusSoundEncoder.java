package io.mitschnitt.recorder.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;

/** Samples at 48 kHz to Opus for speech: mono, about 24 kbit/s, with in-band redundancy for lossy ways. */
final class OpusSoundEncoder implements SoundEncoder {

  private static final int LARGEST = 1275;

  private final int rate;
  private final OpusEncoder library;

  OpusSoundEncoder(int rate) {
    this.rate = rate;
    try {
      library = new OpusEncoder(rate, 1, OpusApplication.OPUS_APPLICATION_VOIP);
    } catch (OpusException e) {
      throw new IllegalStateException(rate + " Hz mono is no legal format", e);
    }
    library.setBitrate(24_000);
    library.setComplexity(rate == 48_000 ? 5 : 3);
    library.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
    library.setUseInbandFEC(true);
    library.setPacketLossPercent(5);
  }

  @Override
  public int sampleRate() {
    return rate;
  }

  @Override
  public int encode(short[] pcm, int offset, int samples, byte[] out, int outOffset) {
    int room = Math.min(LARGEST, out.length - outOffset);
    try {
      return library.encode(pcm, offset, samples, out, outOffset, room);
    } catch (OpusException | AssertionError | RuntimeException refused) {
      return empty(samples, out, outOffset);
    }
  }

  /** A packet without sound, which makes the receiver conceal: RFC 6716, section 3.1, SILK wideband, code 0. */
  private int empty(int samples, byte[] out, int outOffset) {
    int millis = samples * 1000 / rate;
    int config = millis <= 10 ? 8 : millis <= 20 ? 9 : millis <= 40 ? 10 : 11;
    out[outOffset] = (byte) (config << 3);
    return 1;
  }
}

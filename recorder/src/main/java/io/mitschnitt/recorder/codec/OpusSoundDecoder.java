package io.mitschnitt.recorder.codec;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;

/**
 * Opus to samples, always at 48 kHz: at every other rate the library turns hybrid packets, which browsers send, into
 * silence. Lost packets are restored from the next one's in-band redundancy where it has any, else extrapolated.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6716#section-4.4">RFC 6716, packet loss concealment</a>
 */
final class OpusSoundDecoder implements SoundDecoder {

  private static final int RATE = 48_000;
  private static final int LONGEST = RATE / 1000 * 120;
  private static final int SHORTEST = RATE / 1000 * 5 / 2;
  private static final byte[] NOTHING = {};

  private final OpusDecoder library;
  private int lastLength = RATE / 50;

  OpusSoundDecoder() {
    try {
      library = new OpusDecoder(RATE, 1);
    } catch (OpusException e) {
      throw new IllegalStateException("48 kHz mono is a legal format", e);
    }
  }

  @Override
  public int sampleRate() {
    return RATE;
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] out) {
    int samples = length > 0
        ? tryDecode(payload, offset, length, out, Math.min(out.length, LONGEST), false)
        : 0;
    if (samples <= 0) {
      Arrays.fill(out, 0, lastLength, (short) 0);
      return lastLength;
    }
    lastLength = samples;
    return samples;
  }

  @Override
  public int conceal(int samples, byte[] next, int offset, int length, short[] out) {
    // The library conceals in steps of 2.5 ms.
    int whole = samples - samples % SHORTEST;
    int made = 0;
    if (whole > 0 && length > 0) {
      made = tryDecode(next, offset, length, out, whole, true);
    }
    if (whole > 0 && made != whole) {
      made = tryDecode(NOTHING, 0, 0, out, whole, false);
    }
    made = Math.max(0, Math.min(made, samples));
    Arrays.fill(out, made, samples, (short) 0);
    return samples;
  }

  private int tryDecode(
      byte[] payload, int offset, int length, short[] out, int room, boolean redundancy) {
    try {
      return library.decode(length == 0 ? null : payload, offset, length, out, 0, room, redundancy);
    } catch (OpusException refused) {
      return 0;
    } catch (AssertionError | RuntimeException damaged) {
      // The library asserts on some damaged packets; its state cannot be trusted after that.
      library.resetState();
      return 0;
    }
  }
}

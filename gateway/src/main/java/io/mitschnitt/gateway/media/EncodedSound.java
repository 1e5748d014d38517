package io.mitschnitt.gateway.media;

import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.Resampler;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.contract.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An announcement as payloads of 20 ms in one codec. Encoded a frame at a time, when it is first played that far, so
 * that no turn of the loop pays for a whole announcement; kept for everyone who plays it later. A leg that joins in the
 * middle of one that nobody heard in its codec waits some ticks for its first frame.
 */
final class EncodedSound {

  private static final int FRAME_16K = 320;
  private static final int LARGEST = 1275;
  private static final int MOST_AT_ONCE = 4;

  private final short[] sound;
  private final Resampler resampler;
  private final SoundEncoder encoder;
  private final short[] taken = new short[FRAME_16K];
  private final short[] resampled;
  private final byte[] encoded = new byte[LARGEST];
  private final List<byte[]> frames = new ArrayList<>();

  EncodedSound(short[] samples16k, Codec codec) {
    sound = samples16k;
    encoder = Codecs.encoder(codec, 16_000);
    resampler = new Resampler(16_000, encoder.sampleRate());
    resampled = new short[encoder.sampleRate() / 50];
  }

  /** How many frames of 20 ms {@code samples16k} fill. */
  static int frames(short[] samples16k) {
    return (samples16k.length + FRAME_16K - 1) / FRAME_16K;
  }

  /** The payload of frame {@code index}, which exists; null while encoding has not come that far. */
  byte @Nullable [] frame(int index) {
    for (int i = 0; i < MOST_AT_ONCE && frames.size() <= index; i++) encodeNext();
    return index < frames.size() ? frames.get(index) : null;
  }

  private void encodeNext() {
    int from = frames.size() * FRAME_16K;
    int samples = Math.max(0, Math.min(FRAME_16K, sound.length - from));
    Arrays.fill(taken, samples, FRAME_16K, (short) 0);
    System.arraycopy(sound, from, taken, 0, samples);
    int n = resampler.process(taken, FRAME_16K, resampled);
    frames.add(Arrays.copyOf(encoded, encoder.encode(resampled, 0, n, encoded, 0)));
  }
}

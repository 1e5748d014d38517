package io.mitschnitt.recorder.codec;

/** Samples to G.711: a byte for each. */
final class G711Encoder implements SoundEncoder {

  private final G711 law;

  G711Encoder(G711 law) {
    this.law = law;
  }

  @Override
  public int sampleRate() {
    return 8_000;
  }

  @Override
  public int encode(short[] pcm, int offset, int samples, byte[] out, int outOffset) {
    for (int i = 0; i < samples; i++) {
      out[outOffset + i] = law.code(pcm[offset + i]);
    }
    return samples;
  }
}

package io.mitschnitt.recorder.codec;

/** G.711 to samples; lost ones are concealed by {@link RepeatAndFade}. */
final class G711Decoder implements SoundDecoder {

  private final G711 law;
  private final RepeatAndFade concealment = new RepeatAndFade(8_000);

  G711Decoder(G711 law) {
    this.law = law;
  }

  @Override
  public int sampleRate() {
    return 8_000;
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] out) {
    int samples = Math.min(length, out.length);
    for (int i = 0; i < samples; i++) {
      out[i] = law.sample(payload[offset + i]);
    }
    concealment.remember(out, samples);
    return samples;
  }

  @Override
  public int conceal(int samples, byte[] next, int offset, int length, short[] out) {
    concealment.conceal(out, samples);
    return samples;
  }
}

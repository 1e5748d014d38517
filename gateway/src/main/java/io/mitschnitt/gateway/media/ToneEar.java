package io.mitschnitt.gateway.media;

import io.mitschnitt.gateway.rtp.KeyPresses;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.Resampler;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.contract.Codec;

/** Listens for {@linkplain ToneKeys keys} in the payloads of one stream, as they come; stragglers are passed over. */
final class ToneEar {

  private static final int LONGEST = 5_760;

  private final Codec codec;
  private final SoundDecoder decoder;
  private final Resampler resampler;
  private final ToneKeys keys;
  private final short[] decoded = new short[LONGEST];
  private final short[] plain = new short[LONGEST + 1];
  private int source;
  private int next;
  private boolean began;

  ToneEar(Codec codec, KeyPresses.Pressed listener) {
    this.codec = codec;
    decoder = Codecs.decoder(codec);
    resampler = new Resampler(decoder.sampleRate(), ToneKeys.RATE);
    keys = new ToneKeys(listener);
  }

  boolean hears(Codec spoken) {
    return codec == spoken;
  }

  /** What was heard before belongs to nothing any more. */
  void restart() {
    began = false;
    keys.restart();
  }

  /** The payload of an authentic packet. */
  void hear(int sequence, int ssrc, byte[] b, int at, int length) {
    boolean straggles = began && ssrc == source && (short) (sequence - next) < 0;
    if (straggles) return;
    if (began && ssrc != source) keys.restart();
    began = true;
    source = ssrc;
    next = sequence + 1;
    int samples = decoder.decode(b, at, length, decoded);
    if (decoder.sampleRate() == ToneKeys.RATE) keys.hear(decoded, samples);
    else keys.hear(plain, resampler.process(decoded, samples, plain));
  }
}

package io.mitschnitt.recorder.codec;

import io.mitschnitt.recorder.contract.Codec;

/** Where decoders and encoders come from: one for each stream and direction, none is ever shared. */
public final class Codecs {

  private Codecs() {}

  /** A fresh decoder, as at the start of a stream. */
  public static SoundDecoder decoder(Codec codec) {
    return switch (codec) {
      case PCMU -> new G711Decoder(G711.MU_LAW);
      case PCMA -> new G711Decoder(G711.A_LAW);
      case G722 -> new G722Decoder();
      case OPUS -> new OpusSoundDecoder();
    };
  }

  /** A fresh encoder, as at the start of a stream. */
  public static SoundEncoder encoder(Codec codec) {
    return switch (codec) {
      case PCMU -> new G711Encoder(G711.MU_LAW);
      case PCMA -> new G711Encoder(G711.A_LAW);
      case G722 -> new G722Encoder();
      case OPUS -> new OpusSoundEncoder(48_000);
    };
  }

  /**
   * A fresh encoder for sound that was sampled at {@code rate}, 8, 16 or 48 kHz: Opus at that rate, because what was not
   * sampled need not be looked for, at a fifth of the cost of 48 kHz; the others at their own.
   */
  public static SoundEncoder encoder(Codec codec, int rate) {
    return codec == Codec.OPUS ? new OpusSoundEncoder(rate) : encoder(codec);
  }
}

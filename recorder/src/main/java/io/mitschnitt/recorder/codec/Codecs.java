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
      case OPUS -> new OpusSoundEncoder();
    };
  }
}

package io.mitschnitt.gateway.media;

import io.mitschnitt.gateway.media.CallMedia.PromptSound;
import io.mitschnitt.recorder.contract.Codec;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The announcements that one media loop has encoded, least used ones forgotten; and 20 ms of silence in each codec. */
public final class SoundShelf {

  private static final int MOST = 64;

  private final Map<PromptSound, Map<Codec, EncodedSound>> sounds =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<PromptSound, Map<Codec, EncodedSound>> eldest) {
          return size() > MOST;
        }
      };
  private final Map<Codec, byte[]> silence = new EnumMap<>(Codec.class);

  /** {@code sound} in {@code codec}; the same sound is recognised by its array. */
  EncodedSound take(PromptSound sound, Codec codec) {
    return sounds
        .computeIfAbsent(sound, s -> new EnumMap<>(Codec.class))
        .computeIfAbsent(codec, c -> new EncodedSound(sound.samples16k(), c));
  }

  byte[] silence(Codec codec) {
    return silence.computeIfAbsent(
        codec, c -> Objects.requireNonNull(new EncodedSound(new short[320], c).frame(0)));
  }
}

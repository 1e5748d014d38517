package io.mitschnitt.gateway.prompt;

import io.mitschnitt.gateway.media.CallMedia.Prompt;
import io.mitschnitt.gateway.media.CallMedia.PromptSound;

/**
 * One announcement in one language.
 *
 * @param words what it says
 * @param sha256 of the sound file, lower-case hex
 */
public record Clip(String language, String name, String words, String sha256, PromptSound sound) {

  /** For the media room to play. */
  public Prompt prompt() {
    return new Prompt(name, sound);
  }
}

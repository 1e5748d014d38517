package io.mitschnitt.recorder.contract;

import java.util.List;

/**
 * What policy made of one call, frozen with it.
 *
 * @param mode how the call may be kept
 * @param language BCP 47 tag of the announcement, such as {@code de}
 * @param prompt the announcement's name in {@code conf/prompts/<language>/}, or empty where none is played
 * @param profile the policy profile that decided
 * @param retentionDays how long a recording is kept, in days from its creation; 1 at least
 * @param reasons why, in sentences for people, most important first; never empty
 */
public record Decision(
    Mode mode, String language, String prompt, String profile, int retentionDays, List<String> reasons) {

  public Decision {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a decision gives its reasons");
    }
    if (retentionDays < 1) {
      throw new IllegalArgumentException("retention is one day at least");
    }
  }
}

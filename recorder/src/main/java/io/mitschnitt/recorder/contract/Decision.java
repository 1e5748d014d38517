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
 * @param basis by which rules it was decided
 * @param keeping by which rules a recording is kept; {@code retentionDays} says about the same in one figure
 */
public record Decision(
    Mode mode,
    String language,
    String prompt,
    String profile,
    int retentionDays,
    List<String> reasons,
    Basis basis,
    Keeping keeping) {

  public Decision {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a decision gives its reasons");
    }
    if (retentionDays < 1) {
      throw new IllegalArgumentException("retention is one day at least");
    }
  }

  /** A decision that keeps a recording for some days. */
  public Decision(
      Mode mode,
      String language,
      String prompt,
      String profile,
      int retentionDays,
      List<String> reasons,
      Basis basis) {
    this(
        mode,
        language,
        prompt,
        profile,
        retentionDays,
        reasons,
        basis,
        Keeping.days(Math.max(1, retentionDays)));
  }

  /** A decision whose rules have no names. */
  public Decision(
      Mode mode,
      String language,
      String prompt,
      String profile,
      int retentionDays,
      List<String> reasons) {
    this(mode, language, prompt, profile, retentionDays, reasons, Basis.UNNAMED);
  }

  /**
   * By which rules a call was decided.
   *
   * @param policyVersion names exactly the profiles and rules that were in force; empty where it was not noted
   * @param tableVersion of the table of jurisdictions; empty where it was not asked
   * @param rule the selective rule that was for this call; empty where none was
   */
  public record Basis(String policyVersion, String tableVersion, String rule) {
    public static final Basis UNNAMED = new Basis("", "", "");
  }
}

package io.mitschnitt.webui.selftest;

import java.util.List;

/**
 * One scripted call and what must come of it.
 *
 * @param mode the consent mode under test, as the API writes it
 * @param pressed what the customer does, for the table
 * @param inbound whether the demo carrier calls us, else our agent dials
 * @param customer the demo person's number; its last two digits say what it does
 * @param dialled who is dialled: the same, or our service number
 * @param talkMillis how long the agent talks once both hear each other, before hanging up
 * @param expected {@code recorded}, or why not: {@code refused}, {@code forbidden}, …
 */
record Scenario(
    String mode,
    String pressed,
    boolean inbound,
    String customer,
    String dialled,
    int talkMillis,
    String expected) {

  private static final String RANGE = "+493023125";
  private static final int SHORT = 3_000;
  private static final int TILL_WITHDRAWN = 16_000;

  /**
   * One of each. The middle digit chooses the profile (conf/demo.yaml), the last two what the customer does
   * ({@code gateway.demo.Habit}): 2x sounds another tone before the gate can open, 4x sounds one tone throughout.
   */
  static final List<Scenario> ALL = List.of(
      out("forbidden", "nothing", "141", SHORT, "forbidden"),
      out("explicit-consent", "1", "224", SHORT, "recorded"),
      out("explicit-consent", "9", "223", SHORT, "refused"),
      out("explicit-consent", "nothing", "225", SHORT, "refused"),
      out("opt-out", "nothing", "325", SHORT, "recorded"),
      out("opt-out", "9", "323", SHORT, "refused"),
      out("opt-out", "hung up early", "328", SHORT, "ended-before-gate"),
      out("notice", "nothing", "425", SHORT, "recorded"),
      out("notice", "*9 later", "430", TILL_WITHDRAWN, "withdrawn"),
      out("one-party", "nothing", "545", SHORT, "recorded"),
      out("statutory", "nothing", "625", SHORT, "recorded"),
      out("off", "nothing", "745", SHORT, "not-selected"),
      in("opt-out", "nothing", "025", "300", "recorded"),
      in("explicit-consent", "1", "024", "200", "recorded"));

  boolean recorded() {
    return expected.equals("recorded");
  }

  /** Whether an announcement gives time for the tone that must not be recorded. */
  boolean announced() {
    return !mode.equals("one-party") && !mode.equals("off") && !mode.equals("forbidden");
  }

  /** Whether both ever hear each other. */
  boolean joined() {
    return !expected.equals("ended-before-gate");
  }

  private static Scenario out(
      String mode, String pressed, String number, int talk, String expected) {
    return new Scenario(mode, pressed, false, RANGE + number, RANGE + number, talk, expected);
  }

  private static Scenario in(
      String mode, String pressed, String caller, String service, String expected) {
    return new Scenario(mode, pressed, true, RANGE + caller, RANGE + service, SHORT, expected);
  }
}

package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Leg;

/**
 * Notices that nothing arrives from a leg that should be heard, by asking once a second how many payloads came. Pure;
 * one thread.
 */
final class Silence {

  /** So many steps without a payload: with one step a second the alarm comes within ten seconds. */
  static final int STEPS = 9;

  private final int[] heard = new int[Leg.values().length];
  private final int[] quiet = new int[Leg.values().length];

  /**
   * One step.
   *
   * @param payloads that came from the leg since the start
   * @param expected whether it should be heard now
   * @return true at the step with which it becomes silent, once for each silence
   */
  boolean step(Leg leg, int payloads, boolean expected) {
    int i = leg.ordinal();
    boolean came = payloads != heard[i];
    heard[i] = payloads;
    quiet[i] = came || !expected ? 0 : quiet[i] + 1;
    return quiet[i] == STEPS;
  }

  /** Legs that are silent now. */
  int silent() {
    int count = 0;
    for (int steps : quiet) {
      count += steps >= STEPS ? 1 : 0;
    }
    return count;
  }
}

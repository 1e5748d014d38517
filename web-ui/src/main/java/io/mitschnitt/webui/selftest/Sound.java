package io.mitschnitt.webui.selftest;

import java.util.ArrayList;
import java.util.List;

/**
 * What a recording sounds like: left and right as decoded from the stored MP3.
 *
 * @param left the customer
 * @param right the agent
 */
@SuppressWarnings("ArrayRecordComponent") // seconds of sound, measured once
record Sound(int rate, short[] left, short[] right) {

  /** Hertz that the customer sounds, that the agent sounds, and that both sound before the gate can be open. */
  static final int CUSTOMER = 440;

  static final int AGENT = 660;
  static final int BEFORE = 1000;

  /** Decibels by which a tone of the other side, or from before the gate, must lie below the own one. */
  static final double APART = 30;

  /** Milliseconds by which the length may differ from the time that both talked. */
  static final int LENGTH_TOLERANCE = 100;

  private static final double AUDIBLE = -40;

  /** Decibels of a tone that sounded long, in one channel. */
  double leftLevel(int hertz) {
    return Tones.level(left, rate, hertz);
  }

  double rightLevel(int hertz) {
    return Tones.level(right, rate, hertz);
  }

  /** How far the customer's tone in the left channel stands above the agent's there. */
  double leftApart() {
    return leftLevel(CUSTOMER) - leftLevel(AGENT);
  }

  double rightApart() {
    return rightLevel(AGENT) - rightLevel(CUSTOMER);
  }

  int millis() {
    return (int) (left.length * 1_000L / rate);
  }

  /** What is wrong, in words; empty when nothing is. */
  List<String> faults(long talkedMillis) {
    List<String> faults = new ArrayList<>();
    check(faults, leftLevel(CUSTOMER) > AUDIBLE, "the customer is not heard on the left");
    check(faults, rightLevel(AGENT) > AUDIBLE, "the agent is not heard on the right");
    check(faults, leftApart() >= APART, "the agent is heard on the left");
    check(faults, rightApart() >= APART, "the customer is heard on the right");
    check(
        faults,
        leftLevel(CUSTOMER) - Tones.peak(left, rate, BEFORE) >= APART,
        "left: sound from before the gate");
    check(
        faults,
        rightLevel(AGENT) - Tones.peak(right, rate, BEFORE) >= APART,
        "right: sound from before the gate");
    long error = millis() - talkedMillis;
    check(faults, Math.abs(error) <= LENGTH_TOLERANCE, "length is off by " + error + " ms");
    return faults;
  }

  private static void check(List<String> faults, boolean right, String fault) {
    if (!right) {
      faults.add(fault);
    }
  }
}

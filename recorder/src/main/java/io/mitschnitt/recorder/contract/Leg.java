package io.mitschnitt.recorder.contract;

/** Whose voice it is. In a stereo recording CUSTOMER is left and AGENT is right. */
public enum Leg {
  CUSTOMER,
  AGENT
}

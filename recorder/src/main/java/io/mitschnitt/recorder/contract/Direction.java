package io.mitschnitt.recorder.contract;

/** Who began the call: INBOUND, a caller from outside; OUTBOUND, one of our agents. */
public enum Direction {
  INBOUND,
  OUTBOUND
}

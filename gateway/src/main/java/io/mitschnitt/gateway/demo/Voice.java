package io.mitschnitt.gateway.demo;

/** Somebody's voice, 20 ms at a time: 160 samples of 8 kHz. */
@FunctionalInterface
interface Voice {

  /** Samples of one frame. */
  int FRAME = 160;

  /**
   * Speaks frame number {@code frame} of a call into {@code out}.
   *
   * @param myTurn whether the other side has stopped talking at least once
   */
  void speak(long frame, boolean myTurn, short[] out);
}

package io.mitschnitt.gateway.demo;

/**
 * What a demo person has heard: whether somebody talks, and whether it is the listener's turn. It keeps the sound of the
 * first two minutes.
 */
final class Ear {

  /** Mean amplitude from which a frame is sound: about -46 dBFS. */
  private static final int LOUD = 160;

  private static final long MILLI = 1_000_000;
  private static final long STAYS_SILENT = 2_500 * MILLI;
  private static final long HAS_FINISHED = 900 * MILLI;
  private static final long LOSES_PATIENCE = 15_000 * MILLI;
  private static final int KEPT = 120 * 8_000;

  private final long began;
  private short[] kept = new short[8_000];
  private int length;
  private int loudFrames;
  private long lastLoud;
  private boolean myTurn;

  Ear(long nowNanos) {
    began = nowNanos;
    lastLoud = nowNanos;
  }

  /** Takes one decoded frame. */
  void hear(short[] pcm, int samples, long nowNanos) {
    long sum = 0;
    for (int i = 0; i < samples; i++) {
      sum += Math.abs(pcm[i]);
    }
    if (samples > 0 && sum / samples >= LOUD) {
      loudFrames++;
      lastLoud = nowNanos;
    }
    keep(pcm, samples);
  }

  /**
   * Whether the announcement seems over: somebody talked and fell silent, nobody talked at all, or it takes too long.
   * Once it is the listener's turn, it stays so.
   */
  boolean myTurn(long nowNanos) {
    if (!myTurn) {
      boolean finished = loudFrames > 25 && nowNanos - lastLoud > HAS_FINISHED;
      boolean nobody = loudFrames == 0 && nowNanos - began > STAYS_SILENT;
      myTurn = finished || nobody || nowNanos - began > LOSES_PATIENCE;
    }
    return myTurn;
  }

  /** What was heard: 8 kHz, mono, in order of arrival; lost packets leave no hole. */
  short[] heard() {
    return java.util.Arrays.copyOf(kept, length);
  }

  private void keep(short[] pcm, int samples) {
    int room = Math.min(samples, KEPT - length);
    if (length + room > kept.length) {
      kept = java.util.Arrays.copyOf(kept, Math.min(KEPT, kept.length * 2));
    }
    System.arraycopy(pcm, 0, kept, length, room);
    length += room;
  }
}

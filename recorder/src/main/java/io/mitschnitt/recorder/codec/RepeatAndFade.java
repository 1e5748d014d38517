package io.mitschnitt.recorder.codec;

/**
 * The simplest concealment that does not click: the last 20 ms of sound, played back and forth, so that no joint is a
 * jump, and faded to nothing within 60 ms. What is lost for longer is silence.
 */
final class RepeatAndFade {

  private final short[] last;
  private final int fadeLength;
  private int known;
  private int position;
  private int step = -1;
  private int faded;

  RepeatAndFade(int sampleRate) {
    last = new short[sampleRate / 50];
    fadeLength = 3 * last.length;
  }

  /** Notes what was heard last: the end of {@code pcm[0..samples)}. */
  void remember(short[] pcm, int samples) {
    int fresh = Math.min(samples, last.length);
    System.arraycopy(last, fresh, last, 0, last.length - fresh);
    System.arraycopy(pcm, samples - fresh, last, last.length - fresh, fresh);
    known = Math.min(last.length, known + fresh);
    position = last.length - 1;
    step = -1;
    faded = 0;
  }

  /** Fills {@code out[0..samples)}, going on where the previous call stopped. */
  void conceal(short[] out, int samples) {
    for (int i = 0; i < samples; i++) {
      out[i] = next();
    }
  }

  private short next() {
    if (known < 2 || faded >= fadeLength) {
      return 0;
    }
    int first = last.length - known;
    if (position <= first) {
      step = 1;
    } else if (position == last.length - 1) {
      step = -1;
    }
    position += step;
    return (short) (last[position] * (fadeLength - faded++) / fadeLength);
  }
}

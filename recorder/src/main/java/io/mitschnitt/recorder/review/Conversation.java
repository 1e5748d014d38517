package io.mitschnitt.recorder.review;

import io.mitschnitt.recorder.contract.Library.Span;
import io.mitschnitt.recorder.contract.Library.Waveform;
import io.mitschnitt.recorder.contract.Talk;

/**
 * Who talked when, told from a recording's peaks: a channel talks where its peaks swing by more than a hundredth of full
 * scale and a tenth of its own loud parts; gaps of less than half a second belong to the talk around them.
 */
public final class Conversation {

  private static final int LEAST_SWING = 6;
  private static final double SHARE_OF_LOUD = 0.1;
  private static final int BRIDGED_MILLIS = 500;

  private final int millisPerPeak;
  private final boolean[] customer;
  private final boolean[] agent;
  private final boolean[] held;

  private Conversation(int millisPerPeak, boolean[] customer, boolean[] agent, boolean[] held) {
    this.millisPerPeak = millisPerPeak;
    this.customer = customer;
    this.agent = agent;
    this.held = held;
  }

  /** What the picture tells. */
  public static Talk of(Waveform picture) {
    int peaks = Math.max(picture.customer().length, picture.agent().length) / 2;
    int step = picture.millisPerPeak();
    return new Conversation(
            step,
            talks(picture.customer(), peaks, step),
            talks(picture.agent(), peaks, step),
            held(picture, peaks))
        .measure();
  }

  private static boolean[] talks(byte[] minMax, int peaks, int step) {
    boolean[] talks = new boolean[peaks];
    int loud = loud(minMax);
    double least = Math.max(LEAST_SWING, loud * SHARE_OF_LOUD);
    for (int i = 0; i < Math.min(peaks, minMax.length / 2); i++) {
      talks[i] = minMax[2 * i + 1] - minMax[2 * i] > least;
    }
    bridge(talks, BRIDGED_MILLIS / Math.max(1, step));
    return talks;
  }

  /** The swing that one peak in twenty exceeds. */
  private static int loud(byte[] minMax) {
    int[] count = new int[512];
    int peaks = minMax.length / 2;
    for (int i = 0; i < peaks; i++) {
      count[Math.max(0, minMax[2 * i + 1] - minMax[2 * i])]++;
    }
    int above = 0;
    for (int swing = count.length - 1; swing > 0; swing--) {
      above += count[swing];
      if (above * 20 > peaks) {
        return swing;
      }
    }
    return 0;
  }

  private static void bridge(boolean[] talks, int most) {
    int last = -1;
    for (int i = 0; i < talks.length; i++) {
      if (talks[i]) {
        if (last >= 0 && i - last - 1 <= most) {
          java.util.Arrays.fill(talks, last + 1, i, true);
        }
        last = i;
      }
    }
  }

  private static boolean[] held(Waveform picture, int peaks) {
    boolean[] held = new boolean[peaks];
    for (Span span : picture.spans()) {
      if (span.kind() == Span.Kind.HOLD || span.kind() == Span.Kind.PAUSE) {
        int from = (int) Math.min(peaks, span.fromMillis() / picture.millisPerPeak());
        int to = (int) Math.min(peaks, span.toMillis() / picture.millisPerPeak());
        java.util.Arrays.fill(held, Math.max(0, from), Math.max(0, Math.max(from, to)), true);
      }
    }
    return held;
  }

  private Talk measure() {
    int ours = 0;
    int theirs = 0;
    int both = 0;
    int none = 0;
    int onHold = 0;
    int turns = 0;
    int had = 0;
    for (int i = 0; i < held.length; i++) {
      if (held[i]) {
        onHold++;
        continue;
      }
      theirs += customer[i] ? 1 : 0;
      ours += agent[i] ? 1 : 0;
      both += customer[i] && agent[i] ? 1 : 0;
      none += customer[i] || agent[i] ? 0 : 1;
      int has = customer[i] == agent[i] ? 0 : customer[i] ? 1 : 2;
      if (has != 0) {
        turns += had != 0 && had != has ? 1 : 0;
        had = has;
      }
    }
    return new Talk(
        millis(theirs),
        millis(ours),
        millis(both),
        millis(none),
        millis(onHold),
        millis(longest(customer, agent)),
        millis(longest(agent, customer)),
        turns);
  }

  /** Peaks from where {@code one} begins to where the other is heard alone or it ends, its own silences left out. */
  private int longest(boolean[] one, boolean[] other) {
    int longest = 0;
    int now = 0;
    for (int i = 0; i < held.length; i++) {
      if (held[i] || (other[i] && !one[i])) {
        now = 0;
      } else if (one[i]) {
        longest = Math.max(longest, ++now);
      }
    }
    return longest;
  }

  private long millis(int peaks) {
    return (long) peaks * millisPerPeak;
  }
}

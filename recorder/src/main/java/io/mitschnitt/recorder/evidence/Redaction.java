package io.mitschnitt.recorder.evidence;

import io.mitschnitt.recorder.contract.Evidence.Cut;
import io.mitschnitt.recorder.contract.Leg;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Which blocks of which channel a copy is given out without. What is cut is widened to whole blocks, and by the frames
 * before and behind in which its sound still rings.
 *
 * @param frameBytes of the recording's sound
 */
public record Redaction(int frameBytes, BitSet customer, BitSet agent) {

  private static final int FRAME_SAMPLES = 576;
  private static final int DELAY = 576 + 529; // of encoder and decoder
  private static final int BEFORE = 3;
  private static final int BEHIND = 1;

  /**
   * The blocks that {@code cuts} touch in {@code mp3}.
   *
   * @throws IllegalArgumentException where {@code mp3} is not the sound of a recording
   */
  public static Redaction of(byte[] mp3, List<Cut> cuts) {
    int frameBytes = StereoFrame.bytes(mp3);
    int frames = mp3.length / frameBytes - 1;
    Redaction all = new Redaction(frameBytes, new BitSet(), new BitSet());
    for (Cut cut : cuts) {
      long from = frame(cut.fromMillis(), frameBytes) - BEFORE;
      long to = cut.toMillis().isPresent()
          ? frame(cut.toMillis().getAsLong(), frameBytes) + BEHIND
          : frames - 1;
      int first = (int) Math.max(0, from);
      int last = (int) Math.min(frames - 1L, to);
      if (first <= last) {
        int size = ChannelBlocks.framesPerBlock(frameBytes);
        all.of(cut.leg()).set(first / size, last / size + 1);
      }
    }
    return all;
  }

  /** The frame in which what is heard at {@code millis} lies for the most part. */
  private static long frame(long millis, int frameBytes) {
    return (millis * ChannelBlocks.sampleRate(frameBytes) / 1_000 + DELAY) / FRAME_SAMPLES;
  }

  private BitSet of(Leg leg) {
    return leg == Leg.CUSTOMER ? customer : agent;
  }

  boolean removes(Leg leg, int block) {
    return of(leg).get(block);
  }

  /** Whether nothing is taken out. */
  public boolean isNothing() {
    return customer.isEmpty() && agent.isEmpty();
  }

  /** How many blocks of a channel are taken out. */
  public int removed(Leg leg) {
    return of(leg).cardinality();
  }

  /** The copy: as long, every bit of what stays where a player looks for it, and silence where something was. */
  public byte[] applied(byte[] mp3) {
    byte[] copy = mp3.clone();
    int size = ChannelBlocks.framesPerBlock(frameBytes);
    for (int at = frameBytes; at < mp3.length; at += frameBytes) {
      int block = (at / frameBytes - 1) / size;
      StereoFrame.put(
          copy,
          at,
          frameBytes,
          part(mp3, at, StereoFrame.CUSTOMER, removes(Leg.CUSTOMER, block)),
          part(mp3, at, StereoFrame.AGENT, removes(Leg.AGENT, block)));
    }
    return copy;
  }

  private byte[] part(byte[] mp3, int at, int channel, boolean removed) {
    return removed ? StereoFrame.SILENT : StereoFrame.part(mp3, at, frameBytes, channel);
  }

  /** When block {@code block} begins in what is heard, in milliseconds. */
  static long startsAt(int block, int frameBytes) {
    long sample = (long) block * ChannelBlocks.framesPerBlock(frameBytes) * FRAME_SAMPLES - DELAY;
    return Math.max(0, sample * 1_000 / ChannelBlocks.sampleRate(frameBytes));
  }

  /** A stretch of one channel that a copy was given out without. */
  public record Removed(Leg leg, long fromMillis, long toMillis) {
    @Override
    public String toString() {
      return "%s %d.%d to %d.%d s"
          .formatted(
              ChannelBlocks.word(leg),
              fromMillis / 1_000,
              fromMillis / 100 % 10,
              toMillis / 1_000,
              toMillis / 100 % 10);
    }
  }

  /** The stretches that {@code list} lacks. */
  static List<Removed> removed(ChannelList list, int frameBytes) {
    java.util.ArrayList<Removed> all = new java.util.ArrayList<>();
    for (Leg leg : Leg.values()) {
      List<ChannelList.Block> blocks = list.of(leg);
      Optional<Integer> from = Optional.empty();
      for (int i = 0; i <= blocks.size(); i++) {
        boolean gone = i < blocks.size() && blocks.get(i).salt().isEmpty();
        if (gone && from.isEmpty()) {
          from = Optional.of(i);
        } else if (!gone && from.isPresent()) {
          all.add(new Removed(leg, startsAt(from.get(), frameBytes), startsAt(i, frameBytes)));
          from = Optional.empty();
        }
      }
    }
    return all;
  }
}

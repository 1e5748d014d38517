package io.mitschnitt.recorder.timeline;

import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Library.Span;
import io.mitschnitt.recorder.journal.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The recording's sound in the making: takes a journal's entries in their order, gives blocks of two channels at one
 * rate. Sample n belongs to the moment n / rate after the recording's start, in both channels.
 *
 * <p>Blocks come three seconds behind the entries, because a packet may be that late; after {@link #end} the rest comes
 * at once, and the total is the recording's length to the sample.
 */
public final class Timeline implements Entry.Reader {

  /** Blocks per second. */
  public static final int BLOCKS = 50;

  // How long packets may overtake each other, and how much of the neighbourhood is known before a
  // packet is placed.
  private static final long LOOK_AHEAD = 1_000_000_000L;
  private static final long BEHIND = 3_000_000_000L;

  private final int rate;
  private final Line customer;
  private final Line agent;
  private long now;
  private long total = Long.MAX_VALUE;
  private long given;

  /** A timeline whose blocks have {@code rate} samples per second: 8000 where both legs are narrowband, else 16000. */
  public Timeline(int rate) {
    this.rate = rate;
    customer = new Line(Leg.CUSTOMER, rate);
    agent = new Line(Leg.AGENT, rate);
  }

  @Override
  public void started(Entry.Started entry) {
    // Times count from here anyway.
  }

  @Override
  public void payload(Entry.Payload entry) {
    if (total == Long.MAX_VALUE) {
      line(entry.leg()).add(entry);
      advance(entry.arrival());
    }
  }

  @Override
  public void marked(Entry.Marked entry) {
    if (total == Long.MAX_VALUE) {
      line(entry.leg()).mark(entry.mark(), entry.at());
      advance(entry.at());
    }
  }

  @Override
  public void closed(Entry.Closed entry) {
    end(entry.length());
  }

  /** Nothing more will come; the recording lasts {@code length} nanoseconds. */
  public void end(long length) {
    if (total == Long.MAX_VALUE) {
      total = samples(length, rate);
      for (Line line : List.of(customer, agent)) {
        line.playUntil(Long.MAX_VALUE);
        line.endAt(total);
      }
    }
  }

  /**
   * The next block, 20 ms but for the last.
   *
   * @return samples written to each array; 0 when there are none (yet)
   */
  public int take(short[] left, short[] right) {
    int n = rate / BLOCKS;
    if (total != Long.MAX_VALUE) {
      n = (int) Math.min(n, total - given);
    } else if (samples(now - BEHIND, rate) < given + n) {
      return 0;
    }
    if (n > 0) {
      take(customer, left, n);
      take(agent, right, n);
      given += n;
    }
    return n;
  }

  /** The spans of both legs by their beginning; complete after {@link #end}. */
  public List<Span> spans() {
    long end = total == Long.MAX_VALUE ? now / 1_000_000 : total * 1000 / rate;
    List<Span> all = new ArrayList<>(customer.spans().upTo(end));
    all.addAll(agent.spans().upTo(end));
    all.sort(Comparator.comparingLong(Span::fromMillis));
    return all;
  }

  /** Samples per channel that {@code nanos} last at {@code rate}. */
  public static long samples(long nanos, int rate) {
    return nanos <= 0
        ? 0
        : nanos / 1_000_000_000L * rate
            + (nanos % 1_000_000_000L * rate + 500_000_000L) / 1_000_000_000L;
  }

  private void advance(long to) {
    now = Math.max(now, to);
    customer.playUntil(now - LOOK_AHEAD);
    agent.playUntil(now - LOOK_AHEAD);
  }

  private void take(Line line, short[] out, int n) {
    line.channel().take(out, n);
    if (!line.spans().everMuted()) {
      return;
    }
    int perMilli = rate / 1000;
    for (int at = 0; at < n; at += perMilli) {
      if (line.spans().muted((given + at) / perMilli)) {
        Arrays.fill(out, at, Math.min(n, at + perMilli), (short) 0);
      }
    }
  }

  private Line line(Leg leg) {
    return leg == Leg.CUSTOMER ? customer : agent;
  }
}

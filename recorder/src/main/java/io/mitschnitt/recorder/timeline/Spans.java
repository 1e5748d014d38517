package io.mitschnitt.recorder.timeline;

import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Library.Span;
import io.mitschnitt.recorder.contract.Library.Span.Kind;
import io.mitschnitt.recorder.contract.Tape.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one leg will be seen to have besides plain speech, in milliseconds since the recording's start. */
final class Spans {

  /** Shortest absence that is worth a span. */
  static final long LEAST_SILENCE = 200;

  private static final long OPEN = Long.MAX_VALUE;
  private static final long JOIN_WITHIN = 60;
  private static final int MOST = 5_000;

  private final Leg leg;
  private final List<Span> gaps = new ArrayList<>();
  private final List<Span> mutes = new ArrayList<>();

  Spans(Leg leg) {
    this.leg = leg;
  }

  void lost(long from, long to) {
    int last = gaps.size() - 1;
    boolean joins = last >= 0
        && gaps.get(last).kind() == Kind.LOSS
        && (from - gaps.get(last).toMillis() <= JOIN_WITHIN || gaps.size() >= MOST);
    if (joins) {
      gaps.set(last, new Span(leg, Kind.LOSS, gaps.get(last).fromMillis(), to));
    } else {
      gaps.add(new Span(leg, Kind.LOSS, from, to));
    }
  }

  void silent(long from, long to) {
    if (to - from > LEAST_SILENCE && gaps.size() < 2 * MOST) {
      gaps.add(new Span(leg, Kind.SILENT, from, to));
    }
  }

  void mark(Mark mark, long at) {
    switch (mark) {
      case HOLD -> open(Kind.HOLD, at);
      case PAUSE -> open(Kind.PAUSE, at);
      case UNHOLD -> close(Kind.HOLD, at);
      case RESUME -> close(Kind.PAUSE, at);
    }
  }

  /** Whether the leg is held or paused at {@code at}, whatever was sent. */
  boolean muted(long at) {
    for (Span mute : mutes) {
      if (mute.fromMillis() <= at && at < mute.toMillis()) {
        return true;
      }
    }
    return false;
  }

  /** Whether it was ever held or paused. */
  boolean everMuted() {
    return !mutes.isEmpty();
  }

  /** All spans by their beginning, none beyond {@code end}; silence and loss that hold or pause explains are left out. */
  List<Span> upTo(long end) {
    List<Span> all = new ArrayList<>();
    for (Span gap : gaps) {
      addUnexplained(cut(gap, end), 0, all);
    }
    mutes.stream().filter(mute -> mute.fromMillis() < end).forEach(mute -> all.add(cut(mute, end)));
    all.sort(Comparator.comparingLong(Span::fromMillis));
    return all;
  }

  private void addUnexplained(Span gap, int mute, List<Span> into) {
    long from = gap.fromMillis();
    long to = gap.toMillis();
    if (to - from <= (gap.kind() == Kind.SILENT ? LEAST_SILENCE : 0)) {
      return;
    }
    for (int i = mute; i < mutes.size(); i++) {
      Span explained = mutes.get(i);
      if (explained.fromMillis() < to && explained.toMillis() > from) {
        addUnexplained(part(gap, from, explained.fromMillis()), i + 1, into);
        addUnexplained(part(gap, explained.toMillis(), to), i + 1, into);
        return;
      }
    }
    into.add(gap);
  }

  private static Span part(Span gap, long from, long to) {
    return new Span(gap.leg(), gap.kind(), from, to);
  }

  private void open(Kind kind, long at) {
    if (mutes.stream().noneMatch(mute -> mute.kind() == kind && mute.toMillis() == OPEN)) {
      mutes.add(new Span(leg, kind, at, OPEN));
    }
  }

  private void close(Kind kind, long at) {
    mutes.replaceAll(mute -> mute.kind() == kind && mute.toMillis() == OPEN
        ? new Span(leg, kind, mute.fromMillis(), Math.max(at, mute.fromMillis()))
        : mute);
  }

  private static Span cut(Span span, long end) {
    return new Span(span.leg(), span.kind(), span.fromMillis(), Math.min(span.toMillis(), end));
  }
}

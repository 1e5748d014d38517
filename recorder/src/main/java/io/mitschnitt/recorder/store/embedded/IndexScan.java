package io.mitschnitt.recorder.store.embedded;

import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** The positions that a plan names, in the index's order, each once. */
final class IndexScan implements Iterator<Key> {

  private final Plan plan;
  private final Iterator<KeyRange> ranges;
  private final Set<Key> seen = new HashSet<>();
  private KeyRange range = new KeyRange(null, null);
  private @Nullable Cursor<byte[], byte[]> cursor;
  private @Nullable Key next;

  IndexScan(Plan plan) {
    this.plan = plan;
    this.ranges = plan.ranges().iterator();
    this.next = advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Key next() {
    Key position = next;
    if (position == null) {
      throw new NoSuchElementException();
    }
    next = advance();
    return position;
  }

  private @Nullable Key advance() {
    while (true) {
      Cursor<byte[], byte[]> open = cursor;
      if (open == null || !open.hasNext()) {
        if (!ranges.hasNext()) {
          return null;
        }
        range = ranges.next();
        cursor = open(range);
        continue;
      }
      byte[] key = open.next();
      boolean past = plan.backwards() ? range.isBelow(key) : range.isAbove(key);
      if (past) {
        cursor = null;
      } else if (!range.isAbove(key)) { // backwards, the excluded end itself may come first
        Key position = plan.index().positionOf(key, open.getValue());
        if (!plan.index().multikey() || seen.add(position)) {
          return position;
        }
      }
    }
  }

  private Cursor<byte[], byte[]> open(KeyRange stretch) {
    return plan.backwards()
        ? plan.index().map().cursor(stretch.high(), stretch.low(), true)
        : plan.index().map().cursor(stretch.low(), null, false);
  }
}

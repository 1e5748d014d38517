package io.mitschnitt.recorder.store.embedded;

import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** The positions that a path names, range after range in the index's order, each once. */
final class IndexScan implements Iterator<Key> {

  private final Path path;
  private final Effort effort;
  private final boolean backwards;
  private final Iterator<KeyRange> ranges;
  private final Set<Key> seen = new HashSet<>();
  private KeyRange range = new KeyRange(null, null, 0);
  private @Nullable Cursor<byte[], byte[]> cursor;
  private @Nullable Key next;

  IndexScan(Path path, Effort effort) {
    this.path = path;
    this.effort = effort;
    this.backwards = path.direction() < 0;
    this.ranges = path.ranges().iterator();
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
      effort.key();
      byte[] key = open.next();
      boolean past = backwards ? range.isBelow(key) : range.isAbove(key);
      if (past) {
        cursor = null;
      } else if (!range.isAbove(key)) { // backwards, the excluded end itself may come first
        Key position = path.index().positionOf(key, open.getValue());
        if (!path.index().multikey() || seen.add(position)) {
          return position;
        }
      }
    }
  }

  private Cursor<byte[], byte[]> open(KeyRange stretch) {
    return backwards
        ? path.index().map().cursor(stretch.high(), stretch.low(), true)
        : path.index().map().cursor(stretch.low(), null, false);
  }
}

package io.mitschnitt.recorder.store.embedded;

import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** One range of an index, forwards. */
final class Strand implements Posting {

  /** So many entries are passed one by one before a new way down the tree is taken. */
  private static final int STEPS = 8;

  private final MvIndex index;
  private final KeyRange range;
  private final Effort effort;
  private Cursor<byte[], byte[]> cursor;
  private byte @Nullable [] key;
  private byte @Nullable [] rest;

  private Strand(MvIndex index, KeyRange range, Effort effort) {
    this.index = index;
    this.range = range;
    this.effort = effort;
    this.cursor = index.map().cursor(range.low(), null, false);
    next();
  }

  /** The entries of all ranges of {@code path}. */
  static Posting of(Path path, Effort effort) {
    List<Posting> strands = path.ranges().stream()
        .<Posting>map(range -> new Strand(path.index(), range, effort))
        .toList();
    return strands.size() == 1 ? strands.get(0) : new Braid(strands);
  }

  @Override
  public byte @Nullable [] at() {
    return rest;
  }

  @Override
  public Key position() {
    byte[] here = key;
    if (here == null) {
      throw new IllegalStateException("at the end");
    }
    return index.positionOf(here, cursor.getValue());
  }

  @Override
  public void next() {
    effort.key();
    byte[] here = cursor.hasNext() ? cursor.next() : null;
    key = here == null || range.isAbove(here) ? null : here;
    rest = key == null ? null : Arrays.copyOfRange(key, range.base(), key.length);
  }

  @Override
  public void seek(byte[] wanted) {
    for (int i = 0; i < STEPS && isBelow(wanted); i++) {
      next();
    }
    byte[] here = key;
    if (here != null && isBelow(wanted)) {
      byte[] base = Arrays.copyOf(here, range.base());
      cursor = index.map().cursor(KeyRange.join(base, wanted), null, false);
      next();
    }
  }

  private boolean isBelow(byte[] wanted) {
    byte[] here = rest;
    return here != null && Arrays.compareUnsigned(here, wanted) < 0;
  }
}

package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.backend.IndexKey;
import java.util.List;

/**
 * Where one index holds what a query wants; it may hold too much there, never too little.
 *
 * @param rest the fields by which the keys of one range are ordered, after those whose values are given
 * @param direction 1 where the keys come in the order that was asked for, -1 where they do backwards, else 0
 * @param entries how many keys lie there
 */
record Path(
    MvIndex index, List<KeyRange> ranges, List<IndexKey> rest, int direction, long entries) {

  /** Whether the entries that it shares with {@code other} can be found by walking both side by side. */
  boolean meets(Path other) {
    return walkable() && other.walkable() && sameOrder(other);
  }

  /** Whether it leaves out some of what the index holds. */
  boolean narrows() {
    return ranges.stream().allMatch(range -> range.low() != null || range.high() != null);
  }

  private boolean walkable() {
    return direction == 1 && !index.isUnique() && ranges.stream().allMatch(r -> r.base() > 0);
  }

  private boolean sameOrder(Path other) {
    if (rest.size() != other.rest.size()) {
      return false;
    }
    for (int i = 0; i < rest.size(); i++) {
      IndexKey one = rest.get(i);
      IndexKey two = other.rest.get(i);
      if (!one.getKey().equals(two.getKey()) || one.isAscending() != two.isAscending()) {
        return false;
      }
    }
    return true;
  }
}

package io.mitschnitt.recorder.store.embedded;

import java.util.Iterator;
import java.util.List;

/**
 * How a query is answered: by the documents that all of the paths name.
 *
 * @param paths one at least
 * @param sorted whether the documents come in the order that was asked for
 * @param together whether the paths can be walked side by side, in the same order
 */
record Plan(List<Path> paths, boolean sorted, boolean together) {

  /** At most so many documents are named. */
  long entries() {
    return paths.stream().mapToLong(Path::entries).min().orElseThrow();
  }

  /** Their positions, each once. */
  Iterator<Key> positions(Effort effort) {
    Path first = paths.get(0);
    if (!together && paths.size() > 1) {
      return Sieve.positions(paths, effort);
    }
    boolean plain = paths.size() == 1 && (first.ranges().size() == 1 || first.direction() == 0);
    return plain
        ? new IndexScan(first, effort)
        : new Meeting(paths.stream().map(path -> Strand.of(path, effort)).toList());
  }
}

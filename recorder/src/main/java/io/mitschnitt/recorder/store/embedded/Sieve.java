package io.mitschnitt.recorder.store.embedded;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The positions that several paths share, in no order: those of the shortest, then what each other one leaves of them. */
final class Sieve {

  private Sieve() {}

  /**
   * @param paths two at least, the shortest first
   */
  static Iterator<Key> positions(List<Path> paths, Effort effort) {
    Set<Key> left = new LinkedHashSet<>();
    new IndexScan(paths.get(0), effort).forEachRemaining(left::add);
    for (Path path : paths.subList(1, paths.size())) {
      Set<Key> shared = new HashSet<>();
      IndexScan scan = new IndexScan(path, effort);
      while (scan.hasNext() && !left.isEmpty() && shared.size() < left.size()) {
        Key key = scan.next();
        if (left.contains(key)) {
          shared.add(key);
        }
      }
      left = shared;
    }
    return left.iterator();
  }
}

package io.mitschnitt.recorder.store.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** The smallest few of many, without keeping the many. */
final class FirstOf {

  private FirstOf() {}

  /** The {@code most} first items of {@code items} in order. */
  static <T> List<T> sorted(Stream<T> items, Comparator<T> order, int most) {
    PriorityQueue<T> kept = new PriorityQueue<>(order.reversed());
    items.forEach(item -> {
      if (kept.size() < most) {
        kept.add(item);
      } else if (order.compare(item, kept.peek()) < 0) {
        kept.poll();
        kept.add(item);
      }
    });
    List<T> list = new ArrayList<>(kept);
    list.sort(order);
    return list;
  }
}

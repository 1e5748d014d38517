package io.mitschnitt.gateway.edge;

import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.Queue;

/**
 * The carrier ports of one media loop: an even one for RTP, the odd one above it for RTCP. The pair that was free the
 * longest goes first, so that stragglers of an ended call do not reach the next one. Belongs to one loop.
 */
final class PortPairs {

  private final Queue<Integer> free = new ArrayDeque<>();

  /**
   * Every {@code loops}-th pair of {@code first} to {@code last}, from the {@code index}-th on: loops share a range
   * without sharing a lock.
   */
  PortPairs(int first, int last, int index, int loops) {
    int even = first + (first & 1) + 2 * index;
    for (int port = even; port + 1 <= last; port += 2 * loops) free.add(port);
  }

  /** The RTP port of a pair; nothing when all are in use. */
  OptionalInt take() {
    Integer port = free.poll();
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  void giveBack(int port) {
    free.add(port);
  }

  int free() {
    return free.size();
  }
}

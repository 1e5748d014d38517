package io.mitschnitt.recorder.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which stored hashes a proof is made of. A proof is a list of parts; a part is one range of entries, whose hash comes
 * from the full subtrees in it. A full subtree's hash is stored with the last entry under it, so that nothing that was
 * written once is ever touched again.
 *
 * <pre>
 *   stored with entry 0: h(0)            entry 2: h(2)
 *   stored with entry 1: h(1) h(0..1)    entry 3: h(3) h(2..3) h(0..3)
 * </pre>
 */
public record TreePath(List<List<Node>> parts) {

  /** A full subtree of 2^{@code level} entries, the {@code index}-th of its level. */
  public record Node(int level, long index) {

    /** The entry with which its hash is stored, as the hash number {@link #level}. */
    public long entry() {
      return ((index + 1) << level) - 1;
    }
  }

  /** The path that shows entry {@code index} in a tree of {@code size} entries. */
  public static TreePath inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("entry " + index + " is not among " + size);
    }
    List<List<Node>> parts = new ArrayList<>();
    include(index, 0, size, parts);
    return new TreePath(parts);
  }

  private static void include(long index, long from, long to, List<List<Node>> parts) {
    if (to - from == 1) {
      return;
    }
    long middle = from + Long.highestOneBit(to - from - 1);
    if (index < middle) {
      include(index, from, middle, parts);
      parts.add(nodes(middle, to));
    } else {
      include(index, middle, to, parts);
      parts.add(nodes(from, middle));
    }
  }

  /** The path that shows that a tree of {@code newer} entries continues one of {@code older}. */
  public static TreePath consistency(long older, long newer) {
    if (older < 0 || older > newer) {
      throw new IllegalArgumentException(newer + " entries do not continue " + older);
    }
    List<List<Node>> parts = new ArrayList<>();
    if (older > 0 && older < newer) {
      proceed(older, 0, newer, true, parts);
    }
    return new TreePath(parts);
  }

  private static void proceed(
      long older, long from, long to, boolean known, List<List<Node>> parts) {
    if (older == to) {
      if (!known) {
        parts.add(nodes(from, to));
      }
      return;
    }
    long middle = from + Long.highestOneBit(to - from - 1);
    if (older <= middle) {
      proceed(older, from, middle, known, parts);
      parts.add(nodes(middle, to));
    } else {
      proceed(older, middle, to, false, parts);
      parts.add(nodes(from, middle));
    }
  }

  /** The subtrees on the right edge of a tree of {@code size} entries, largest first. */
  public static List<Node> edge(long size) {
    return nodes(0, size);
  }

  private static List<Node> nodes(long from, long to) {
    List<Node> nodes = new ArrayList<>();
    for (long at = from; at < to; ) {
      long width = Long.highestOneBit(to - at);
      int level = Long.numberOfTrailingZeros(width);
      nodes.add(new Node(level, at >> level));
      at += width;
    }
    return nodes;
  }

  /** The proof, with each subtree's hash from {@code stored}. */
  public List<byte[]> proof(Function<Node, byte[]> stored) {
    return parts.stream().map(part -> join(part.stream().map(stored).toList())).toList();
  }

  /** The hash over neighbouring full subtrees, largest first. */
  static byte[] join(List<byte[]> subtrees) {
    byte[] hash = subtrees.get(subtrees.size() - 1);
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      hash = Merkle.node(subtrees.get(i), hash);
    }
    return hash;
  }
}

package io.mitschnitt.recorder.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: the roots of the full subtrees that it consists of, largest first, one for each bit
 * of its size. All that is needed to append, and to tell the root.
 *
 * <pre>
 *   size 7 = 4 + 2 + 1      [ root of 0..3 | root of 4..5 | leaf 6 ]
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // hashes are never changed
public record RightEdge(long size, List<byte[]> peaks) {

  public static final RightEdge EMPTY = new RightEdge(0, List.of());

  /**
   * An edge that grew by one entry.
   *
   * @param nodes the hashes that came to be: the leaf, then each subtree that it completed, level by level
   */
  public record Grown(RightEdge edge, List<byte[]> nodes) {}

  public RightEdge {
    if (Long.bitCount(size) != peaks.size()) {
      throw new IllegalArgumentException("a tree of " + size + " entries has other subtrees");
    }
    peaks = List.copyOf(peaks);
  }

  /** With one entry more; at most one hash for each level. */
  public Grown plus(byte[] leaf) {
    List<byte[]> left = new ArrayList<>(peaks);
    List<byte[]> nodes = new ArrayList<>();
    byte[] hash = leaf;
    nodes.add(hash);
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      hash = Merkle.node(left.remove(left.size() - 1), hash);
      nodes.add(hash);
    }
    left.add(hash);
    return new Grown(new RightEdge(size + 1, left), nodes);
  }

  /** The tree's root; of an empty tree the hash of nothing. */
  public byte[] root() {
    return peaks.isEmpty() ? Merkle.sha256().digest() : TreePath.join(peaks);
  }
}

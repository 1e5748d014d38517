package io.mitschnitt.recorder.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The Merkle tree hash over SHA-256, and the judgement on its proofs.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2">RFC 9162, section 2.1.3.2 and 2.1.4.2, how proofs
 *     are checked</a>
 */
public final class Merkle {

  /** Bytes of a hash. */
  public static final int HASH = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private Merkle() {}

  /** The hash of one entry. */
  public static byte[] leaf(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return digest.digest(entry);
  }

  /** The hash of two subtrees. */
  public static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  /** The root of the tree over {@code leaves}, which are hashes already. */
  public static byte[] root(List<byte[]> leaves) {
    RightEdge edge = RightEdge.EMPTY;
    for (byte[] leaf : leaves) {
      edge = edge.plus(leaf).edge();
    }
    return edge.root();
  }

  /** Whether {@code proof} shows {@code leaf} at {@code index} in the tree of {@code size} entries with {@code root}. */
  public static boolean includes(
      long index, long size, byte[] leaf, List<byte[]> proof, byte[] root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long at = index;
    long last = size - 1;
    byte[] hash = leaf;
    for (byte[] sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        hash = node(sibling, hash);
        int up =
            Long.numberOfTrailingZeros(at); // a left end without a sibling rises until it has one
        at >>= up;
        last >>= up;
      } else {
        hash = node(hash, sibling);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 && MessageDigest.isEqual(hash, root);
  }

  /** Whether {@code proof} shows that the tree of {@code older} entries is the beginning of that of {@code newer}. */
  public static boolean continues(
      long older, long newer, byte[] olderRoot, byte[] newerRoot, List<byte[]> proof) {
    if (older == newer) {
      return older >= 0 && proof.isEmpty() && MessageDigest.isEqual(olderRoot, newerRoot);
    }
    if (older <= 0 || older > newer) {
      return false; // every tree continues the empty one, so that a proof would say nothing
    }
    boolean whole =
        Long.bitCount(older) == 1; // then the older root is itself a node of the newer tree
    if (proof.isEmpty()) {
      return false;
    }
    int up = Long.numberOfTrailingZeros(older);
    long at = (older - 1) >> up;
    long last = (newer - 1) >> up;
    byte[] before = whole ? olderRoot : proof.get(0);
    byte[] after = before;
    for (byte[] sibling : whole ? proof : proof.subList(1, proof.size())) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        before = node(sibling, before);
        after = node(sibling, after);
        int rise = at == 0 ? 0 : Long.numberOfTrailingZeros(at);
        at >>= rise;
        last >>= rise;
      } else {
        after = node(after, sibling);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0
        && MessageDigest.isEqual(before, olderRoot)
        && MessageDigest.isEqual(after, newerRoot);
  }

  /** SHA-256 of {@code bytes} in lower-case hex. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}

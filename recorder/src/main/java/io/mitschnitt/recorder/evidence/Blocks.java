package io.mitschnitt.recorder.evidence;

import java.util.Arrays;

/**
 * The Merkle tree over a sound file of constant bit rate, a leaf for each second's bytes, fed piece by piece. Both
 * channels share it: Layer III frames hold them together.
 */
public final class Blocks {

  private final byte[] block;
  private int filled;
  private RightEdge edge = RightEdge.EMPTY;

  /** Of {@code bytesPerBlock} bytes each; the last may be shorter. */
  public Blocks(int bytesPerBlock) {
    block = new byte[bytesPerBlock];
  }

  public void add(byte[] bytes) {
    for (int at = 0; at < bytes.length; ) {
      int part = Math.min(block.length - filled, bytes.length - at);
      System.arraycopy(bytes, at, block, filled, part);
      filled += part;
      at += part;
      if (filled == block.length) {
        flush();
      }
    }
  }

  private void flush() {
    edge = edge.plus(Merkle.leaf(Arrays.copyOf(block, filled))).edge();
    filled = 0;
  }

  /** The tree over all that was added; nothing may be added afterwards. */
  public RightEdge end() {
    if (filled > 0) {
      flush();
    }
    return edge;
  }
}

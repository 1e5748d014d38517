package io.mitschnitt.recorder.mp3;

import de.sciss.jump3r.mpg.Huffman;

/**
 * One of the standard's code books, for reading: most codes in one look, the long ones bit by bit along the tree in
 * which the library keeps them. There a negative number says how far the branch of a one lies, any other is what was
 * coded.
 *
 * @see <a href="https://www.iso.org/standard/22412.html">ISO/IEC 11172-3, annex B, table 3-B.7</a>
 */
final class HuffmanCode {

  private static final int LOOK = 9;
  private static final int LENGTH_BITS = 5;
  private static final HuffmanCode[] PAIRS = all(Huffman.ht);
  private static final HuffmanCode[] QUADS = all(Huffman.htc);

  private final int linbits;
  private final short[] tree;
  private final short[] quick = new short[1 << LOOK];

  private HuffmanCode(Huffman.newhuff book) {
    linbits = book.linbits;
    tree = book.table;
    for (int bits = 0; bits < quick.length; bits++) {
      quick[bits] = (short) look(bits);
    }
  }

  /** The book of that number for two values; each has 4 bits in what {@link #read} gives. */
  static HuffmanCode pairs(int number) {
    return PAIRS[number];
  }

  /** The book of that number for four values of at most 1. */
  static HuffmanCode quads(int number) {
    return QUADS[number];
  }

  /** Bits that follow a 15, to be added to it. */
  int linbits() {
    return linbits;
  }

  int read(BitReader in) {
    int hit = quick[in.peek() >>> 32 - LOOK];
    if (hit > 0) {
      in.skip(hit & (1 << LENGTH_BITS) - 1);
      return hit >> LENGTH_BITS;
    }
    int at = 0;
    int found = tree[at++];
    while (found < 0) {
      at -= in.next(1) == 0 ? 0 : found;
      found = tree[at++];
    }
    return found;
  }

  /** What a code within the first {@link #LOOK} bits means, with its length; 0 where it is longer, or has none. */
  private int look(int bits) {
    int at = 0;
    int length = 0;
    int found = tree[at++];
    while (found < 0) {
      if (length == LOOK) {
        return 0;
      }
      boolean one = (bits >> LOOK - 1 - length++ & 1) != 0;
      at -= one ? found : 0;
      found = tree[at++];
    }
    return found << LENGTH_BITS | length;
  }

  private static HuffmanCode[] all(Huffman.newhuff[] books) {
    HuffmanCode[] codes = new HuffmanCode[books.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = new HuffmanCode(books[i]);
    }
    return codes;
  }
}

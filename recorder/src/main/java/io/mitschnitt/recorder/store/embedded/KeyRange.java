package io.mitschnitt.recorder.store.embedded;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an index.
 *
 * @param low included; null for the index's beginning
 * @param high excluded; null for the index's end
 * @param base bytes with which every key in it begins: the fields whose values are given
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeyRange(byte @Nullable [] low, byte @Nullable [] high, int base) {

  /** All keys that begin with {@code base}. */
  static KeyRange beginningWith(byte[] base) {
    return new KeyRange(base.length == 0 ? null : base, KeyCodec.after(base), base.length);
  }

  /**
   * All keys that begin with {@code base} and whose next field satisfies {@code demand}. Over an array only one side
   * bounds, since the two may be met by different items.
   */
  static KeyRange within(byte[] base, Demand demand, boolean ascending, boolean array) {
    byte[] prefix = demand.prefix();
    if (prefix != null) {
      KeyRange all = beginningWith(join(base, turned(prefix, ascending)));
      return new KeyRange(all.low, all.high, base.length);
    }
    Object low = demand.low();
    Object high = array && low != null ? null : demand.high();
    byte[] type = {KeyCodec.encode(low != null ? low : high)[0]};
    KeyRange sameType = beginningWith(join(base, turned(type, ascending)));
    byte @Nullable [] from = sameType.low;
    byte @Nullable [] to = sameType.high;
    if (low != null) {
      byte[] key = join(base, turned(KeyCodec.encode(low), ascending));
      from = ascending ? (demand.lowIncluded() ? key : KeyCodec.after(key)) : from;
      to = ascending ? to : (demand.lowIncluded() ? KeyCodec.after(key) : key);
    }
    if (high != null) {
      byte[] key = join(base, turned(KeyCodec.encode(high), ascending));
      to = ascending ? (demand.highIncluded() ? KeyCodec.after(key) : key) : to;
      from = ascending ? from : (demand.highIncluded() ? key : KeyCodec.after(key));
    }
    return new KeyRange(from, to, base.length);
  }

  boolean isBelow(byte[] key) {
    return low != null && Arrays.compareUnsigned(key, low) < 0;
  }

  boolean isAbove(byte[] key) {
    return high != null && Arrays.compareUnsigned(key, high) >= 0;
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] turned(byte[] bytes, boolean ascending) {
    byte[] turned = bytes.clone();
    for (int i = 0; !ascending && i < turned.length; i++) {
      turned[i] = (byte) ~turned[i];
    }
    return turned;
  }
}

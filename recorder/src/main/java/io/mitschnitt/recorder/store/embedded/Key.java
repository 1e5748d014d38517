package io.mitschnitt.recorder.store.embedded;

import java.util.Arrays;
import java.util.HexFormat;

/** A document's place in its collection: its encoded {@code _id}. Not a record, because records compare arrays by name. */
final class Key {

  private final byte[] bytes;

  Key(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}

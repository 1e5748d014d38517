package io.mitschnitt.recorder.store.embedded;

import java.util.Arrays;

final class Key {
  final byte[] b;

  Key(byte[] b) {
    this.b = b;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Key && Arrays.equals(b, ((Key) o).b);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(b);
  }

  @Override
  public String toString() {
    return java.util.HexFormat.of().formatHex(b);
  }
}

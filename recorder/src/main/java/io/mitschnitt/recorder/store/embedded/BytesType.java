package io.mitschnitt.recorder.store.embedded;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.*;
import org.h2.mvstore.type.BasicDataType;

/** byte[] with unsigned lexicographic order (H2's own ByteArrayDataType cannot compare) */
final class BytesType extends BasicDataType<byte[]> {
  static final BytesType INSTANCE = new BytesType();

  @Override
  public int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }

  @Override
  public int getMemory(byte[] b) {
    return b.length + 24;
  }

  @Override
  public void write(WriteBuffer w, byte[] b) {
    w.putVarInt(b.length);
    w.put(b);
  }

  @Override
  public byte[] read(ByteBuffer b) {
    byte[] r = new byte[DataUtils.readVarInt(b)];
    b.get(r);
    return r;
  }

  @Override
  public byte[][] createStorage(int n) {
    return new byte[n][];
  }
}

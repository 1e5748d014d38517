package io.mitschnitt.recorder.store.embedded;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Bytes in unsigned lexicographic order; the library's own type for bytes cannot compare. */
final class BytesType extends BasicDataType<byte[]> {

  private static final BytesType INSTANCE = new BytesType();
  private static final int OVERHEAD = 24;

  static MVMap.Builder<byte[], byte[]> map() {
    return new MVMap.Builder<byte[], byte[]>().keyType(INSTANCE).valueType(INSTANCE);
  }

  @Override
  public int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }

  @Override
  public int getMemory(byte[] bytes) {
    return bytes.length + OVERHEAD;
  }

  @Override
  public void write(WriteBuffer out, byte[] bytes) {
    out.putVarInt(bytes.length);
    out.put(bytes);
  }

  @Override
  public byte[] read(ByteBuffer in) {
    byte[] bytes = new byte[DataUtils.readVarInt(in)];
    in.get(bytes);
    return bytes;
  }

  @Override
  public byte[][] createStorage(int size) {
    return new byte[size][];
  }
}

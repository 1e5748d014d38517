package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.*;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.*;

/** Order-preserving, self-delimiting byte encoding of BSON values (MongoDB comparison order), for B-tree keys. */
final class KeyCodec {
  private KeyCodec() {}

  static final class Out extends ByteArrayOutputStream {
    void inv(int from) {
      for (int i = from; i < count; i++) buf[i] = (byte) ~buf[i];
    }

    void u64(long v) {
      for (int s = 56; s >= 0; s -= 8) write((int) (v >>> s));
    }
  }

  static byte[] encode(Object v) {
    Out o = new Out();
    put(o, v, true);
    return o.toByteArray();
  }

  static void put(Out o, Object v, boolean asc) {
    int from = o.size();
    value(o, v);
    if (!asc) o.inv(from);
  }

  private static void value(Out o, Object v) {
    if (Missing.isNullOrMissing(v)) {
      o.write(0x05);
    } else if (v instanceof Number) {
      o.write(0x10);
      number(o, (Number) v);
    } else if (v instanceof String) {
      o.write(0x20);
      bytes(o, ((String) v).getBytes(StandardCharsets.UTF_8));
    } else if (v instanceof Map) {
      o.write(0x30);
      for (Map.Entry<?, ?> e : ((Map<?, ?>) v).entrySet()) {
        o.write(1);
        bytes(o, e.getKey().toString().getBytes(StandardCharsets.UTF_8));
        value(o, e.getValue());
      }
      o.write(0);
    } else if (v instanceof Collection) {
      o.write(0x38);
      for (Object x : (Collection<?>) v) {
        o.write(1);
        value(o, x);
      }
      o.write(0);
    } else if (v instanceof BinData) {
      o.write(0x40);
      bytes(o, ((BinData) v).getData());
    } else if (v instanceof UUID) {
      o.write(0x42);
      o.u64(((UUID) v).getMostSignificantBits());
      o.u64(((UUID) v).getLeastSignificantBits());
    } else if (v instanceof LegacyUUID) {
      o.write(0x43);
      UUID u = ((LegacyUUID) v).getUuid();
      o.u64(u.getMostSignificantBits());
      o.u64(u.getLeastSignificantBits());
    } else if (v instanceof ObjectId) {
      o.write(0x50);
      o.writeBytes(((ObjectId) v).toByteArray());
    } else if (v instanceof Boolean) {
      o.write(0x60);
      o.write(((Boolean) v) ? 1 : 0);
    } else if (v instanceof Instant) {
      o.write(0x70);
      o.u64(((Instant) v).toEpochMilli() ^ Long.MIN_VALUE);
    } else if (v instanceof BsonTimestamp) {
      o.write(0x78);
      o.u64(((BsonTimestamp) v).getValue());
    } else if (v instanceof MinKey) {
      o.write(0x01);
    } else if (v instanceof MaxKey) {
      o.write(0xF0);
    } else if (v instanceof BsonRegularExpression) {
      o.write(0x80);
      bytes(o, v.toString().getBytes(StandardCharsets.UTF_8));
    } else throw new IllegalArgumentException("cannot index a value of " + v.getClass());
  }

  private static void number(Out o, Number n) {
    double d = n.doubleValue();
    if (d == 0.0) d = 0.0; // -0.0 == 0.0
    long b = Double.doubleToLongBits(d);
    o.u64(b < 0 ? ~b : b ^ Long.MIN_VALUE);
    long rest = (n instanceof Long) ? (Math.abs(d) < 9.2e18 ? n.longValue() - (long) d : 0) : 0;
    o.u64(rest ^ Long.MIN_VALUE);
  }

  private static void bytes(Out o, byte[] b) {
    for (byte x : b) {
      o.write(x);
      if (x == 0) o.write(0xFF);
    }
    o.write(0);
    o.write(0);
  }
  /** smallest key greater than every key that starts with p; null = no bound */
  static byte[] after(byte[] p) {
    int i = p.length - 1;
    while (i >= 0 && p[i] == (byte) 0xFF) i--;
    if (i < 0) return null;
    byte[] r = Arrays.copyOf(p, i + 1);
    r[i]++;
    return r;
  }
  /** encoded prefix (without the terminator) of every string that starts with s */
  static byte[] stringPrefix(String s) {
    Out o = new Out();
    o.write(0x20);
    for (byte x : s.getBytes(StandardCharsets.UTF_8)) {
      o.write(x);
      if (x == 0) o.write(0xFF);
    }
    return o.toByteArray();
  }
}

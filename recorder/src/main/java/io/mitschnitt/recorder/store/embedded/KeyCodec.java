package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes whose unsigned order is MongoDB's order of values, each of which ends by itself: a type byte, then the
 * value. A descending field has all its bits flipped.
 */
final class KeyCodec {

  private static final int NULL = 0x05;
  private static final int NUMBER = 0x10;
  private static final int STRING = 0x20;
  private static final int DOCUMENT = 0x30;
  private static final int ARRAY = 0x38;
  private static final int BINARY = 0x40;
  private static final int UUID_TYPE = 0x42;
  private static final int LEGACY_UUID = 0x43;
  private static final int OBJECT_ID = 0x50;
  private static final int BOOLEAN = 0x60;
  private static final int DATE = 0x70;
  private static final int TIMESTAMP = 0x78;
  private static final int REGEX = 0x80;
  private static final int MIN = 0x01;
  private static final int MAX = 0xF0;

  private KeyCodec() {}

  /** Collects the fields of one key. */
  static final class Out extends ByteArrayOutputStream {

    Out put(@Nullable Object value, boolean ascending) {
      int from = count;
      append(this, value);
      for (int i = from; !ascending && i < count; i++) {
        buf[i] = (byte) ~buf[i];
      }
      return this;
    }

    private void putLong(long value) {
      for (int shift = 56; shift >= 0; shift -= 8) {
        write((int) (value >>> shift));
      }
    }

    /** Zeros are escaped, so that two zeros end it. */
    private void putBytes(byte[] bytes) {
      putOpen(bytes);
      write(0);
      write(0);
    }

    private void putOpen(byte[] bytes) {
      for (byte b : bytes) {
        write(b);
        if (b == 0) {
          write(0xFF);
        }
      }
    }
  }

  static byte[] encode(@Nullable Object value) {
    return new Out().put(value, true).toByteArray();
  }

  /** What every string that begins with {@code beginning} begins with, encoded. */
  static byte[] stringPrefix(String beginning) {
    Out out = new Out();
    out.write(STRING);
    out.putOpen(utf8(beginning));
    return out.toByteArray();
  }

  /** The smallest key greater than every key that begins with {@code prefix}; null where there is none. */
  static byte @Nullable [] after(byte[] prefix) {
    int last = prefix.length - 1;
    while (last >= 0 && prefix[last] == (byte) 0xFF) {
      last--;
    }
    if (last < 0) {
      return null;
    }
    byte[] next = Arrays.copyOf(prefix, last + 1);
    next[last]++;
    return next;
  }

  private static void append(Out out, @Nullable Object value) {
    if (value == null || value instanceof Missing) {
      out.write(NULL);
    } else if (value instanceof Number number) {
      out.write(NUMBER);
      writeNumber(out, number);
    } else if (value instanceof String string) {
      out.write(STRING);
      out.putBytes(utf8(string));
    } else if (value instanceof Boolean truth) {
      out.write(BOOLEAN);
      out.write(truth ? 1 : 0);
    } else if (value instanceof Instant instant) {
      out.write(DATE);
      out.putLong(instant.toEpochMilli() ^ Long.MIN_VALUE);
    } else if (value instanceof ObjectId id) {
      out.write(OBJECT_ID);
      out.writeBytes(id.toByteArray());
    } else {
      writeRare(out, value);
    }
  }

  private static void writeRare(Out out, Object value) {
    if (value instanceof Map<?, ?> map) {
      out.write(DOCUMENT);
      map.forEach((name, field) -> writeField(out, String.valueOf(name), field));
      out.write(0);
    } else if (value instanceof Collection<?> array) {
      out.write(ARRAY);
      array.forEach(item -> writeItem(out, item));
      out.write(0);
    } else if (value instanceof BinData data) {
      out.write(BINARY);
      out.putBytes(data.getData());
    } else if (value instanceof UUID uuid) {
      out.write(UUID_TYPE);
      writeUuid(out, uuid);
    } else if (value instanceof LegacyUUID legacy) {
      out.write(LEGACY_UUID);
      writeUuid(out, legacy.getUuid());
    } else if (value instanceof BsonTimestamp timestamp) {
      out.write(TIMESTAMP);
      out.putLong(timestamp.getValue());
    } else if (value instanceof BsonRegularExpression regex) {
      out.write(REGEX);
      out.putBytes(utf8(regex.toString()));
    } else if (value instanceof MinKey || value instanceof MaxKey) {
      out.write(value instanceof MinKey ? MIN : MAX);
    } else {
      throw new IllegalArgumentException("cannot index a value of " + value.getClass());
    }
  }

  /** By value as a double first, so that 1, 1L and 1.0 are neighbours; then what a double cannot hold of a long. */
  private static void writeNumber(Out out, Number number) {
    double value = number.doubleValue() == 0.0 ? 0.0 : number.doubleValue(); // -0.0 is 0.0
    long bits = Double.doubleToLongBits(value);
    out.putLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    boolean exact = !(number instanceof Long) || Math.abs(value) >= 9.2e18;
    long rest = exact ? 0 : number.longValue() - (long) value;
    out.putLong(rest ^ Long.MIN_VALUE);
  }

  private static void writeField(Out out, String name, @Nullable Object value) {
    out.write(1);
    out.putBytes(utf8(name));
    append(out, value);
  }

  private static void writeItem(Out out, @Nullable Object item) {
    out.write(1);
    append(out, item);
  }

  private static void writeUuid(Out out, UUID uuid) {
    out.putLong(uuid.getMostSignificantBits());
    out.putLong(uuid.getLeastSignificantBits());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

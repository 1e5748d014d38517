package io.mitschnitt.recorder.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Records as documents, component by component: texts, numbers, truth values, times, enumerations, optionals, lists, maps
 * with text keys, and records of these. A record of one text named {@code value} is kept as that text. What an older
 * document lacks is read as empty.
 */
final class RecordDocs {

  private RecordDocs() {}

  static Document write(Record value) {
    Document out = new Document();
    for (RecordComponent part : value.getClass().getRecordComponents()) {
      Object plain = plain(get(value, part));
      if (plain != null) {
        out.append(part.getName(), plain);
      }
    }
    return out;
  }

  static <T extends Record> T read(Class<T> type, Document in) {
    RecordComponent[] parts = type.getRecordComponents();
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = read(parts[i].getGenericType(), in.get(parts[i].getName()));
    }
    return make(type, values);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Optional<?> maybe) {
      return maybe.isPresent() ? plain(maybe.get()) : null;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RecordDocs::plain).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> new Document("k", e.getKey()).append("v", plain(e.getValue())))
          .toList();
    }
    if (value instanceof Instant at) {
      return Date.from(at);
    }
    if (value instanceof Enum<?> word) {
      return word.name();
    }
    if (value instanceof Record record) {
      return isText(record.getClass())
          ? get(record, record.getClass().getRecordComponents()[0])
          : write(record);
    }
    return value;
  }

  private static @Nullable Object read(Type type, @Nullable Object in) {
    if (type instanceof ParameterizedType many) {
      return several(many, in);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Instant.class) {
      return in == null ? null : ((Date) in).toInstant();
    }
    if (plain == int.class || plain == Integer.class) {
      return in == null ? 0 : ((Number) in).intValue();
    }
    if (plain == long.class || plain == Long.class) {
      return in == null ? 0L : ((Number) in).longValue();
    }
    if (plain == double.class || plain == Double.class) {
      return in == null ? 0.0 : ((Number) in).doubleValue();
    }
    if (plain == boolean.class) {
      return Boolean.TRUE.equals(in);
    }
    if (plain == String.class) {
      return in == null ? "" : in;
    }
    if (plain.isEnum()) {
      return in == null ? null : word(plain, (String) in);
    }
    Class<? extends Record> record = plain.asSubclass(Record.class);
    return isText(record) ? make(record, in) : in == null ? null : read(record, (Document) in);
  }

  private static Object several(ParameterizedType type, @Nullable Object in) {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return Optional.ofNullable(in).map(value -> read(of[0], value));
    }
    List<?> items = in == null ? List.of() : (List<?>) in;
    if (type.getRawType() == List.class) {
      return items.stream().map(item -> read(of[0], item)).toList();
    }
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (Object item : items) {
      Document pair = (Document) item;
      map.put(pair.getString("k"), read(of[1], pair.get("v")));
    }
    return map;
  }

  private static Object word(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> ((Enum<?>) value).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isText(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    return parts.length == 1
        && parts[0].getName().equals("value")
        && parts[0].getType() == String.class;
  }

  private static @Nullable Object get(Record value, RecordComponent part) {
    try {
      return part.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("records that are kept are public", e);
    }
  }

  private static <T extends Record> T make(Class<T> type, @Nullable Object... values) {
    try {
      Class<?>[] parts = Arrays.stream(type.getRecordComponents())
          .map(RecordComponent::getType)
          .toArray(Class<?>[]::new);
      return type.getConstructor(parts).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a kept " + type.getSimpleName() + " cannot be read", e);
    }
  }
}

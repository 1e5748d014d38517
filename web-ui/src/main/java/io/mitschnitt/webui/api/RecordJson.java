package io.mitschnitt.webui.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Records of the hatch as JSON, component by component in the API's spelling: times and enumerations as {@link Words} has
 * them, what is absent as null, a record of one text named {@code value} as that text.
 */
public final class RecordJson {

  private RecordJson() {}

  public static JsonObject of(Record value) {
    JsonObject json = new JsonObject();
    for (RecordComponent part : value.getClass().getRecordComponents()) {
      json.put(part.getName(), plain(get(value, part)));
    }
    return json;
  }

  public static JsonArray of(Collection<? extends Record> values) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(of(value)));
    return array;
  }

  /** A whole list in the API's shape. */
  public static JsonObject list(Collection<? extends Record> values) {
    return new JsonObject().put("items", of(values)).putNull("next");
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Optional<?> maybe) {
      return maybe.isPresent() ? plain(maybe.get()) : null;
    }
    if (value instanceof OptionalDouble maybe) {
      return maybe.isPresent() ? maybe.getAsDouble() : null;
    }
    if (value instanceof Collection<?> many) {
      JsonArray array = new JsonArray();
      many.forEach(item -> array.add(plain(item)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((key, item) -> object.put(String.valueOf(key), plain(item)));
      return object;
    }
    if (value instanceof Instant at) {
      return Words.of(at);
    }
    if (value instanceof Enum<?> word) {
      return Words.of(word);
    }
    if (value instanceof Record record) {
      RecordComponent[] parts = record.getClass().getRecordComponents();
      boolean text = parts.length == 1 && parts[0].getName().equals("value");
      return text ? plain(get(record, parts[0])) : of(record);
    }
    return value;
  }

  private static @Nullable Object get(Record value, RecordComponent part) {
    try {
      return part.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("records of the hatch are public", e);
    }
  }
}

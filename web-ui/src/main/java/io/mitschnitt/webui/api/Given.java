package io.mitschnitt.webui.api;

import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A JSON object that was sent, read field by field. What is missing, unknown or of another kind than asked for throws
 * {@link Wrong}, which {@link #read} answers with a 400 that names the field and repeats nothing.
 */
public final class Given {

  private static final int MOST_ITEMS = 1_000;

  private final JsonObject json;

  private Given(JsonObject json, Set<String> known) {
    this.json = json;
    for (String name : json.fieldNames()) {
      if (!known.contains(name)) {
        throw new Wrong(
            "known fields are " + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  /** A field is not as it must be. */
  public static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Wrong(String what) {
      super(what, null, false, false);
    }
  }

  /** Has {@code reader} read the request's body; where it is not understood, a 400 is answered. */
  public static void read(Visit visit, Set<String> known, Consumer<Given> reader) {
    try {
      reader.accept(new Given(parse(visit.http().body().buffer()), known));
    } catch (Wrong e) {
      Problem.badRequest(String.valueOf(e.getMessage())).answer(visit.http());
    }
  }

  /** Answers a failed wish: 409 where a rule refuses it, 404 where there is no such thing, else 500. */
  public static void fail(Visit visit, Throwable cause) {
    if (cause instanceof Refused refused) {
      new Problem(409, "Refused", refused.why()).answer(visit.http());
    } else if (cause instanceof NoSuchElementException) {
      Problem.notFound("there is no such thing").answer(visit.http());
    } else {
      visit.fail(cause);
    }
  }

  private static JsonObject parse(@org.jspecify.annotations.Nullable Buffer bytes) {
    try {
      if (bytes != null) {
        return new JsonObject(bytes);
      }
    } catch (DecodeException | ClassCastException e) {
      throw new Wrong("wanted: a JSON object");
    }
    throw new Wrong("wanted: a JSON object");
  }

  public String text(String name, int longest) {
    return maybeText(name, longest).orElseThrow(() -> new Wrong(name + " is missing"));
  }

  /** Empty where it is absent or null. */
  public Optional<String> maybeText(String name, int longest) {
    Object value = json.getValue(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.length() > longest) {
      throw new Wrong(name + " is a text of at most " + longest + " characters");
    }
    return Optional.of(text);
  }

  public int whole(String name, int least, int most) {
    return maybeWhole(name, least, most)
        .orElseThrow(() -> new Wrong(name + " is missing"))
        .intValue();
  }

  /** Empty where it is absent or null. */
  public Optional<Long> maybeWhole(String name, long least, long most) {
    Object value = json.getValue(name);
    if (value == null) {
      return Optional.empty();
    }
    boolean whole = value instanceof Integer || value instanceof Long;
    long number = whole ? ((Number) value).longValue() : least - 1;
    if (number < least || number > most) {
      throw new Wrong(name + " is a whole number from " + least + " to " + most);
    }
    return Optional.of(number);
  }

  /** False where it is absent. */
  public boolean flag(String name) {
    Object value = json.getValue(name, false);
    if (!(value instanceof Boolean flag)) {
      throw new Wrong(name + " is true or false");
    }
    return flag;
  }

  public Instant time(String name) {
    try {
      return Instant.parse(text(name, 40));
    } catch (DateTimeParseException e) {
      throw new Wrong(name + " is a time such as 2026-11-25T08:00:00.000Z");
    }
  }

  /** Empty where it is absent. */
  public List<String> texts(String name, int longest) {
    List<String> all = new ArrayList<>();
    for (Object item : array(name)) {
      if (!(item instanceof String text) || text.length() > longest) {
        throw new Wrong(name + " are texts of at most " + longest + " characters");
      }
      all.add(text);
    }
    return all;
  }

  public List<RecordingId> recordings(String name) {
    return texts(name, 64).stream()
        .map(text ->
            RecordingId.read(text).orElseThrow(() -> new Wrong(name + " are ids of recordings")))
        .toList();
  }

  public List<Given> objects(String name, Set<String> known) {
    List<Given> all = new ArrayList<>();
    for (Object item : array(name)) {
      if (!(item instanceof JsonObject object)) {
        throw new Wrong(name + " are objects");
      }
      all.add(new Given(object, known));
    }
    return all;
  }

  private JsonArray array(String name) {
    Object value = json.getValue(name, new JsonArray());
    if (!(value instanceof JsonArray array) || array.size() > MOST_ITEMS) {
      throw new Wrong(name + " is a list of at most " + MOST_ITEMS);
    }
    return array;
  }
}

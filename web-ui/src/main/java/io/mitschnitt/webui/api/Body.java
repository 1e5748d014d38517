package io.mitschnitt.webui.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** A request's JSON object, of which only texts with known names are taken. */
public record Body(JsonObject json) {

  /**
   * What was sent, where it is an object with these fields, all of them texts, and no others. Where it is not, a 400 has
   * been answered.
   */
  public static Optional<Body> read(Visit visit, Set<String> fields) {
    Optional<Body> body = parse(visit.http().body().buffer())
        .filter(json -> json.fieldNames().equals(fields))
        .filter(json -> fields.stream().allMatch(name -> json.getValue(name) instanceof String))
        .map(Body::new);
    if (body.isEmpty()) {
      Problem.badRequest("wanted: a JSON object with these texts: "
              + String.join(", ", fields.stream().sorted().toList()))
          .answer(visit.http());
    }
    return body;
  }

  public String text(String field) {
    return json.getString(field);
  }

  private static Optional<JsonObject> parse(@org.jspecify.annotations.Nullable Buffer bytes) {
    try {
      return bytes == null ? Optional.empty() : Optional.of(new JsonObject(bytes));
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }
}

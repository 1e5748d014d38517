package io.mitschnitt.webui.api;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How past calls sounded, as the gateway has put it on the shelf. See {@code docs/api.md}. */
public final class Qualities {

  private static final String COLLECTION = "quality";

  private final Shelf shelf;

  public Qualities(Shelf shelf) {
    this.shelf = shelf;
  }

  /** With all steps; empty where nothing was measured. */
  public Future<Optional<JsonObject>> of(CallId call) {
    return shelf.get(COLLECTION, call.value()).map(text -> text.map(JsonObject::new));
  }

  /** The summaries of those of {@code calls} that have one. */
  public Future<Map<CallId, JsonObject>> summaries(Collection<CallId> calls) {
    return shelf.some(COLLECTION, calls.stream().map(CallId::value).toList()).map(texts -> {
      Map<CallId, JsonObject> found = new HashMap<>();
      texts.forEach((call, text) ->
          found.put(new CallId(call), new JsonObject(text).getJsonObject("summary")));
      return found;
    });
  }
}

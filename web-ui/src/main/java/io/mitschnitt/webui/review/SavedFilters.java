package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** {@code GET} and {@code PUT /filters}: the searches that a person has given a name, theirs alone. */
public final class SavedFilters {

  private static final String COLLECTION = "filters";
  private static final int MOST = 50;

  private final Shelf shelf;

  public SavedFilters(Shelf shelf) {
    this.shelf = shelf;
  }

  public Handler<Visit> show() {
    return visit -> shelf
        .get(COLLECTION, visit.user())
        .onSuccess(json -> visit.answer(new JsonObject()
            .put("items", json.map(JsonArray::new).orElseGet(JsonArray::new))
            .putNull("next")))
        .onFailure(visit::fail);
  }

  public Handler<Visit> replace() {
    return visit -> Given.read(visit, Set.of("items"), given -> {
      List<Given> items = given.objects("items", Set.of("name", "query"));
      if (items.size() > MOST) {
        throw new Given.Wrong("at most " + MOST + " filters");
      }
      JsonArray all = new JsonArray();
      items.forEach(item -> all.add(new JsonObject()
          .put("name", item.text("name", 80))
          .put("query", item.text("query", 1000))));
      shelf
          .put(COLLECTION, visit.user(), all.encode())
          .onSuccess(done -> visit.done())
          .onFailure(visit::fail);
    });
  }
}

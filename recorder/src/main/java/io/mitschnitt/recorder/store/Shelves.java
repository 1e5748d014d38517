package io.mitschnitt.recorder.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;

/** The top floor's small documents, in collections {@code shelf.<name>}: key and JSON text. */
final class Shelves implements Shelf {

  private static final Pattern NAME = Pattern.compile("[a-z]{1,32}");
  private static final int MANY = 100_000;

  private final Vertx vertx;
  private final MongoDatabase database;

  Shelves(Vertx vertx, MongoDatabase database) {
    this.vertx = vertx;
    this.database = database;
  }

  @Override
  public Future<Void> put(String collection, String key, String json) {
    Document document = new Document("_id", key).append("json", json);
    var replace = shelf(collection)
        .replaceOne(Filters.eq("_id", key), document, new ReplaceOptions().upsert(true));
    return Rs.done(context(), replace);
  }

  @Override
  public Future<Optional<String>> get(String collection, String key) {
    return Rs.first(context(), shelf(collection).find(Filters.eq("_id", key)).limit(1))
        .map(found -> found.map(document -> document.getString("json")));
  }

  @Override
  public Future<Map<String, String>> some(String collection, Collection<String> keys) {
    return keys.isEmpty()
        ? Future.succeededFuture(Map.of())
        : texts(shelf(collection).find(Filters.in("_id", keys)));
  }

  @Override
  public Future<Map<String, String>> all(String collection) {
    return texts(shelf(collection).find());
  }

  private Future<Map<String, String>> texts(FindPublisher<Document> found) {
    return Rs.list(context(), found.limit(MANY).batchSize(1_000), MANY).map(list -> {
      Map<String, String> all = new LinkedHashMap<>();
      list.forEach(document -> all.put(document.getString("_id"), document.getString("json")));
      return all;
    });
  }

  @Override
  public Future<Void> remove(String collection, String key) {
    return Rs.done(context(), shelf(collection).deleteOne(Filters.eq("_id", key)));
  }

  private MongoCollection<Document> shelf(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a shelf's name is lower-case letters");
    }
    return database.getCollection("shelf." + name);
  }

  private Context context() {
    return vertx.getOrCreateContext();
  }
}

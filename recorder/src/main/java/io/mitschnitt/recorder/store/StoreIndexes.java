package io.mitschnitt.recorder.store;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import org.bson.conversions.Bson;

/** The indexes that the store's questions need; made at start, and there already at every start but the first. */
final class StoreIndexes {

  private record Wanted(String collection, Bson keys, IndexOptions options) {}

  private static final Bson NEWEST = descending("recording.startedAt", "recording.id");

  private static final List<Wanted> ALL = List.of(
      new Wanted("calls", descending("answeredAt", "_id"), new IndexOptions()),
      new Wanted("calls", ascending("state"), new IndexOptions()),
      new Wanted(
          "calls", ascending("recording.id"), new IndexOptions().unique(true).sparse(true)),
      new Wanted("calls", NEWEST, new IndexOptions()),
      new Wanted("calls", compoundIndex(ascending("agent"), NEWEST), new IndexOptions()),
      new Wanted("calls", compoundIndex(ascending("terms"), NEWEST), new IndexOptions()),
      new Wanted(
          "calls", ascending("recording.phase", "recording.deleteAfter"), new IndexOptions()),
      new Wanted("recordings.files", ascending("filename", "uploadDate"), new IndexOptions()),
      new Wanted("recordings.chunks", ascending("files_id", "n"), new IndexOptions().unique(true)),
      new Wanted("listenings", ascending("recording", "at"), new IndexOptions()));

  private StoreIndexes() {}

  static Future<Void> make(Context context, MongoDatabase database) {
    Future<Void> done = Future.succeededFuture();
    for (Wanted index : ALL) {
      done = done.compose(v -> Rs.done(
          context,
          database.getCollection(index.collection()).createIndex(index.keys(), index.options())));
    }
    return done;
  }
}

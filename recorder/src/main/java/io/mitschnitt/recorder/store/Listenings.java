package io.mitschnitt.recorder.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Library.Listening;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Who listened to what: the append-only collection {@code listenings}. */
public final class Listenings {

  private static final int MANY = 10_000;

  private final Vertx vertx;
  private final MongoCollection<Document> listenings;

  Listenings(Vertx vertx, MongoCollection<Document> listenings) {
    this.vertx = vertx;
    this.listenings = listenings;
  }

  /** Succeeds once the entry is on disk. */
  public Future<Void> append(RecordingId recording, Listening listening) {
    Document entry = new Document("_id", new ObjectId())
        .append("recording", recording.value())
        .append("at", Fields.date(listening.at()))
        .append("user", listening.listener().user())
        .append("role", listening.listener().role());
    return Rs.done(vertx.getOrCreateContext(), listenings.insertOne(entry));
  }

  /** Oldest first. */
  public Future<List<Listening>> of(RecordingId recording) {
    var found = listenings
        .find(Filters.eq("recording", recording.value()))
        .sort(Sorts.ascending("at", "_id"))
        .limit(MANY)
        .batchSize(1_000);
    return Rs.list(vertx.getOrCreateContext(), found, MANY)
        .map(list -> list.stream().map(Listenings::listening).toList());
  }

  private static Listening listening(Document in) {
    Instant at = Fields.instant(in, "at");
    return new Listening(at, new Listener(in.getString("user"), in.getString("role")));
  }
}

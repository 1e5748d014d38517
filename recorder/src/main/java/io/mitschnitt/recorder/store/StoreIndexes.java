package io.mitschnitt.recorder.store;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.conversions.Bson;

/** The indexes that the store's questions need; made at start, and there already at every start but the first. */
final class StoreIndexes {

  private static final Bson NEWEST = descending("recording.startedAt", "recording.id");
  private static final Bson LATEST = descending("answeredAt", "_id");
  private static final IndexOptions UNIQUE = new IndexOptions().unique(true);
  private static final IndexOptions WHERE_PRESENT = new IndexOptions().sparse(true);
  private static final IndexOptions UNIQUE_WHERE_PRESENT =
      new IndexOptions().unique(true).sparse(true);

  private static final Map<String, List<IndexModel>> BY_COLLECTION = Map.of(
      "calls",
      List.of(
          new IndexModel(LATEST),
          new IndexModel(compoundIndex(ascending("state"), LATEST)),
          new IndexModel(compoundIndex(ascending("agent"), LATEST)),
          new IndexModel(compoundIndex(ascending("direction"), LATEST)),
          new IndexModel(compoundIndex(ascending("reason.why"), LATEST)),
          new IndexModel(ascending("recording.id"), UNIQUE_WHERE_PRESENT),
          new IndexModel(NEWEST),
          new IndexModel(compoundIndex(ascending("agent"), NEWEST)),
          new IndexModel(compoundIndex(ascending("direction"), NEWEST)),
          new IndexModel(compoundIndex(ascending("decision.mode"), NEWEST)),
          new IndexModel(compoundIndex(ascending("decision.profile"), NEWEST)),
          new IndexModel(compoundIndex(ascending("consent.kind"), NEWEST)),
          new IndexModel(compoundIndex(ascending("customer.number"), NEWEST)),
          new IndexModel(compoundIndex(ascending("customer.address"), NEWEST)),
          new IndexModel(compoundIndex(ascending("terms"), NEWEST)),
          new IndexModel(compoundIndex(ascending("marks.tags"), NEWEST)),
          new IndexModel(compoundIndex(ascending("marks.scored"), NEWEST)),
          new IndexModel(ascending("marks.score"), WHERE_PRESENT),
          new IndexModel(ascending("recording.sound.millis"), WHERE_PRESENT),
          new IndexModel(ascending(NumberParts.FIELD)),
          new IndexModel(
              compoundIndex(ascending("recording.held"), NEWEST), where("recording.held", true)),
          new IndexModel(ascending("recording.doomed"), where("recording.doomed", true)),
          new IndexModel(
              ascending("recording.erasure.bytesGone"),
              where("recording.erasure.bytesGone", false)),
          new IndexModel(ascending("recording.phase", "recording.deleteAfter"))),
      "recordings.files",
      List.of(new IndexModel(ascending("filename", "uploadDate"))),
      "recordings.chunks",
      List.of(new IndexModel(ascending("files_id", "n"), UNIQUE)),
      "listenings",
      List.of(new IndexModel(ascending("recording", "at"))),
      "comments",
      List.of(
          new IndexModel(ascending("recording", "at")),
          new IndexModel(ascending("mentions", "at"))),
      "evaluations",
      List.of(
          new IndexModel(ascending("recording", "at")),
          new IndexModel(ascending("calibration")),
          new IndexModel(ascending("at"))),
      "progress",
      List.of(new IndexModel(ascending("course"))),
      "evidence",
      List.of(
          new IndexModel(ascending("stream", "seq"), UNIQUE),
          new IndexModel(ascending("stream", "at")),
          new IndexModel(ascending("call")),
          new IndexModel(ascending("recording"))));

  /** An index over millions of rows that are there already is not made in the seconds that a question may take. */
  private static final int LONGEST_HOURS = 2;

  private StoreIndexes() {}

  /** Of the few rows that have such a value alone. */
  private static IndexOptions where(String field, boolean value) {
    return new IndexOptions().partialFilterExpression(Filters.eq(field, value));
  }

  static Future<Void> make(Context context, MongoDatabase database) {
    List<Future<Void>> all = BY_COLLECTION.entrySet().stream()
        .map(wanted -> Rs.done(
            context,
            database
                .getCollection(wanted.getKey())
                .withTimeout(LONGEST_HOURS, TimeUnit.HOURS)
                .createIndexes(wanted.getValue())))
        .toList();
    return Future.all(all).mapEmpty();
  }
}

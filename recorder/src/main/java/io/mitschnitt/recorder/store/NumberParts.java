package io.mitschnitt.recorder.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Field {@code parts} of collection {@code calls}: what a customer's number or address reads from each of its places on,
 * so that an index finds any part of it as the beginning of one of them.
 */
final class NumberParts {

  static final String FIELD = "parts";

  /** A shorter part stands in so many numbers that the newest rows have enough of them. */
  private static final int SHORTEST = 3;

  private static final int LENGTH = 12;
  private static final int MOST = 256;
  private static final int BATCH = 500;
  private static final Pattern NOUGHTS = Pattern.compile("^0+");

  private NumberParts() {}

  static List<String> of(String shown) {
    TreeSet<String> parts = new TreeSet<>();
    for (int i = 0; i + SHORTEST <= shown.length() && i < MOST; i++) {
      parts.add(shown.substring(i, Math.min(shown.length(), i + LENGTH)));
    }
    return List.copyOf(parts);
  }

  /**
   * What every row has whose number or address contains {@code part}; empty where the part is too short to help.
   * Noughts before it may be a prefix that the international form does not have.
   */
  static Optional<Bson> filter(String part) {
    String certain = NOUGHTS.matcher(Words.compact(part)).replaceFirst("");
    return certain.length() < SHORTEST
        ? Optional.empty()
        : Optional.of(Filters.regex(
            FIELD, Words.beginning(certain.substring(0, Math.min(LENGTH, certain.length())))));
  }

  /** Gives the rows that an earlier version wrote what they lack. */
  static Future<Void> complete(Context context, MongoCollection<Document> calls) {
    Bson lacking = Filters.exists(FIELD, false);
    Bson indexed = Filters.and(Filters.eq(FIELD, null), lacking);
    return Rs.list(context, calls.find(indexed).limit(BATCH).batchSize(BATCH), BATCH)
        .compose(rows -> rows.isEmpty()
            ? Future.succeededFuture()
            : Rs.done(context, calls.bulkWrite(updates(rows), new BulkWriteOptions()))
                .compose(v -> complete(context, calls)));
  }

  private static List<WriteModel<Document>> updates(List<Document> rows) {
    List<WriteModel<Document>> all = new ArrayList<>();
    rows.forEach(row -> all.add(new UpdateOneModel<>(
        Filters.eq("_id", row.getString("_id")),
        Updates.set(FIELD, of(Optional.ofNullable(row.getString("shown")).orElse(""))))));
    return all;
  }
}

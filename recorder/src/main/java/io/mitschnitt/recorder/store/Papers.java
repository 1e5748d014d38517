package io.mitschnitt.recorder.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;

/** One kind of paper that people write about recordings, a collection of records; each is changed as a whole, by revision. */
public final class Papers<T extends Record> {

  private static final int MAX_TRIES = 50;
  private static final int MANY = 100_000;

  private final Vertx vertx;
  private final MongoCollection<Document> collection;
  private final Class<T> type;
  private final Function<T, String> key;

  Papers(
      Vertx vertx, MongoCollection<Document> collection, Class<T> type, Function<T, String> key) {
    this.vertx = vertx;
    this.collection = collection;
    this.type = type;
    this.key = key;
  }

  /** What {@code rule} makes; a rule that refuses fails the future. */
  public static <R> Future<R> attempt(java.util.function.Supplier<R> rule) {
    try {
      return Future.succeededFuture(rule.get());
    } catch (RuntimeException refused) {
      return Future.failedFuture(refused);
    }
  }

  /** Adds a paper; fails where there is one with its key. */
  public Future<T> add(T paper) {
    return Rs.done(context(), collection.insertOne(document(paper, 1))).map(paper);
  }

  public Future<Optional<T>> find(String id) {
    return Rs.first(context(), collection.find(Filters.eq("_id", id)).limit(1))
        .map(found -> found.map(in -> RecordDocs.read(type, in)));
  }

  /** All papers, the first written first. */
  public Future<List<T>> all() {
    return list(new Document(), MANY);
  }

  /** Papers whose {@code field}, or one of its items, is {@code value}; the first written first. */
  public Future<List<T>> with(String field, String value) {
    return list(Filters.eq(field, value), MANY);
  }

  /** Papers whose {@code field}, or one of its items, is {@code value}; the last written first. */
  public Future<List<T>> newest(String field, String value, int limit) {
    return Rs.list(
            context(),
            collection
                .find(Filters.eq(field, value))
                .sort(Sorts.descending("at", "_id"))
                .limit(limit),
            limit)
        .map(this::read);
  }

  /** Papers written from {@code from} to {@code to}, the first first. */
  public Future<List<T>> between(Instant from, Instant to) {
    return list(
        Filters.and(Filters.gte("at", Fields.date(from)), Filters.lt("at", Fields.date(to))), MANY);
  }

  /** Replaces a paper by what {@code change} makes of it; where another writer came first, it is asked again. */
  public Future<T> change(String id, UnaryOperator<T> change) {
    return change(context(), id, change, MAX_TRIES);
  }

  private Future<T> change(Context context, String id, UnaryOperator<T> change, int tries) {
    return Rs.first(context, collection.find(Filters.eq("_id", id)).limit(1)).compose(found -> {
      Document now = found.orElseThrow(() -> new NoSuchElementException("no such paper"));
      T next = change.apply(RecordDocs.read(type, now));
      long rev = Fields.number(now, "rev");
      Bson same = Filters.and(Filters.eq("_id", id), Filters.eq("rev", rev));
      return Rs.first(context, collection.replaceOne(same, document(next, rev + 1)))
          .compose(result -> {
            if (result.isPresent() && result.get().getMatchedCount() == 1) {
              return Future.succeededFuture(next);
            }
            return tries > 0
                ? change(context, id, change, tries - 1)
                : Future.failedFuture("a paper is being changed too often");
          });
    });
  }

  /** Removes the papers whose {@code field} is {@code value}. */
  public Future<Void> remove(String field, String value) {
    return Rs.done(context(), collection.deleteMany(Filters.eq(field, value)));
  }

  private Future<List<T>> list(Bson which, int limit) {
    return Rs.list(
            context(),
            collection
                .find(which)
                .sort(Sorts.ascending("at", "_id"))
                .limit(limit)
                .batchSize(1_000),
            limit)
        .map(this::read);
  }

  private List<T> read(List<Document> found) {
    return found.stream().map(in -> RecordDocs.read(type, in)).toList();
  }

  private Document document(T paper, long rev) {
    Document out = new Document("_id", key.apply(paper)).append("rev", rev);
    out.putAll(RecordDocs.write(paper));
    return out;
  }

  private Context context() {
    return vertx.getOrCreateContext();
  }
}

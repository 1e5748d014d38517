package io.mitschnitt.recorder.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.RowSearch;
import io.mitschnitt.recorder.ledger.Search;
import io.mitschnitt.recorder.ledger.Take.Phase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The book's entries in collection {@code calls}: one document for each call, changed as a whole, by revision. */
final class CallRows implements Entries {

  private static final int MAX_TRIES = 100;
  private static final int MANY = 100_000;
  private static final int BATCH = 200;
  private static final Bson LATEST_FIRST = Sorts.descending("answeredAt", "_id");
  private static final Bson NEWEST_FIRST = Sorts.descending("recording.startedAt", "recording.id");

  private final Vertx vertx;
  private final MongoCollection<Document> calls;

  CallRows(Vertx vertx, MongoCollection<Document> calls) {
    this.vertx = vertx;
    this.calls = calls;
  }

  @Override
  public Future<Void> add(Entry entry) {
    return Rs.done(context(), calls.insertOne(EntryCodec.write(entry)))
        .recover(failure -> Future.failedFuture(
            isDuplicate(failure)
                ? new IllegalStateException("call " + entry.call() + " has a row already")
                : failure));
  }

  @Override
  public Future<Optional<Entry>> find(CallId call) {
    return one(context(), named(call));
  }

  @Override
  public Future<Optional<Entry>> find(RecordingId recording) {
    return one(context(), named(recording));
  }

  @Override
  public Future<Entry> change(CallId call, UnaryOperator<Entry> change) {
    return change(context(), named(call), change, MAX_TRIES);
  }

  @Override
  public Future<Entry> change(RecordingId recording, UnaryOperator<Entry> change) {
    return change(context(), named(recording), change, MAX_TRIES);
  }

  private Future<Entry> change(
      Context context, Bson which, UnaryOperator<Entry> change, int tries) {
    return Rs.first(context, calls.find(which).limit(1)).compose(found -> {
      Document row =
          found.orElseThrow(() -> new NoSuchElementException("no such call or recording"));
      Entry now = EntryCodec.read(row);
      Entry next = change.apply(now);
      return next.equals(now)
          ? Future.succeededFuture(now)
          : replace(context, row, next, which, change, tries);
    });
  }

  /** The revision in the filter lets exactly one of two writers win; the other one reads again. */
  private Future<Entry> replace(
      Context context,
      Document row,
      Entry next,
      Bson which,
      UnaryOperator<Entry> change,
      int tries) {
    long read = Fields.number(row, "rev");
    Entry revised = next.revised(read + 1);
    Bson asRead = Filters.and(named(next.call()), Filters.eq("rev", read));
    Document document = MarkRows.carry(row, EntryCodec.write(revised));
    return Rs.first(context, calls.replaceOne(asRead, document)).compose(result -> {
      if (result.isPresent() && result.get().getMatchedCount() == 1) {
        return Future.succeededFuture(revised);
      }
      return tries > 0
          ? change(context, which, change, tries - 1)
          : Future.failedFuture("call " + next.call() + " is being changed too often");
    });
  }

  @Override
  public Future<List<Entry>> newest(int limit) {
    return list(calls.find().sort(LATEST_FIRST), limit);
  }

  @Override
  public Future<List<Entry>> open() {
    return list(calls.find(Filters.eq("state", "OPEN")), MANY);
  }

  @Override
  public Future<List<Entry>> unfinished() {
    return list(
        calls.find(Filters.in(
            "recording.phase",
            Phase.RESERVED.name(),
            Phase.RECORDING.name(),
            Phase.STORED.name(),
            Phase.FAILED.name())),
        MANY);
  }

  @Override
  public Future<List<Entry>> due(Instant now, int limit) {
    Bson wanted = Filters.and(
        Filters.in("recording.phase", Phase.READY.name(), Phase.FAILED.name()),
        Filters.eq("recording.doomed", true),
        Filters.ne("recording.held", true));
    Bson expired = Filters.and(
        Filters.in("recording.phase", Phase.STORED.name(), Phase.READY.name(), Phase.FAILED.name()),
        Filters.lte("recording.deleteAfter", Fields.date(now)),
        Filters.ne("recording.held", true));
    Bson cutShort = Filters.and(
        Filters.eq("recording.phase", Phase.ERASED.name()),
        Filters.eq("recording.erasure.bytesGone", false));
    return list(calls.find(cutShort), limit)
        .compose(
            rest -> rest.isEmpty() ? list(calls.find(wanted), limit) : Future.succeededFuture(rest))
        .compose(rest ->
            rest.isEmpty() ? list(calls.find(expired), limit) : Future.succeededFuture(rest));
  }

  @Override
  public Future<List<Entry>> held(int limit) {
    return list(calls.find(Filters.eq("recording.held", true)).sort(NEWEST_FIRST), limit);
  }

  @Override
  public Future<List<Entry>> ofProfile(String profile, int limit) {
    Bson which = Filters.and(
        Filters.gte("recording.startedAt", Fields.date(Instant.EPOCH)),
        Filters.eq("decision.profile", profile),
        Filters.ne("recording.phase", Phase.ERASED.name()));
    return list(calls.find(which).sort(NEWEST_FIRST), limit);
  }

  @Override
  public Future<List<Entry>> ofParty(String party, int limit) {
    Bson which = Filters.and(
        Filters.eq(party.startsWith("+") ? "customer.number" : "customer.address", party),
        Filters.gte("recording.startedAt", Fields.date(Instant.EPOCH)));
    return list(calls.find(which).sort(NEWEST_FIRST), limit);
  }

  @Override
  public Future<List<Entry>> search(Search search) {
    return list(calls.find(SearchFilter.of(search)).sort(NEWEST_FIRST), search.limit());
  }

  @Override
  public Future<List<Entry>> rows(RowSearch search) {
    return list(calls.find(RowFilter.of(search)).sort(LATEST_FIRST), search.limit());
  }

  private Future<Optional<Entry>> one(Context context, Bson which) {
    return Rs.first(context, calls.find(which).limit(1)).map(found -> found.map(EntryCodec::read));
  }

  private Future<List<Entry>> list(FindPublisher<Document> found, int limit) {
    return Rs.list(context(), found.limit(limit).batchSize(Math.min(limit, BATCH)), limit)
        .map(list -> list.stream().map(EntryCodec::read).toList());
  }

  private Context context() {
    return vertx.getOrCreateContext();
  }

  private static Bson named(CallId call) {
    return Filters.eq("_id", call.value());
  }

  private static Bson named(RecordingId recording) {
    return Filters.eq("recording.id", recording.value());
  }

  private static boolean isDuplicate(Throwable failure) {
    return failure instanceof MongoWriteException e
        && e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
  }
}

package io.mitschnitt.recorder.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.Merkle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * The evidence log in the append-only collection {@code evidence}: one document for each entry, with the hashes that came
 * to be with it. Streams, one for each signing key, never touch each other.
 */
public final class EvidenceRows {

  private static final int BATCH = 500;
  private static final int MANY = 100_000;

  private final Vertx vertx;
  private final MongoCollection<Document> evidence;

  EvidenceRows(Vertx vertx, MongoCollection<Document> evidence) {
    this.vertx = vertx;
    this.evidence = evidence;
  }

  /**
   * An entry as it lies there.
   *
   * @param nodes the leaf's hash, then those of the subtrees that it completed
   */
  public record Stored(LogEntry entry, List<byte[]> nodes) {}

  /** Appends in order; fails where a place is taken. Success means: on disk. */
  public Future<Void> append(String stream, List<Stored> entries) {
    return Rs.done(
        vertx.getOrCreateContext(),
        evidence.insertMany(entries.stream().map(e -> document(stream, e)).toList()));
  }

  private static Document document(String stream, Stored stored) {
    LogEntry entry = stored.entry();
    ByteArrayOutputStream nodes = new ByteArrayOutputStream();
    stored.nodes().forEach(nodes::writeBytes);
    Document out = new Document("_id", id(stream, entry.seq()))
        .append("stream", stream)
        .append("seq", entry.seq())
        .append("at", Fields.date(entry.at()))
        .append("kind", entry.kind().name());
    entry.call().ifPresent(call -> out.append("call", call));
    entry.recording().ifPresent(recording -> out.append("recording", recording));
    return out.append("text", entry.text()).append("nodes", new Binary(nodes.toByteArray()));
  }

  private static Stored read(Document in) {
    byte[] all = in.get("nodes", Binary.class).getData();
    List<byte[]> nodes = new ArrayList<>();
    for (int at = 0; at + Merkle.HASH <= all.length; at += Merkle.HASH) {
      nodes.add(java.util.Arrays.copyOfRange(all, at, at + Merkle.HASH));
    }
    return new Stored(LogEntry.read(in.getString("text")), nodes);
  }

  private static String id(String stream, long seq) {
    return "%s/%016d".formatted(stream, seq);
  }

  /** The number of entries: one more than the highest place. */
  public Future<Long> size(String stream) {
    var last = evidence
        .find(Filters.eq("stream", stream))
        .sort(Sorts.descending("stream", "seq"))
        .limit(1);
    return Rs.first(vertx.getOrCreateContext(), last)
        .map(found -> found.map(document -> Fields.number(document, "seq") + 1).orElse(0L));
  }

  /** The entries at {@code places}, in no order; those that are missing are left out. */
  public Future<List<Stored>> at(String stream, Collection<Long> places) {
    if (places.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<String> ids = places.stream().distinct().map(seq -> id(stream, seq)).toList();
    return list(Filters.in("_id", ids), ids.size());
  }

  /** The entries from {@code seq} on, at most {@code limit}. */
  public Future<List<Stored>> from(String stream, long seq, int limit) {
    return list(Filters.and(Filters.eq("stream", stream), Filters.gte("seq", seq)), limit);
  }

  /** Everything that concerns {@code call} or {@code recording}, in order. */
  public Future<List<Stored>> of(String stream, CallId call, Optional<RecordingId> recording) {
    return named(stream, Filters.eq("call", call.value()))
        .compose(some -> recording.isEmpty()
            ? Future.succeededFuture(merged(some, List.of()))
            : named(stream, Filters.eq("recording", recording.get().value()))
                .map(more -> merged(some, more)));
  }

  /** What was noted of {@code call} in any stream, in no order. */
  public Future<List<LogEntry>> anywhere(CallId call) {
    return documents(Filters.eq("call", call.value()))
        .map(list -> list.stream().map(document -> read(document).entry()).toList());
  }

  private Future<List<Stored>> named(String stream, Bson which) {
    return documents(which)
        .map(list -> list.stream()
            .filter(document -> document.getString("stream").equals(stream))
            .map(EvidenceRows::read)
            .toList());
  }

  /** Asked by one id alone and unsorted, so that its index answers. */
  private Future<List<Document>> documents(Bson which) {
    return Rs.list(
        vertx.getOrCreateContext(), evidence.find(which).limit(MANY).batchSize(BATCH), MANY);
  }

  private static List<Stored> merged(List<Stored> some, List<Stored> more) {
    var all = new java.util.TreeMap<Long, Stored>();
    some.forEach(one -> all.put(one.entry().seq(), one));
    more.forEach(one -> all.put(one.entry().seq(), one));
    return List.copyOf(all.values());
  }

  /** The place of the first entry that was written at {@code at} or later. */
  public Future<Optional<Long>> since(String stream, Instant at) {
    Bson which = Filters.and(Filters.eq("stream", stream), Filters.gte("at", Fields.date(at)));
    var first = evidence.find(which).sort(Sorts.ascending("stream", "at")).limit(1);
    return Rs.first(vertx.getOrCreateContext(), first)
        .map(found -> found.map(d -> Fields.number(d, "seq")));
  }

  private Future<List<Stored>> list(Bson which, int limit) {
    var found = evidence
        .find(which)
        .sort(Sorts.ascending("stream", "seq"))
        .limit(limit)
        .batchSize(Math.min(limit, BATCH));
    return Rs.list(vertx.getOrCreateContext(), found, limit)
        .map(list -> list.stream().map(EvidenceRows::read).toList());
  }
}

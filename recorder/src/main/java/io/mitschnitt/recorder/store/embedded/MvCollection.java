package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * One collection: a map from encoded {@code _id} to BSON bytes. No document object is ever shared between threads. One
 * writer at a time; readers need no lock, since a map's cursor sees the map as it was.
 */
final class MvCollection extends AbstractMongoCollection<Key> {

  /** So few documents are read without trying another way. */
  private static final int FEW = 200;

  /** So many are read at most in the hope that the first ones in order are among them. */
  private static final int TRY = 4_000;

  /** The longest page of which the first try is kept in memory. */
  private static final int PAGE = 2_000;

  private static final Planner.Ways NO_WAYS = new Planner.Ways(Optional.empty(), Optional.empty());

  private final MVMap<byte[], byte[]> data;
  private final AtomicLong lastNumber = new AtomicLong(); // of collections without _id

  MvCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      MVMap<byte[], byte[]> data,
      CursorRegistry cursors) {
    super(database, name, options, cursors);
    this.data = data;
    byte[] last = data.lastKey();
    if (getIdField() == null && last != null) {
      lastNumber.set(ByteBuffer.wrap(last).getLong());
    }
  }

  /** A document and where it lies. */
  record Hit(Key key, Document document, int size) {}

  /** Encoded documents, and whether they come in the order that was asked for. */
  private record Source(Stream<Map.Entry<Key, byte[]>> stored, boolean sorted) {}

  @Override
  protected QueryResult queryDocuments(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document fields) {
    Document order = orderBy == null ? new Document() : orderBy;
    return page(hits(query, order, skip, limit, new Effort()), batchSize, query, fields);
  }

  /** How a query is answered, and what that costs; in MongoDB's words, as far as they are asked for here. */
  Document explained(Document query, Document order, int skip, int limit) {
    Effort effort = new Effort();
    int found = 0;
    for (Iterator<Hit> hits = hits(query, order, skip, limit, effort); hits.hasNext(); found++) {
      hits.next();
    }
    return new Document(
            "executionStats",
            new Document("nReturned", found)
                .append("totalKeysExamined", effort.keys())
                .append("totalDocsExamined", effort.documents()))
        .append("ok", 1.0);
  }

  /**
   * Where the first few in order are wanted and an index has that order, it is read until they are found, but for no more
   * effort than the shortest way has; then that one is gone.
   */
  private Iterator<Hit> hits(Document query, Document order, int skip, int limit, Effort effort) {
    boolean natural = order.isEmpty() || order.containsKey("$natural");
    Optional<Stream<Key>> byId = byId(query);
    if (byId.isPresent()) {
      Source named = new Source(byId.get().flatMap(this::stored), natural);
      return wanted(named, query, order, skip, limit, effort);
    }
    Planner.Ways ways = getIdField() == null
        ? NO_WAYS
        : new Planner(query, natural ? new Document() : order).ways(mvIndexes());
    Optional<Plan> shortest = ways.fewest();
    Optional<Plan> inOrder = ways.inOrder().filter(plan -> limit > 0 && skip + limit <= PAGE);
    if (shortest.isEmpty()) {
      return wanted(everything(order, natural), query, order, skip, limit, effort);
    }
    long most = shortest.get().entries();
    if (inOrder.isPresent() && !shortest.get().sorted() && most > FEW) {
      try {
        effort.within(Math.min(most, TRY));
        List<Hit> first = new ArrayList<>();
        wanted(source(inOrder.get(), effort), query, order, skip, limit, effort)
            .forEachRemaining(first::add);
        return first.iterator();
      } catch (Effort.Spent e) {
        effort.freely();
      }
    }
    return wanted(source(shortest.get(), effort), query, order, skip, limit, effort);
  }

  private Iterator<Hit> wanted(
      Source source, Document query, Document order, int skip, int limit, Effort effort) {
    QueryMatcher matcher = new DefaultQueryMatcher();
    Stream<Hit> matching = source
        .stored()
        .peek(stored -> effort.document())
        .map(MvCollection::hit)
        .filter(hit -> matcher.matches(hit.document(), query));
    Stream<Hit> sorted =
        source.sorted() ? matching : sorted(matching, order, limit > 0 ? skip + limit : 0);
    Stream<Hit> page = limit > 0 ? sorted.skip(skip).limit(limit) : sorted.skip(skip);
    return page.iterator();
  }

  private QueryResult page(
      Iterator<Hit> hits, int batchSize, Document query, @Nullable Document fields) {
    Batch first = new Batch(batchSize);
    List<Key> rest = new ArrayList<>();
    while (hits.hasNext()) {
      Hit hit = hits.next();
      if (!rest.isEmpty() || !first.add(hit.document(), hit.size())) {
        rest.add(hit.key());
      }
    }
    List<Document> documents = project(first.documents(), fields);
    if (rest.isEmpty()) {
      return new QueryResult(documents);
    }
    KeyCursor cursor = new KeyCursor(cursorRegistry.generateCursorId(), rest, this, query, fields);
    cursorRegistry.add(cursor);
    return new QueryResult(documents, cursor);
  }

  private Source source(Plan plan, Effort effort) {
    return new Source(stream(plan.positions(effort)).flatMap(this::stored), plan.sorted());
  }

  private Source everything(Document order, boolean natural) {
    boolean byIdOrder = order.size() == 1 && order.containsKey("_id") && "_id".equals(getIdField());
    boolean backwards = order.size() == 1
        && (byIdOrder || natural)
        && ((Number) order.values().iterator().next()).intValue() < 0;
    return new Source(scan(backwards), natural || byIdOrder);
  }

  List<MvIndex> mvIndexes() {
    return getIndexes().stream()
        .filter(MvIndex.class::isInstance)
        .map(MvIndex.class::cast)
        .toList();
  }

  /** The positions of a query that names its documents; empty where it does not. */
  private Optional<Stream<Key>> byId(Document query) {
    Object id = query.get("_id");
    if (!"_id".equals(getIdField())
        || id == null
        || id instanceof BsonRegularExpression
        || id instanceof Collection) {
      return Optional.empty();
    }
    if (id instanceof Document operators && Demand.isOperators(operators)) {
      return operators.get("$in") instanceof Collection<?> ids
          ? Optional.of(ids.stream().map(one -> new Key(KeyCodec.encode(one))).distinct())
          : Optional.empty();
    }
    return Optional.of(Stream.of(new Key(KeyCodec.encode(id))));
  }

  private Stream<Map.Entry<Key, byte[]>> stored(Key key) {
    byte[] bytes = data.get(key.bytes());
    return bytes == null ? Stream.empty() : Stream.of(Map.entry(key, bytes));
  }

  private Stream<Map.Entry<Key, byte[]>> scan(boolean backwards) {
    Cursor<byte[], byte[]> cursor = data.cursor(null, null, backwards);
    return stream(cursor).map(key -> Map.entry(new Key(key), cursor.getValue()));
  }

  private static <T> Stream<T> stream(Iterator<T> items) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false);
  }

  private static Hit hit(Map.Entry<Key, byte[]> stored) {
    return new Hit(stored.getKey(), decode(stored.getValue()), stored.getValue().length);
  }

  /** All in order, or only the first {@code most} where that is not 0. */
  private Stream<Hit> sorted(Stream<Hit> hits, Document order, int most) {
    Comparator<Document> byOrder = deriveComparator(order);
    Comparator<Hit> comparator = (a, b) -> byOrder.compare(a.document(), b.document());
    return most == 0 ? hits.sorted(comparator) : FirstOf.sorted(hits, comparator, most).stream();
  }

  List<Document> project(List<Document> documents, @Nullable Document fields) {
    return fields == null || fields.isEmpty()
        ? documents
        : matchDocumentsFromStream(new Document(), documents.stream(), 0, 0, 0, null, fields)
            .collectDocuments();
  }

  @Override
  protected QueryResult matchDocuments(
      Document query,
      @Nullable Document order,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document fields) {
    return queryDocuments(query, order, skip, limit, batchSize, fields);
  }

  /** The bytes at {@code key}; null where nothing is. */
  byte @Nullable [] bytesAt(Key key) {
    return data.get(key.bytes());
  }

  static Document decode(byte[] bytes) {
    return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
  }

  private static byte[] encode(Document document) {
    ByteBuf out = Unpooled.buffer(512);
    BsonEncoder.encodeDocument(document, out);
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }

  @Override
  protected Key addDocumentInternal(Document document) {
    Key key = new Key(
        getIdField() == null
            ? ByteBuffer.allocate(8).putLong(lastNumber.incrementAndGet()).array()
            : KeyCodec.encode(Utils.getSubdocumentValue(document, getIdField())));
    data.put(key.bytes(), encode(document));
    return key;
  }

  @Override
  protected @Nullable Document getDocument(Key key) {
    byte[] bytes = bytesAt(key);
    return bytes == null ? null : decode(bytes);
  }

  @Override
  protected void removeDocument(Key key) {
    if (data.remove(key.bytes()) == null) {
      throw new NoSuchElementException("no document at " + key);
    }
  }

  @Override
  protected void handleUpdate(Key key, Document before, Document after) {
    data.put(key.bytes(), encode(after));
  }

  @Override
  protected Stream<DocumentWithPosition<Key>> streamAllDocumentsWithPosition() {
    return scan(false)
        .map(MvCollection::hit)
        .map(hit -> new DocumentWithPosition<>(hit.document(), hit.key()));
  }

  @Override
  public int count() {
    return data.size();
  }

  @Override
  public boolean isEmpty() {
    return data.isEmpty();
  }

  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int delta) {}

  @Override
  protected int getDataSize() {
    return 0;
  }

  @Override
  public synchronized void addDocument(Document document) {
    super.addDocument(document);
  }

  @Override
  public synchronized List<Document> insertDocuments(List<Document> documents, boolean ordered) {
    return super.insertDocuments(documents, ordered);
  }

  @Override
  public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
    return super.deleteDocuments(selector, limit, oplog);
  }

  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters filters,
      boolean multi,
      boolean upsert,
      Oplog oplog) {
    return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
  }

  @Override
  public synchronized Document findAndModify(Document query) {
    return super.findAndModify(query);
  }

  @Override
  public synchronized void removeDocument(Document document) {
    super.removeDocument(document);
  }

  @Override
  public synchronized void addIndex(Index<Key> index) {
    super.addIndex(index);
  }
}

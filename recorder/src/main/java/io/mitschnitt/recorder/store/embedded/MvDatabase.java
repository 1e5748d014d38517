package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * One database: each collection and each index is one map of the store, named {@code data.<database>.<collection>} and
 * {@code index.<database>.<collection>/<index>}.
 */
final class MvDatabase extends AbstractSynchronizedMongoDatabase<Key> {

  /** Collections to which documents are added and never changed: what people did cannot be undone from within. */
  private static final Set<String> APPEND_ONLY = Set.of("listenings", "evidence");

  private static final Set<String> CHANGES =
      Set.of("update", "delete", "findandmodify", "drop", "dropindexes");
  private static final int USUAL_BATCH = 101; // MongoDB's own
  private static final String DATA = "data.";

  private final MVStore store;
  private final CursorRegistry cursors;
  private final MVMap<String, String> flags;
  private final ThreadLocal<@Nullable Document> creating = new ThreadLocal<>();

  MvDatabase(String name, MVStore store, CursorRegistry cursors) {
    super(name, cursors);
    this.store = store;
    this.cursors = cursors;
    this.flags = store.openMap(
        "flags",
        new MVMap.Builder<String, String>()
            .keyType(StringDataType.INSTANCE)
            .valueType(StringDataType.INSTANCE));
    initializeNamespacesAndIndexes();
  }

  /** The databases that have data in {@code store}. */
  static List<String> namesIn(MVStore store) {
    return store.getMapNames().stream()
        .filter(map -> map.startsWith(DATA))
        .map(map -> map.substring(DATA.length(), map.indexOf('.', DATA.length())))
        .distinct()
        .toList();
  }

  @Override
  public Document handleCommand(
      Channel channel,
      String command,
      Document query,
      DatabaseResolver resolver,
      @Nullable Oplog oplog) {
    String collection = String.valueOf(query.get(command));
    if (APPEND_ONLY.contains(collection) && CHANGES.contains(command.toLowerCase(Locale.ROOT))) {
      throw new MongoServerError(13, "Unauthorized", collection + " is append-only");
    }
    if (command.equals("explain")) {
      return explained((Document) query.get("explain"));
    }
    if (command.equals("find")) {
      query.putIfAbsent("batchSize", USUAL_BATCH);
    }
    return super.handleCommand(channel, command, query, resolver, oplog);
  }

  /** Only of a find, which is run for it. */
  private Document explained(@Nullable Document find) {
    Object name = find == null ? null : find.get("find");
    if (find == null
        || !(resolveCollection(String.valueOf(name), false) instanceof MvCollection calls)) {
      throw new MongoServerError(9, "FailedToParse", "embedded store: explains only a find");
    }
    return calls.explained(
        (Document) find.getOrDefault("filter", new Document()),
        (Document) find.getOrDefault("sort", new Document()),
        0,
        ((Number) find.getOrDefault("limit", 0)).intValue());
  }

  @Override
  protected MongoCollection<Key> openOrCreateCollection(
      String collection, CollectionOptions options) {
    return new MvCollection(this, collection, options, data(collection), cursors);
  }

  @Override
  protected Index<Key> openOrCreateUniqueIndex(
      String collection, String index, List<IndexKey> keys, boolean sparse) {
    return index.equals("_id_")
        ? new IdIndex(data(collection), index, keys)
        : open(collection, index, keys, sparse, true);
  }

  @Override
  protected Index<Key> openOrCreateSecondaryIndex(
      String collection, String index, List<IndexKey> keys, boolean sparse) {
    return open(collection, index, keys, sparse, false);
  }

  private Index<Key> open(
      String collection, String index, List<IndexKey> keys, boolean sparse, boolean unique) {
    Document description = description(collection, index);
    refuseUnknown(description);
    MVMap<byte[], byte[]> map = store.openMap(indexMap(collection, index), BytesType.map());
    Document partial = (Document) description.get("partialFilterExpression");
    return new MvIndex(index, keys, sparse, unique, partial, map, flags);
  }

  private static void refuseUnknown(Document description) {
    if (description.get("key") instanceof Document keys
        && !keys.values().stream().allMatch(Number.class::isInstance)) {
      throw new MongoServerError(
          67, "CannotCreateIndex", "embedded store: only ascending and descending indexes");
    }
    if (description.containsKey("expireAfterSeconds")) {
      throw new MongoServerError(67, "CannotCreateIndex", "embedded store: no TTL indexes");
    }
  }

  /** What was asked for when the index was created; the library hands on only a part of it. */
  private Document description(String collection, String index) {
    Document current = creating.get();
    if (current != null && index.equals(current.get("name"))) {
      return current;
    }
    MongoCollection<Key> known = indexes.get();
    if (known != null) {
      for (Document description : known.queryAll()) {
        if (index.equals(description.get("name"))
            && (getDatabaseName() + "." + collection).equals(description.get("ns"))) {
          return description;
        }
      }
    }
    return new Document();
  }

  @Override
  protected synchronized void addIndex(Document description) {
    Document outer = creating.get();
    creating.set(description);
    try {
      super.addIndex(description);
    } finally {
      creating.set(outer);
    }
  }

  @Override
  protected void dropIndex(MongoCollection<Key> collection, String index) {
    super.dropIndex(collection, index);
    store.removeMap(indexMap(collection.getCollectionName(), index));
  }

  @Override
  public void dropCollection(String collection, @Nullable Oplog oplog) {
    super.dropCollection(collection, oplog);
    store.removeMap(dataMap(collection));
  }

  private MVMap<byte[], byte[]> data(String collection) {
    return store.openMap(dataMap(collection), BytesType.map());
  }

  private String dataMap(String collection) {
    return DATA + getDatabaseName() + "." + collection;
  }

  private String indexMap(String collection, String index) {
    return "index." + getDatabaseName() + "." + collection + "/" + index;
  }

  @Override
  protected long getFileSize() {
    return store.getFileStore() == null ? 0 : store.getFileStore().size();
  }

  @Override
  protected long getStorageSize() {
    return getFileSize();
  }
}

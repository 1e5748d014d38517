package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.*;
import de.bwaldvogel.mongo.backend.*;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.lang.reflect.Proxy;
import java.util.*;
import org.h2.mvstore.*;
import org.h2.mvstore.type.*;

final class MvDatabase extends AbstractSynchronizedMongoDatabase<Key> {
  private final MVStore store;
  private final MVMap<String, String> flags;
  private final CursorRegistry cursors;
  static final Set<String> APPEND_ONLY = Set.of("listenings");
  private final ThreadLocal<Document> creating = new ThreadLocal<>();

  static final MVMap.Builder<byte[], byte[]> bytes() {
    return new MVMap.Builder<byte[], byte[]>()
        .keyType(BytesType.INSTANCE)
        .valueType(BytesType.INSTANCE);
  }

  MvDatabase(String name, MVStore store, CursorRegistry r) {
    super(name, r);
    this.cursors = r;
    this.store = store;
    this.flags = store.openMap(
        "flags",
        new MVMap.Builder<String, String>()
            .keyType(StringDataType.INSTANCE)
            .valueType(StringDataType.INSTANCE));
    initializeNamespacesAndIndexes();
  }

  private String data(String coll) {
    return "data." + getDatabaseName() + "." + coll;
  }

  private String index(String coll, String ix) {
    return "index." + getDatabaseName() + "." + coll + "/" + ix;
  }

  @Override
  protected de.bwaldvogel.mongo.MongoCollection<Key> openOrCreateCollection(
      String coll, CollectionOptions o) {
    return new MvCollection(this, coll, o, store.openMap(data(coll), bytes()), cursors);
  }

  @Override
  protected synchronized void addIndex(Document d) {
    Document outer = creating.get();
    creating.set(d);
    try {
      super.addIndex(d);
    } finally {
      creating.set(outer);
    }
  }

  private Document description(String coll, String ix) {
    Document d = creating.get();
    if (d != null && ix.equals(d.get("name"))) return d;
    MongoCollection<Key> c = indexes.get();
    if (c != null)
      for (Document x : c.queryAll())
        if (ix.equals(x.get("name")) && (getDatabaseName() + "." + coll).equals(x.get("ns")))
          return x;
    return new Document();
  }

  @Override
  protected Index<Key> openOrCreateUniqueIndex(
      String coll, String ix, List<IndexKey> keys, boolean sparse) {
    if (ix.equals("_id_")) return new MvIndex.Id(store.openMap(data(coll), bytes()), ix, keys);
    return open(coll, ix, keys, sparse, true);
  }

  @Override
  protected Index<Key> openOrCreateSecondaryIndex(
      String coll, String ix, List<IndexKey> keys, boolean sparse) {
    return open(coll, ix, keys, sparse, false);
  }

  private Index<Key> open(
      String coll, String ix, List<IndexKey> keys, boolean sparse, boolean unique) {
    Document d = description(coll, ix);
    for (Object dir : ((Document) d.getOrDefault("key", new Document())).values())
      if (!(dir instanceof Number))
        throw new de.bwaldvogel.mongo.exception.MongoServerError(
            67,
            "CannotCreateIndex",
            "embedded store: only ascending/descending indexes, not '" + dir + "'");
    if (d.containsKey("expireAfterSeconds"))
      throw new de.bwaldvogel.mongo.exception.MongoServerError(
          67, "CannotCreateIndex", "embedded store: no TTL indexes");
    return new MvIndex(
        ix,
        keys,
        sparse,
        unique,
        (Document) d.get("partialFilterExpression"),
        store.openMap(index(coll, ix), bytes()),
        flags);
  }

  @Override
  protected void dropIndex(MongoCollection<Key> c, String ix) {
    super.dropIndex(c, ix);
    store.removeMap(index(c.getCollectionName(), ix));
  }

  @Override
  public void dropCollection(String coll, Oplog o) {
    super.dropCollection(coll, o);
    store.removeMap(data(coll));
  }

  @Override
  protected long getFileSize() {
    return store.getFileStore() == null ? 0 : store.getFileStore().size();
  }

  @Override
  protected long getStorageSize() {
    return getFileSize();
  }

  @Override
  public Document handleCommand(
      Channel ch, String cmd, Document q, DatabaseResolver dr, Oplog oplog) {
    if (APPEND_ONLY.contains(String.valueOf(q.get(cmd)))
        && Set.of("update", "delete", "findandmodify", "drop", "dropindexes")
            .contains(cmd.toLowerCase(Locale.ROOT)))
      throw new de.bwaldvogel.mongo.exception.MongoServerError(
          13, "Unauthorized", q.get(cmd) + " is append-only");
    switch (cmd) {
      case "find":
        q.putIfAbsent("batchSize", 101);
        break;
      case "insert": {
        Document r = super.handleCommand(ch, cmd, q, dr, oplog);
        List<?> err = (List<?>) r.get("writeErrors");
        if (err != null && !err.isEmpty()) {
          int total = ((List<?>) q.get("documents")).size();
          r.put(
              "n",
              Utils.isTrue(q.get("ordered"))
                  ? ((Number) ((Document) err.get(0)).get("index")).intValue()
                  : total - err.size());
        }
        return r;
      }
      case "aggregate": {
        Document r = aggregate(q, dr, oplog);
        if (r != null) return r;
        break;
      }
      default:
    }
    return super.handleCommand(ch, cmd, q, dr, oplog);
  }
  /** pushes leading $match/$sort/$skip/$limit down to the planner */
  private Document aggregate(Document q, DatabaseResolver dr, Oplog oplog) {
    if (!(q.get("aggregate") instanceof String)) return null;
    String name = (String) q.get("aggregate");
    MongoCollection<Key> c = resolveCollection(name, false);
    List<Document> p = new ArrayList<>(Aggregation.parse(q.get("pipeline")));
    if (c == null || p.isEmpty() || p.get(0).containsKey("$changeStream")) return null;
    p.replaceAll(s -> s.containsKey("$set")
        ? new Document("$addFields", s.get("$set"))
        : s.containsKey("$replaceWith")
            ? new Document("$replaceRoot", new Document("newRoot", s.get("$replaceWith")))
            : s);
    Document match = new Document(), sort = null;
    int limit = 0;
    boolean expr = false;
    int i = 0;
    if (p.get(0).containsKey("$match")) {
      match = (Document) p.get(0).get("$match");
      i++;
    }
    if (i < p.size() && p.get(i).containsKey("$sort")) {
      sort = (Document) p.get(i).get("$sort");
      i++;
    }
    if (i < p.size() && p.get(i).containsKey("$limit")) {
      limit = ((Number) p.get(i).get("$limit")).intValue();
      i++;
    }
    final Document sel = sort == null
        ? new Document("$query", match)
        : new Document("$query", match).append("$orderby", sort);
    final int lim = limit;
    MongoCollection<?> view = (MongoCollection<?>) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (pr, m, a) -> {
          if (m.getName().equals("queryAllAsStream")) {
            Iterable<Document> it = c.handleQuery(sel, 0, lim);
            return java.util.stream.StreamSupport.stream(it.spliterator(), false);
          }
          try {
            return m.invoke(c, a);
          } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
          }
        });
    Aggregation ag = Aggregation.fromPipeline(p.subList(i, p.size()), dr, this, view, oplog);
    ag.validate(new Document("cursor", new Document()));
    List<Document> all = ag.computeResult();
    Document cd = (Document) q.getOrDefault("cursor", new Document());
    Object bs = cd.get("batchSize");
    int batch = bs == null ? 101 : ((Number) bs).intValue();
    long id = 0;
    List<Document> first = all;
    if (batch > 0 && all.size() > batch) {
      first = all.subList(0, batch);
      InMemoryCursor mc =
          new InMemoryCursor(cursors.generateCursorId(), all.subList(batch, all.size()));
      cursors.add(mc);
      id = mc.getId();
    }
    Document r = new Document(
        "cursor",
        new Document("id", id)
            .append("ns", getDatabaseName() + "." + name)
            .append("firstBatch", first));
    Utils.markOkay(r);
    return r;
  }
}

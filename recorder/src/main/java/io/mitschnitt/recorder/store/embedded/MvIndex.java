package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.*;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.*;
import org.h2.mvstore.MVMap;

/** A real ordered index: unique = key -> id; non-unique = key+id -> key length. Partial and sparse supported. */
final class MvIndex extends Index<Key> {
  final MVMap<byte[], byte[]> map;
  final boolean unique;
  final Document partial;
  final MVMap<String, String> flags;
  volatile boolean multikey;
  private final QueryMatcher matcher = new DefaultQueryMatcher();

  MvIndex(
      String name,
      List<IndexKey> keys,
      boolean sparse,
      boolean unique,
      Document partial,
      MVMap<byte[], byte[]> map,
      MVMap<String, String> flags) {
    super(name, keys, sparse);
    this.map = map;
    this.unique = unique;
    this.partial = partial;
    this.flags = flags;
    multikey = flags.containsKey(map.getName());
  }

  boolean sparse() {
    return isSparse();
  }

  static Key position(Document d) {
    return new Key(KeyCodec.encode(d.get("_id")));
  }

  private List<byte[]> keysOf(Document d) {
    if (partial != null && !matcher.matches(d, partial)) return List.of();
    List<IndexKey> ks = getKeys();
    Object[] vals = new Object[ks.size()];
    int arrayAt = -1;
    boolean any = false;
    for (int i = 0; i < vals.length; i++) {
      Object v = Utils.getSubdocumentValueCollectionAware(d, ks.get(i).getKey());
      if (!(v instanceof Missing)) any = true;
      if (v instanceof Collection) {
        if (arrayAt >= 0)
          throw new de.bwaldvogel.mongo.exception.MongoServerError(
              171,
              "CannotIndexParallelArrays",
              "cannot index parallel arrays [" + ks.get(i).getKey() + "] ["
                  + ks.get(arrayAt).getKey() + "]");
        arrayAt = i;
      }
      vals[i] = v;
    }
    if (isSparse() && !any) return List.of();
    if (arrayAt < 0) return List.of(enc(vals));
    if (!multikey) {
      multikey = true;
      flags.put(map.getName(), "multikey");
    }
    Collection<?> c = (Collection<?>) vals[arrayAt];
    if (c.isEmpty()) {
      vals[arrayAt] = null;
      return List.of(enc(vals));
    }
    TreeSet<byte[]> r = new TreeSet<>(Arrays::compareUnsigned);
    for (Object x : c) {
      vals[arrayAt] = x;
      r.add(enc(vals));
    }
    return new ArrayList<>(r);
  }

  private byte[] enc(Object[] vals) {
    KeyCodec.Out o = new KeyCodec.Out();
    for (int i = 0; i < vals.length; i++)
      KeyCodec.put(o, vals[i], getKeys().get(i).isAscending());
    return o.toByteArray();
  }

  private static byte[] join(byte[] k, byte[] id) {
    byte[] r = Arrays.copyOf(k, k.length + id.length);
    System.arraycopy(id, 0, r, k.length, id.length);
    return r;
  }

  private static byte[] len(byte[] k) {
    return new byte[] {(byte) (k.length >> 8), (byte) k.length};
  }

  Key positionOf(byte[] k, byte[] v) {
    if (unique) return new Key(v);
    int n = (v[0] & 255) << 8 | v[1] & 255;
    return new Key(Arrays.copyOfRange(k, n, k.length));
  }

  @Override
  public Key getPosition(Document d) {
    return null;
  }

  @Override
  public void checkAdd(Document d, MongoCollection<Key> c) {
    if (unique) for (byte[] k : keysOf(d)) if (map.containsKey(k)) dup(d, c);
  }

  private void dup(Document d, MongoCollection<Key> c) {
    List<Object> v = new ArrayList<>();
    for (IndexKey k : getKeys()) {
      Object x = Utils.getSubdocumentValueCollectionAware(d, k.getKey());
      v.add(x instanceof Missing ? null : x);
    }
    throw new DuplicateKeyError(this, c, getKeys(), new KeyValue(v));
  }

  @Override
  public void add(Document d, Key pos, MongoCollection<Key> c) {
    for (byte[] k : keysOf(d)) put(k, pos);
  }

  private void put(byte[] k, Key pos) {
    if (k.length + pos.b.length > 65000)
      throw new de.bwaldvogel.mongo.exception.MongoServerError(
          17280, "KeyTooLong", "index key too long");
    if (unique) map.put(k, pos.b);
    else map.put(join(k, pos.b), len(k));
  }

  @Override
  public Key remove(Document d) {
    Key pos = position(d);
    for (byte[] k : keysOf(d)) map.remove(unique ? k : join(k, pos.b));
    return pos;
  }

  @Override
  public void checkUpdate(Document o, Document n, MongoCollection<Key> c) {
    if (!unique) return;
    Key pos = position(o);
    for (byte[] k : keysOf(n)) {
      byte[] v = map.get(k);
      if (v != null && !Arrays.equals(v, pos.b)) dup(n, c);
    }
  }

  @Override
  public void updateInPlace(Document o, Document n, Key pos, MongoCollection<Key> c) {
    List<byte[]> a = keysOf(o), b = keysOf(n);
    if (a.size() == b.size()) {
      boolean same = true;
      for (int i = 0; i < a.size() && same; i++) same = Arrays.equals(a.get(i), b.get(i));
      if (same) return;
    }
    Key p = position(o);
    for (byte[] k : a) map.remove(unique ? k : join(k, p.b));
    for (byte[] k : b) put(k, p);
  }

  @Override
  public boolean canHandle(Document q) {
    return false;
  }

  @Override
  public Iterable<Key> getPositions(Document q) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long getCount() {
    return map.sizeAsLong();
  }

  @Override
  public long getDataSize() {
    return getCount();
  }

  @Override
  public boolean isUnique() {
    return unique;
  }

  @Override
  public void drop() {}

  /** the _id index: a view of the data map */
  static final class Id extends Index<Key> {
    final MVMap<byte[], byte[]> data;

    Id(MVMap<byte[], byte[]> data, String name, List<IndexKey> keys) {
      super(name, keys, false);
      this.data = data;
    }

    @Override
    public Key getPosition(Document d) {
      return position(d);
    }

    @Override
    public void checkAdd(Document d, MongoCollection<Key> c) {
      if (data.containsKey(position(d).b))
        throw new DuplicateKeyError(this, c, getKeys(), new KeyValue(d.get("_id")));
    }

    @Override
    public void add(Document d, Key p, MongoCollection<Key> c) {}

    @Override
    public Key remove(Document d) {
      return position(d);
    }

    @Override
    public boolean canHandle(Document q) {
      return false;
    }

    @Override
    public Iterable<Key> getPositions(Document q) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long getCount() {
      return data.sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
      return false;
    } // never rebuilt

    @Override
    public long getDataSize() {
      return getCount();
    }

    @Override
    public void checkUpdate(Document o, Document n, MongoCollection<Key> c) {}

    @Override
    public void updateInPlace(Document o, Document n, Key p, MongoCollection<Key> c) {}

    @Override
    public boolean isUnique() {
      return true;
    }

    @Override
    public void drop() {}
  }
}

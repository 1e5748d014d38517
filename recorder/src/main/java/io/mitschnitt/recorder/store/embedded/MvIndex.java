package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * An ordered index: compound, descending, unique, sparse, partial or over an array's items.
 *
 * <pre>
 *   unique      key           -> position
 *   otherwise   key, position -> length of key (u16)
 * </pre>
 */
final class MvIndex extends Index<Key> {

  private static final int MAX_KEY = 65_000;

  private final MVMap<byte[], byte[]> map;
  private final MVMap<String, String> flags;
  private final boolean unique;
  private final @Nullable Document partial;
  private final QueryMatcher matcher = new DefaultQueryMatcher();
  private volatile boolean multikey;

  /**
   * @param partial only documents that match it are in the index
   * @param flags remembers which indexes have ever seen an array
   */
  MvIndex(
      String name,
      List<IndexKey> keys,
      boolean sparse,
      boolean unique,
      @Nullable Document partial,
      MVMap<byte[], byte[]> map,
      MVMap<String, String> flags) {
    super(name, keys, sparse);
    this.map = map;
    this.unique = unique;
    this.partial = partial;
    this.flags = flags;
    this.multikey = flags.containsKey(map.getName());
  }

  MVMap<byte[], byte[]> map() {
    return map;
  }

  /** Whether a document may have several keys here. */
  boolean multikey() {
    return multikey;
  }

  boolean sparse() {
    return isSparse();
  }

  Optional<Document> partial() {
    return Optional.ofNullable(partial);
  }

  static Key position(Document document) {
    return new Key(KeyCodec.encode(document.get("_id")));
  }

  Key positionOf(byte[] key, byte[] value) {
    if (unique) {
      return new Key(value);
    }
    int length = Byte.toUnsignedInt(value[0]) << 8 | Byte.toUnsignedInt(value[1]);
    return new Key(Arrays.copyOfRange(key, length, key.length));
  }

  private List<byte[]> keysOf(Document document) {
    if (partial != null && !matcher.matches(document, partial)) {
      return List.of();
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (IndexKey key : getKeys()) {
      values.add(Utils.getSubdocumentValueCollectionAware(document, key.getKey()));
    }
    if (isSparse() && values.stream().allMatch(Missing.class::isInstance)) {
      return List.of();
    }
    int arrayAt = arrayIn(values);
    return arrayAt < 0 ? List.of(encode(values)) : keysOfItems(values, arrayAt);
  }

  private int arrayIn(List<@Nullable Object> values) {
    int found = -1;
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Collection) {
        if (found >= 0) {
          throw new MongoServerError(
              171, "CannotIndexParallelArrays", "cannot index parallel arrays");
        }
        found = i;
      }
    }
    return found;
  }

  private List<byte[]> keysOfItems(List<@Nullable Object> values, int arrayAt) {
    if (!multikey) {
      multikey = true;
      flags.put(map.getName(), "multikey");
    }
    Object array = values.get(arrayAt);
    Collection<?> items = array instanceof Collection<?> some && !some.isEmpty()
        ? some
        : Arrays.asList((Object) null);
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    for (Object item : items) {
      values.set(arrayAt, item);
      keys.add(encode(values));
    }
    return List.copyOf(keys);
  }

  private byte[] encode(List<@Nullable Object> values) {
    KeyCodec.Out out = new KeyCodec.Out();
    for (int i = 0; i < values.size(); i++) {
      out.put(values.get(i), getKeys().get(i).isAscending());
    }
    return out.toByteArray();
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Key> collection) {
    if (unique && keysOf(document).stream().anyMatch(map::containsKey)) {
      throw duplicate(document, collection);
    }
  }

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Key> collection) {
    if (!unique) {
      return;
    }
    byte[] own = position(before).bytes();
    for (byte[] key : keysOf(after)) {
      byte[] holder = map.get(key);
      if (holder != null && !Arrays.equals(holder, own)) {
        throw duplicate(after, collection);
      }
    }
  }

  private DuplicateKeyError duplicate(Document document, MongoCollection<Key> collection) {
    List<@Nullable Object> values = new ArrayList<>();
    for (IndexKey key : getKeys()) {
      Object value = Utils.getSubdocumentValueCollectionAware(document, key.getKey());
      values.add(value instanceof Missing ? null : value);
    }
    return new DuplicateKeyError(this, collection, getKeys(), new KeyValue(values));
  }

  @Override
  public void add(Document document, Key position, MongoCollection<Key> collection) {
    keysOf(document).forEach(key -> put(key, position));
  }

  @Override
  public Key remove(Document document) {
    Key position = position(document);
    keysOf(document).forEach(key -> map.remove(unique ? key : join(key, position)));
    return position;
  }

  @Override
  public void updateInPlace(
      Document before, Document after, Key position, MongoCollection<Key> collection) {
    List<byte[]> old = keysOf(before);
    List<byte[]> fresh = keysOf(after);
    if (Arrays.deepEquals(old.toArray(), fresh.toArray())) {
      return;
    }
    Key own = position(before);
    old.forEach(key -> map.remove(unique ? key : join(key, own)));
    fresh.forEach(key -> put(key, own));
  }

  private void put(byte[] key, Key position) {
    if (key.length + position.bytes().length > MAX_KEY) {
      throw new MongoServerError(17280, "KeyTooLong", "index key too long");
    }
    if (unique) {
      map.put(key, position.bytes());
    } else {
      map.put(join(key, position), new byte[] {(byte) (key.length >> 8), (byte) key.length});
    }
  }

  private static byte[] join(byte[] key, Key position) {
    return KeyRange.join(key, position.bytes());
  }

  /** Questions are answered by the {@link Planner}, not by the library's own use of indexes. */
  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Key> getPositions(Document query) {
    throw new UnsupportedOperationException("canHandle said no");
  }

  @Override
  public @Nullable Key getPosition(Document document) {
    return null;
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
}

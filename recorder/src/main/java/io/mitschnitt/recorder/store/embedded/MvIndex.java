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
  private static final String ARRAYS = "arrays:";

  private final MVMap<byte[], byte[]> map;
  private final MVMap<String, String> flags;
  private final boolean unique;
  private final @Nullable Document partial;
  private final QueryMatcher matcher = new DefaultQueryMatcher();
  private volatile long arrays; // a bit for each field that has ever held an array

  /**
   * @param partial only documents that match it are in the index
   * @param flags remembers which fields of which indexes have ever held an array
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
    this.arrays = arraysIn(flags.get(map.getName()));
  }

  private static long arraysIn(@Nullable String flag) {
    if (flag == null) {
      return 0;
    }
    return flag.startsWith(ARRAYS) ? Long.parseLong(flag.substring(ARRAYS.length()), 16) : -1;
  }

  MVMap<byte[], byte[]> map() {
    return map;
  }

  /** Whether a document may have several keys here. */
  boolean multikey() {
    return arrays != 0;
  }

  /** Whether the {@code field}th of the index's fields may be an array. */
  boolean isArray(int field) {
    return (arrays >>> field & 1) != 0;
  }

  /** How many keys lie in {@code range}. */
  long entriesIn(KeyRange range) {
    byte[] low = range.low();
    byte[] high = range.high();
    long from = low == null ? 0 : place(low);
    long to = high == null ? map.sizeAsLong() : place(high);
    return Math.max(0, to - from);
  }

  private long place(byte[] key) {
    long at = map.getKeyIndex(key);
    return at < 0 ? -at - 1 : at;
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

  /** The document's keys here, without its position. */
  List<byte[]> keysOf(Document document) {
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
    if (!isArray(arrayAt)) {
      arrays |= 1L << arrayAt;
      flags.put(map.getName(), ARRAYS + Long.toHexString(arrays));
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
    TreeSet<byte[]> old = sorted(keysOf(before));
    TreeSet<byte[]> fresh = sorted(keysOf(after));
    Key own = position(before);
    old.stream()
        .filter(key -> !fresh.contains(key))
        .forEach(key -> map.remove(unique ? key : join(key, own)));
    fresh.stream().filter(key -> !old.contains(key)).forEach(key -> put(key, own));
  }

  private static TreeSet<byte[]> sorted(List<byte[]> keys) {
    TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
    sorted.addAll(keys);
    return sorted;
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

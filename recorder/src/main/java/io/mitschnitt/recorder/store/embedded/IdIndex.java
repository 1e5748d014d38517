package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import org.h2.mvstore.MVMap;

/** The index over {@code _id}: nothing but a view of the data, which lie in that order. */
final class IdIndex extends Index<Key> {

  private final MVMap<byte[], byte[]> data;

  IdIndex(MVMap<byte[], byte[]> data, String name, List<IndexKey> keys) {
    super(name, keys, false);
    this.data = data;
  }

  @Override
  public Key getPosition(Document document) {
    return MvIndex.position(document);
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Key> collection) {
    if (data.containsKey(MvIndex.position(document).bytes())) {
      throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(document.get("_id")));
    }
  }

  @Override
  public Key remove(Document document) {
    return MvIndex.position(document);
  }

  @Override
  public void add(Document document, Key position, MongoCollection<Key> collection) {}

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Key> collection) {}

  @Override
  public void updateInPlace(
      Document before, Document after, Key position, MongoCollection<Key> collection) {}

  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Key> getPositions(Document query) {
    throw new UnsupportedOperationException("canHandle said no");
  }

  /** Never, or it would be built anew at each start. */
  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public long getCount() {
    return data.sizeAsLong();
  }

  @Override
  public long getDataSize() {
    return getCount();
  }

  @Override
  public boolean isUnique() {
    return true;
  }

  @Override
  public void drop() {}
}

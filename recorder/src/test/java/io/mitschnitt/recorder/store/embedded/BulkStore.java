package io.mitschnitt.recorder.store.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Fills the empty collection {@code calls} of a closed store with many documents: each map is written once, in order. */
public final class BulkStore {

  private static final String DATA = "data.mitschnitt.calls";

  private BulkStore() {}

  /** One entry of an index. */
  private record Put(byte[] key, byte[] value) {}

  /** Writes {@code documents}, whose ids ascend. The collection exists with its indexes. */
  public static void fill(Path directory, Iterator<BsonDocument> documents) {
    MVStore store = MvBackend.storeSettings()
        .fileName(directory.resolve("mitschnitt.mv.db").toString())
        .open();
    MvBackend backend = new MvBackend(store, false, Optional.empty());
    MvCollection calls =
        (MvCollection) backend.resolveDatabase("mitschnitt").resolveCollection("calls", true);
    MVMap<byte[], byte[]> data = store.openMap(DATA, BytesType.map());
    List<MvIndex> indexes = calls.mvIndexes();
    List<List<Put>> puts =
        indexes.stream().map(index -> (List<Put>) new ArrayList<Put>()).toList();
    while (documents.hasNext()) {
      byte[] bytes = bytes(documents.next());
      var document = MvCollection.decode(bytes);
      byte[] position = MvIndex.position(document).bytes();
      data.append(position, bytes);
      if (data.sizeAsLong() % 100_000 == 0) {
        store.commit(); // a commit is written in one piece, of less than 2 GB
      }
      for (int i = 0; i < indexes.size(); i++) {
        collect(indexes.get(i), indexes.get(i).keysOf(document), position, puts.get(i));
      }
    }
    store.commit();
    for (int i = 0; i < indexes.size(); i++) {
      List<Put> all = puts.get(i);
      all.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
      MVMap<byte[], byte[]> map = indexes.get(i).map();
      for (int n = 0; n < all.size(); n++) {
        map.append(all.get(n).key(), all.get(n).value());
        if (n % 1_000_000 == 999_999) {
          store.commit();
        }
      }
      all.clear();
      store.commit();
    }
    backend.close();
  }

  private static void collect(MvIndex index, List<byte[]> keys, byte[] position, List<Put> into) {
    for (byte[] key : keys) {
      into.add(
          index.isUnique()
              ? new Put(key, position)
              : new Put(
                  KeyRange.join(key, position),
                  new byte[] {(byte) (key.length >> 8), (byte) key.length}));
    }
  }

  private static byte[] bytes(BsonDocument document) {
    RawBsonDocument raw = new RawBsonDocument(document, new BsonDocumentCodec());
    byte[] bytes = new byte[raw.getByteBuffer().remaining()];
    raw.getByteBuffer().get(bytes);
    return bytes;
  }
}

package io.mitschnitt.recorder.store.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.h2.mvstore.MVStore;

/** Fills the file of a closed store with many documents, all indexes included, without a commit for each. */
public final class BulkStore {

  private static final int COMMIT = 25_000;
  private static final int BATCH = 1_000;
  private static final int CACHE_MB = 512;

  private BulkStore() {}

  /** Appends {@code documents} to collection {@code calls}, which exists with its indexes. */
  public static void fill(Path directory, Iterator<BsonDocument> documents) {
    MVStore store = MvBackend.storeSettings()
        .fileName(directory.resolve("mitschnitt.mv.db").toString())
        .cacheSize(CACHE_MB)
        .open();
    MvBackend backend = new MvBackend(store, false, Optional.empty());
    var calls = backend.resolveDatabase("mitschnitt").resolveCollection("calls", true);
    List<de.bwaldvogel.mongo.bson.Document> batch = new ArrayList<>();
    for (int i = 1; documents.hasNext(); i++) {
      batch.add(MvCollection.decode(bytes(documents.next())));
      if (i % BATCH == 0 || !documents.hasNext()) {
        calls.insertDocuments(batch, true);
        batch = new ArrayList<>();
      }
      if (i % COMMIT == 0) {
        store.commit();
      }
    }
    backend.close();
  }

  private static byte[] bytes(BsonDocument document) {
    RawBsonDocument raw = new RawBsonDocument(document, new BsonDocumentCodec());
    byte[] bytes = new byte[raw.getByteBuffer().remaining()];
    raw.getByteBuffer().get(bytes);
    return bytes;
  }
}

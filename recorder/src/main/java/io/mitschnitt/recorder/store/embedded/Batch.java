package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** The documents of one reply: as many as were asked for, and not more bytes than a reply may have. */
final class Batch {

  private static final int MAX_BYTES = 12 << 20;

  private final int most;
  private final List<Document> documents = new ArrayList<>();
  private long bytes;

  /**
   * @param most 0 or less for any number
   */
  Batch(int most) {
    this.most = most;
  }

  /** False where it does not fit; the first always does. */
  boolean add(Document document, int size) {
    boolean full = most > 0 && documents.size() >= most || bytes + size > MAX_BYTES;
    if (full && !documents.isEmpty()) {
      return false;
    }
    documents.add(document);
    bytes += size;
    return true;
  }

  List<Document> documents() {
    return documents;
  }
}

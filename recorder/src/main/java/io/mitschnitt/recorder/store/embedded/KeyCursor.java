package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client has not fetched yet: positions, whose documents are read and matched again when they are wanted. */
final class KeyCursor extends AbstractCursor {

  private final List<Key> keys;
  private final MvCollection collection;
  private final Document query;
  private final @Nullable Document fields;
  private final QueryMatcher matcher = new DefaultQueryMatcher();
  private int at;

  KeyCursor(
      long id, List<Key> keys, MvCollection collection, Document query, @Nullable Document fields) {
    super(id);
    this.keys = keys;
    this.collection = collection;
    this.query = query;
    this.fields = fields;
  }

  @Override
  public boolean isEmpty() {
    return at >= keys.size();
  }

  @Override
  public List<Document> takeDocuments(int most) {
    Batch batch = new Batch(most);
    while (at < keys.size() && (most <= 0 || batch.documents().size() < most)) {
      byte[] bytes = collection.bytesAt(keys.get(at));
      Document document = bytes == null ? null : MvCollection.decode(bytes);
      if (bytes != null
          && document != null
          && matcher.matches(document, query)
          && !batch.add(document, bytes.length)) {
        break;
      }
      at++;
    }
    return collection.project(batch.documents(), fields);
  }
}

package io.mitschnitt.gateway.edge;

import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A shelf in memory, by collection and key. */
final class FakeShelf implements Shelf {

  final Map<String, String> texts = new TreeMap<>();

  @Override
  public Future<Void> put(String collection, String key, String json) {
    texts.put(collection + "/" + key, json);
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<String>> get(String collection, String key) {
    return Future.succeededFuture(Optional.ofNullable(texts.get(collection + "/" + key)));
  }

  @Override
  public Future<Map<String, String>> some(String collection, Collection<String> keys) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Map<String, String>> all(String collection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Void> remove(String collection, String key) {
    throw new UnsupportedOperationException();
  }
}

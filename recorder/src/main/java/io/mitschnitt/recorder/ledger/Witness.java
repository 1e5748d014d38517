package io.mitschnitt.recorder.ledger;

import io.vertx.core.Future;
import java.util.Optional;

/** Somebody who is told of every change of the book, and without whose answer no change counts as done. */
@FunctionalInterface
public interface Witness {

  /** Sees nothing. */
  Witness NONE = (before, after) -> Future.succeededFuture();

  /**
   * An entry was added or changed; it is on disk already.
   *
   * @param before empty where it is new
   */
  Future<Void> saw(Optional<Entry> before, Entry after);
}

package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps how calls sounded, from their first step until they are over; then it goes to the store. */
final class QualityBook {

  /** Where on the recorder's shelf. */
  static final String SHELF = "quality";

  private static final Logger LOG = LoggerFactory.getLogger(QualityBook.class);

  private final Supplier<Shelf> shelf;
  private final Map<CallId, CallQuality> running = new ConcurrentHashMap<>();

  /** @param shelf asked when a call is over */
  QualityBook(Supplier<Shelf> shelf) {
    this.shelf = shelf;
  }

  /** A step of a call that runs. All steps of a call come on one thread. */
  void note(CallId id, LegQuality step) {
    running.computeIfAbsent(id, any -> new CallQuality()).add(step);
  }

  /** Where the store is away, the figures of this call are lost, and nothing else. */
  void ended(CallId id) {
    CallQuality quality = running.remove(id);
    if (quality == null) {
      return;
    }
    shelf
        .get()
        .put(SHELF, id.value(), quality.json().encode())
        .onFailure(
            e -> LOG.warn("call {}: its figures of quality are not kept: {}", id, e.toString()));
  }
}

package io.mitschnitt.gateway.edge;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one call's entries in their order, each after the one before is on disk. When one could not be written, nothing
 * that depends on it may happen any more, above all no recording; the later entries are tried all the same.
 */
final class LedgerPen {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerPen.class);

  private final String call;
  private Future<Void> last = Future.succeededFuture();
  private boolean broken;

  LedgerPen(String call) {
    this.call = call;
  }

  void write(String what, Supplier<Future<Void>> entry) {
    last = last.transform(before -> guarded(entry)).recover(failure -> {
      broken = true;
      LOG.error(
          "call {}: {} could not be written to the ledger: {}", call, what, failure.toString());
      return Future.succeededFuture();
    });
  }

  /** Does {@code action} after all entries so far are on disk; fails when one of them is not. */
  <T> Future<T> after(Supplier<Future<T>> action) {
    return last.compose(
        done -> broken ? Future.failedFuture("the ledger could not be written") : guarded(action));
  }

  /** Completes when all entries so far were tried. */
  Future<Void> done() {
    return last;
  }

  /** A door that throws is a door that fails. */
  private static <T> Future<T> guarded(Supplier<Future<T>> action) {
    try {
      return action.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}

package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger while the store is away. A sentence that cannot be written fails at once, so that whoever depends on it
 * fails shut, and is kept all the same: it is written, in the order of its call, when the store is back. So every call
 * of an outage has its row, unless the process dies before.
 */
final class PatientLedger implements Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(PatientLedger.class);
  private static final long AGAIN_MILLIS = 2_000;
  private static final int MOST_WAITING = 100_000;

  private final Vertx vertx;
  private final Context context;
  private final Ledger book;
  private final Map<CallId, Deque<Supplier<Future<Void>>>> waiting = new LinkedHashMap<>();
  private final long timer;
  private volatile int count;
  private boolean writing;

  PatientLedger(Vertx vertx, Ledger book) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.book = book;
    timer = vertx.setPeriodic(AGAIN_MILLIS, any -> context.runOnContext(v -> again()));
  }

  /** Sentences that wait for the store. */
  int waiting() {
    return count;
  }

  void stop() {
    vertx.cancelTimer(timer);
    if (count > 0) {
      LOG.error(
          "{} sentences of the ledger were never written: the store did not come back", count);
    }
  }

  @Override
  public Future<Void> answered(CallFacts facts, Decision decision) {
    return write(facts.id(), () -> book.answered(facts, decision));
  }

  @Override
  public Future<Void> agent(CallId call, String agent, Instant at) {
    return write(call, () -> book.agent(call, agent, at));
  }

  @Override
  public Future<Void> consent(CallId call, ConsentEvent event) {
    return write(call, () -> book.consent(call, event));
  }

  @Override
  public Future<Void> ended(CallId call, Instant at, Ending ending, Optional<Reason> reason) {
    return write(call, () -> book.ended(call, at, ending, reason));
  }

  @Override
  public Future<Optional<Row>> find(CallId call) {
    return book.find(call);
  }

  @Override
  public Future<RowPage> rows(RowQuery query) {
    return book.rows(query);
  }

  private Future<Void> write(CallId call, Supplier<Future<Void>> sentence) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(v -> {
      if (waiting.containsKey(call)) {
        keep(call, sentence);
        done.fail("the store is away; the ledger is written later");
        return;
      }
      Hop.to(context, sentence.get()).onComplete(written -> {
        if (written.failed() && temporary(written.cause())) {
          keep(call, sentence);
        }
        done.handle(written);
      });
    });
    return Hop.back(vertx, done.future());
  }

  private void keep(CallId call, Supplier<Future<Void>> sentence) {
    if (count >= MOST_WAITING) {
      LOG.error("call {}: the store is away for too long, a sentence of the ledger is lost", call);
      return;
    }
    waiting.computeIfAbsent(call, any -> new ArrayDeque<>()).add(sentence);
    count++;
  }

  private void again() {
    if (!writing && !waiting.isEmpty()) {
      writing = true;
      next();
    }
  }

  /** The oldest call's first sentence; where that fails, all wait for the next try. */
  private void next() {
    Optional<Map.Entry<CallId, Deque<Supplier<Future<Void>>>>> oldest =
        waiting.entrySet().stream().findFirst();
    if (oldest.isEmpty()) {
      writing = false;
      return;
    }
    CallId call = oldest.get().getKey();
    Deque<Supplier<Future<Void>>> sentences = oldest.get().getValue();
    Hop.to(context, sentences.getFirst().get()).onComplete(written -> {
      if (written.failed() && temporary(written.cause())) {
        writing = false;
        return;
      }
      if (written.failed()) { // it was written before, though the answer was lost, or can never be
        LOG.warn("call {}: {}", call, written.cause().getMessage());
      }
      sentences.removeFirst();
      count--;
      if (sentences.isEmpty()) {
        waiting.remove(call);
      }
      next();
    });
  }

  /** Whether another try may help: everything but what the book's own rules refuse. */
  static boolean temporary(Throwable cause) {
    return !(cause instanceof IllegalStateException
        || cause instanceof IllegalArgumentException
        || cause instanceof NoSuchElementException);
  }
}

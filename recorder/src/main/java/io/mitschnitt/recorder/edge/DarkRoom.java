package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.store.RecordingStore;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where spools are developed, so many at once, the others in their order. What fails is tried again, later each time, and
 * its journal stays. All on the capture's context, but for the figures.
 */
final class DarkRoom {

  private static final Logger LOG = LoggerFactory.getLogger(DarkRoom.class);
  private static final long FIRST_RETRY_MILLIS = 1_000;
  private static final long LAST_RETRY_MILLIS = 60_000;

  private final Vertx vertx;
  private final Context context;
  private final RecordingStore store;
  private final WorkerExecutor workers;
  private final int most;
  private final Consumer<RecordingEvent> events;
  private final Deque<Spool> queue = new ArrayDeque<>();
  private final Map<RecordingId, Developing> running = new HashMap<>();
  private final Map<RecordingId, Promise<Void>> ends = new HashMap<>();
  private final Map<RecordingId, Integer> tries = new HashMap<>();
  private final Set<RecordingId> waiting = new HashSet<>();
  private volatile int backlog;
  private final AtomicLong stored = new AtomicLong();
  private boolean closed;

  DarkRoom(
      Vertx vertx,
      Context context,
      RecordingStore store,
      WorkerExecutor workers,
      int most,
      Consumer<RecordingEvent> events) {
    this.vertx = vertx;
    this.context = context;
    this.store = store;
    this.workers = workers;
    this.most = most;
    this.events = events;
  }

  /** Spools that are not stored yet. */
  int backlog() {
    return backlog;
  }

  /** Recordings stored and read back since the start. */
  long stored() {
    return stored.get();
  }

  void add(Spool spool) {
    if (!closed) {
      queue.add(spool);
      proceed();
    }
  }

  /** Answers once nothing works on {@code recording} any more, and nothing will. */
  Future<Void> cancel(RecordingId recording) {
    queue.stream()
        .filter(spool -> spool.recording().equals(recording))
        .findFirst()
        .ifPresent(spool -> {
          queue.remove(spool);
          spool
              .preprint()
              .take()
              .ifPresent(p -> workers.executeBlocking(() -> Follower.closed(p), false));
        });
    waiting.remove(recording);
    tries.remove(recording);
    Developing developing = running.get(recording);
    if (developing == null) {
      count();
      return Future.succeededFuture();
    }
    developing.cancel();
    return ends.computeIfAbsent(recording, id -> Promise.promise()).future();
  }

  /** Begins nothing new; answers when what runs has ended, or was given up after ten seconds: its journal is kept. */
  Future<Void> close() {
    closed = true;
    queue.clear();
    Promise<Void> quiet = Promise.promise();
    Future.join(running.keySet().stream()
            .map(id -> ends.computeIfAbsent(id, any -> Promise.promise()).future())
            .toList())
        .onComplete(result -> quiet.tryComplete());
    long timer = vertx.setTimer(10_000, any -> quiet.tryComplete());
    return quiet.future().eventually(() -> {
      vertx.cancelTimer(timer);
      return workers.close();
    });
  }

  private void proceed() {
    while (!closed && running.size() < most && !queue.isEmpty()) {
      Spool spool = queue.remove();
      Developing developing = new Developing(spool, store, context, workers);
      running.put(spool.recording(), developing);
      developing.run().onComplete(finished -> done(spool, finished), cause -> failed(spool, cause));
    }
    count();
  }

  private void done(Spool spool, Optional<Finished> finished) {
    finished.ifPresent(f -> {
      stored.incrementAndGet();
      events.accept(new RecordingEvent.Stored(
          spool.recording(), spool.call(), Instant.now(), f.length(), f.sha256()));
    });
    tries.remove(spool.recording());
    ended(spool);
  }

  private void failed(Spool spool, Throwable cause) {
    if (cause instanceof CancellationException) {
      ended(spool);
      return;
    }
    String why = why(cause);
    LOG.warn("recording {} is not stored yet: {}", spool.recording(), why);
    Hop.to(context, store.failed(spool.recording(), why)).onComplete(told -> {
      events.accept(new RecordingEvent.Failed(spool.recording(), spool.call(), Instant.now(), why));
      retry(spool);
      ended(spool);
    });
  }

  private void retry(Spool spool) {
    boolean wanted = !ends.containsKey(spool.recording());
    if (closed || !wanted) {
      return;
    }
    int before = tries.merge(spool.recording(), 1, Integer::sum) - 1;
    waiting.add(spool.recording());
    vertx.setTimer(
        Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(before, 10)),
        any -> context.runOnContext(v -> {
          if (waiting.remove(spool.recording())) {
            add(spool);
          }
        }));
  }

  private void ended(Spool spool) {
    running.remove(spool.recording());
    Promise<Void> end = ends.remove(spool.recording());
    proceed();
    if (end != null) {
      end.complete();
    }
  }

  private void count() {
    backlog = queue.size() + running.size() + waiting.size();
  }

  /** A cause for people and logs: what kind of failure, and its first words. */
  static String why(Throwable cause) {
    String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return cause.getClass().getSimpleName() + text.substring(0, Math.min(200, text.length()));
  }
}

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
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where spools are developed, so many at once, the others in their order. What fails is tried again, later each time, and
 * its journal stays. While the store is away nothing is begun: the room rests, and then goes on in the same order. All
 * on the capture's context, but for the figures.
 */
final class DarkRoom {

  private static final Logger LOG = LoggerFactory.getLogger(DarkRoom.class);
  private static final long FIRST_RETRY_MILLIS = 1_000;
  private static final long LAST_RETRY_MILLIS = 60_000;
  private static final long LONGEST_REST_MILLIS = 4_000;

  private final Vertx vertx;
  private final Context context;
  private final RecordingStore store;
  private final WorkerExecutor workers;
  private final int most;
  private final Consumer<RecordingEvent> events;
  private final TreeMap<Long, Spool> queue = new TreeMap<>();
  private final Map<RecordingId, Place> places = new HashMap<>();
  private final Map<RecordingId, Developing> running = new HashMap<>();
  private final Map<RecordingId, Promise<Void>> ends = new HashMap<>();
  private final Map<RecordingId, Integer> tries = new HashMap<>();
  private final Set<RecordingId> waiting = new HashSet<>();
  private volatile int backlog;
  private final AtomicLong stored = new AtomicLong();
  private volatile long oldest;
  private long lastPlace;
  private int rests;
  private boolean resting;
  private boolean closed;

  /** A spool's place in the queue, which it keeps until it is stored. */
  private record Place(long number, long sinceNanos) {}

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

  /** How long the oldest spool has been waiting; zero where there is none. */
  Duration lag() {
    return backlog == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, System.nanoTime() - oldest));
  }

  /** Recordings whose spools are here. */
  Set<RecordingId> recordings() {
    return Set.copyOf(places.keySet());
  }

  /** Takes a spool in; one that is here already is not taken twice. */
  void add(Spool spool) {
    if (!closed && !places.containsKey(spool.recording())) {
      places.put(spool.recording(), new Place(lastPlace++, System.nanoTime()));
      enqueue(spool);
    }
  }

  private void enqueue(Spool spool) {
    Place place = places.get(spool.recording());
    if (!closed && place != null) {
      queue.put(place.number, spool);
      proceed();
    }
  }

  /** Answers once nothing works on {@code recording} any more, and nothing will. */
  Future<Void> cancel(RecordingId recording) {
    queue.values().removeIf(spool -> {
      boolean cancelled = spool.recording().equals(recording);
      if (cancelled) {
        spool
            .preprint()
            .take()
            .ifPresent(p -> workers.executeBlocking(() -> Follower.closed(p), false));
      }
      return cancelled;
    });
    places.remove(recording);
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
    while (!closed && !resting && running.size() < most && !queue.isEmpty()) {
      Spool spool = queue.pollFirstEntry().getValue();
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
    places.remove(spool.recording());
    rests = 0;
    ended(spool);
  }

  private void failed(Spool spool, Throwable cause) {
    if (cause instanceof CancellationException) {
      places.remove(spool.recording());
      ended(spool);
      return;
    }
    String why = why(cause);
    Hop.to(context, store.failed(spool.recording(), why)).onComplete(told -> {
      if (told.succeeded()) {
        again(spool, why);
      } else if (PatientLedger.temporary(told.cause())) {
        rest(spool, why);
        ended(spool);
      } else {
        refused(spool, why);
      }
    });
  }

  private void again(Spool spool, String why) {
    LOG.warn("recording {} is not stored yet: {}", spool.recording(), why);
    events.accept(new RecordingEvent.Failed(spool.recording(), spool.call(), Instant.now(), why));
    retry(spool);
    ended(spool);
  }

  /** The book will not have it: because it is erased, or for a reason that may pass. */
  private void refused(Spool spool, String why) {
    Hop.to(context, store.draft(spool.recording())).onComplete(known -> {
      boolean erased = known.succeeded()
          && known.result().filter(draft -> draft.wrappedKey().length == 0).isPresent();
      if (erased) {
        unwanted(spool);
        ended(spool);
      } else {
        again(spool, why);
      }
    });
  }

  /** It was erased meanwhile: its journal may not stay either. */
  private void unwanted(Spool spool) {
    places.remove(spool.recording());
    workers.executeBlocking(() -> Files.deleteIfExists(spool.path()), false);
  }

  /** The store cannot even be told of the failure: it is away, and no other spool would fare better. */
  private void rest(Spool spool, String why) {
    Place place = places.get(spool.recording());
    if (place != null && !closed && !ends.containsKey(spool.recording())) {
      queue.put(place.number, spool);
    }
    if (resting || closed) {
      return;
    }
    if (rests == 0) {
      LOG.error("the store is away, recordings wait in their journals: {}", why);
      events.accept(new RecordingEvent.Failed(spool.recording(), spool.call(), Instant.now(), why));
    }
    resting = true;
    vertx.setTimer(
        Math.min(LONGEST_REST_MILLIS, FIRST_RETRY_MILLIS << Math.min(rests++, 10)),
        any -> context.runOnContext(v -> {
          resting = false;
          proceed();
        }));
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
            enqueue(spool);
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
    places.values().stream().mapToLong(Place::sinceNanos).min().ifPresent(since -> oldest = since);
  }

  /** A cause for people and logs: what kind of failure, and its first words. */
  static String why(Throwable cause) {
    String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return cause.getClass().getSimpleName() + text.substring(0, Math.min(200, text.length()));
  }
}

package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingEvent.Erased;
import io.mitschnitt.recorder.contract.RecordingEvent.Failed;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Inventory;
import io.mitschnitt.recorder.ledger.Reconciler;
import io.mitschnitt.recorder.ledger.Reconciler.Verdict;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.RecordingStore;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round at the start and every 25 s and compares the book with what lies in the recorder's hands. What the rules of
 * {@link Reconciler} say is done, logged and counted. Whatever was amiss in one round and still is in the next is put
 * right within a minute.
 */
final class RoundsVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(RoundsVerticle.class);
  private static final Duration EVERY = Duration.ofSeconds(25);

  private final Entries entries;
  private final RecordingStore recordings;
  private final Capture capture;
  private final String node;
  private final Handler<RecordingEvent> events;
  private final InstantSource clock;
  private volatile Supplier<Optional<Set<CallId>>> live = Optional::empty;
  private volatile Supplier<Set<RecordingId>> others = Set::of;
  private final AtomicLong repaired = new AtomicLong();
  private final AtomicLong closedFailed = new AtomicLong();
  private Set<CallId> absent = Set.of();
  private Set<RecordingId> strays = Set.of();
  private Set<String> unreadable = Set.of();
  private boolean going;
  private Future<Void> underWay = Future.succeededFuture();

  RoundsVerticle(
      Entries entries,
      RecordingStore recordings,
      Capture capture,
      String node,
      Handler<RecordingEvent> events,
      InstantSource clock) {
    this.entries = entries;
    this.recordings = recordings;
    this.capture = capture;
    this.node = node;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY.toMillis(), any -> run());
    run();
    return Future.succeededFuture();
  }

  /** Where to ask which calls run. */
  void live(Supplier<Set<CallId>> running) {
    live = () -> Optional.of(running.get());
  }

  /** Where to ask which recordings are being stored without a journal. */
  void others(Supplier<Set<RecordingId>> busy) {
    others = busy;
  }

  /** Rows and journals put right since the start. */
  long repaired() {
    return repaired.get();
  }

  /** Rows closed as failed since the start. */
  long closedFailed() {
    return closedFailed.get();
  }

  /** The store closes after this floor's verticles: a round that runs is let finish first. */
  @Override
  public Future<?> stop() {
    return underWay.otherwiseEmpty();
  }

  private void run() {
    if (going) {
      return;
    }
    going = true;
    Future<Void> begun = round();
    underWay = begun;
    begun.onComplete(done -> {
      going = false;
      if (done.failed()) {
        LOG.warn("a round ended early, the next one follows: {}", DarkRoom.why(done.cause()));
      }
    });
  }

  /** One round. */
  Future<Void> round() {
    Instant now = clock.instant();
    Optional<Set<CallId>> running = live.get();
    return entries
        .open()
        .compose(rows -> {
          List<Entry> ours = rows.stream().filter(row -> row.isOf(node)).toList();
          Set<CallId> vanished = vanished(ours, running);
          return capture
              .inventory(now, vanished)
              .map(found -> found.with(others.get()))
              .compose(found -> rows(ours, found).compose(v -> strays(found)));
        })
        .compose(v -> entries.unfinished())
        .compose(rows -> leftovers(rows, now));
  }

  /** Calls without an end that were not running in the last round either. */
  private Set<CallId> vanished(List<Entry> ours, Optional<Set<CallId>> running) {
    if (running.isEmpty()) {
      return Set.of();
    }
    Set<CallId> now = ours.stream()
        .filter(row -> row.endedAt().isEmpty())
        .map(Entry::call)
        .filter(call -> !running.get().contains(call))
        .collect(Collectors.toSet());
    Set<CallId> twice = new HashSet<>(now);
    twice.retainAll(absent);
    absent = now;
    return twice;
  }

  private Future<Void> rows(List<Entry> ours, Inventory found) {
    Future<Void> done = Future.succeededFuture();
    for (Entry row : ours) {
      if (Reconciler.judge(row, found) != Verdict.FINE) {
        done = done.compose(v -> row(row.call(), found));
      }
    }
    return done;
  }

  /** Judged again within the change, for the row may have moved on since it was read. */
  private Future<Void> row(CallId call, Inventory found) {
    Verdict[] verdict = {Verdict.FINE};
    return entries
        .change(call, now -> {
          verdict[0] = Reconciler.judge(now, found);
          return act(verdict[0], now);
        })
        .onSuccess(after -> told(verdict[0], after))
        .mapEmpty();
  }

  private static Entry act(Verdict verdict, Entry row) {
    return switch (verdict) {
      case FINE -> row;
      case GONE -> Reconciler.gone(row);
      case NOTHING_KEPT -> row.forgotten();
      case MISSING, UNREADABLE -> row.abandoned(cause(verdict));
    };
  }

  private static String cause(Verdict verdict) {
    return verdict == Verdict.UNREADABLE ? "its journal cannot be read" : "its journal is missing";
  }

  private void told(Verdict verdict, Entry after) {
    switch (verdict) {
      case FINE -> {}
      case GONE, NOTHING_KEPT -> {
        repaired.incrementAndGet();
        LOG.warn("call {}: its row was left open and is {} now", after.call(), after.state());
      }
      case MISSING, UNREADABLE -> {
        closedFailed.incrementAndGet();
        RecordingId id = after.take().map(Take::id).orElseThrow();
        LOG.error(
            "recording {}: {}; the row of call {} is closed", id, cause(verdict), after.call());
        events.handle(new Failed(id, after.call(), clock.instant(), cause(verdict)));
      }
    }
  }

  private Future<Void> leftovers(List<Entry> unfinished, Instant now) {
    Future<Void> done = Future.succeededFuture();
    for (Entry row : unfinished) {
      if (row.isOf(node) && Reconciler.mustGo(row, now)) {
        RecordingId id = row.take().map(Take::id).orElseThrow();
        String why = "the call may have no recording";
        done = done.compose(v -> recordings.erase(id, why, now))
            .compose(v -> capture.dropJournal(id))
            .onSuccess(v -> {
              repaired.incrementAndGet();
              LOG.warn("recording {}: {}, and what was left of it is erased", id, why);
              events.handle(new Erased(id, row.call(), now, why));
            });
      }
    }
    return done;
  }

  private Future<Void> strays(Inventory found) {
    found.unreadable().stream()
        .filter(name -> !unreadable.contains(name))
        .forEach(name -> LOG.error("journal {} cannot be read and stays where it is", name));
    unreadable = found.unreadable();
    Map<RecordingId, CallId> now = found.strays();
    Future<Void> done = Future.succeededFuture();
    for (Map.Entry<RecordingId, CallId> one : now.entrySet()) {
      if (strays.contains(one.getKey())) {
        done = done.compose(v -> stray(one.getKey(), one.getValue()));
      }
    }
    strays = Set.copyOf(now.keySet());
    return done;
  }

  private Future<Void> stray(RecordingId id, CallId call) {
    return entries.find(id).compose(row -> switch (Reconciler.judge(row.flatMap(Entry::take))) {
      case TAKE_UP ->
        capture.takeUp(id).<Void>mapEmpty().onSuccess(v -> repaired(id, "is taken up again"));
      case DELETE ->
        capture.dropJournal(id).onSuccess(v -> repaired(id, "is not needed any more and deleted"));
      case ALARM -> {
        capture.stranger(id, call);
        yield Future.succeededFuture();
      }
    });
  }

  private void repaired(RecordingId id, String how) {
    repaired.incrementAndGet();
    LOG.warn("journal {} was left behind; it {}", id, how);
  }
}

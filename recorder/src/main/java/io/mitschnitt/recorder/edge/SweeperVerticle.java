package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingEvent.Erased;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.custody.ClockGuard;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.RecordingStore;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases what has been kept long enough, at start and hourly, and finishes erasures that were cut short. */
public final class SweeperVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(SweeperVerticle.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int BATCH = 200;

  private final Entries entries;
  private final RecordingStore recordings;
  private final Function<RecordingId, Future<Void>> journals;
  private final Handler<RecordingEvent> events;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private volatile ClockGuard guard;
  private volatile Optional<Instant> trustedNewest = Optional.empty();
  private volatile Optional<String> objection = Optional.empty();
  private volatile Supplier<Future<?>> afterwards = Future::succeededFuture;
  private Future<?> round = Future.succeededFuture();
  private boolean sweeping;

  /**
   * @param journals removes the journal of an erased recording, where it still lies there
   * @param events told of each erasure
   * @param nanos the monotonic clock, as {@link System#nanoTime()}
   */
  public SweeperVerticle(
      Entries entries,
      RecordingStore recordings,
      Function<RecordingId, Future<Void>> journals,
      Handler<RecordingEvent> events,
      InstantSource clock,
      LongSupplier nanos) {
    this.entries = entries;
    this.recordings = recordings;
    this.journals = journals;
    this.events = events;
    this.clock = clock;
    this.nanos = nanos;
    this.guard = new ClockGuard(clock.instant(), nanos.getAsLong());
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY.toMillis(), timer -> run());
    run();
    return Future.succeededFuture();
  }

  /** Has {@code work} done after every round. */
  void afterwards(Supplier<Future<?>> work) {
    afterwards = work;
  }

  /** The store is closed after this, so a round that runs is waited for. */
  @Override
  public Future<?> stop() {
    return round.otherwiseEmpty();
  }

  private void run() {
    if (sweeping) {
      return;
    }
    sweeping = true;
    Future<Integer> all = sweep().compose(gone -> afterwards.get().map(gone));
    round = all;
    all.onComplete(done -> {
      sweeping = false;
      if (done.failed()) {
        LOG.warn(
            "sweeping ended early and is tried again in an hour: {}",
            done.cause().toString());
      } else if (done.result() > 0) {
        LOG.info("erased {} recordings whose time was over", done.result());
      }
    });
  }

  /** Erases what is due; answers how many. */
  public Future<Integer> sweep() {
    Instant now = clock.instant();
    return look(now).compose(v -> {
      if (objection.isPresent()) {
        LOG.error(
            "nothing is deleted: {}; a person has to look: see docs/retention.md", objection.get());
        return Future.succeededFuture(0);
      }
      return eraseDue(now, 0);
    });
  }

  /** Once the clock was doubted, it is until a person trusts it: a clock that jumps back is no better. */
  private Future<Void> look(Instant now) {
    return newest().map(newest -> {
      Optional<Instant> behind =
          newest.filter(at -> trustedNewest.filter(at::equals).isEmpty());
      objection = objection.or(() -> guard.objection(now, nanos.getAsLong(), behind));
      return null;
    });
  }

  private Future<Optional<Instant>> newest() {
    return entries
        .newest(1)
        .map(list -> list.stream().map(SweeperVerticle::lastTime).findFirst());
  }

  /** Why nothing is deleted; empty while the clock is trusted. */
  Optional<String> objection() {
    return objection;
  }

  /** A person says that the clock is right as it is now; what is due goes at once. */
  Future<Void> trust() {
    return newest().compose(newest -> {
      trustedNewest = newest;
      guard = new ClockGuard(clock.instant(), nanos.getAsLong());
      objection = Optional.empty();
      return sweep().mapEmpty();
    });
  }

  private static Instant lastTime(Entry entry) {
    return entry.endedAt().orElse(entry.facts().answeredAt());
  }

  private Future<Integer> eraseDue(Instant now, int before) {
    return entries
        .due(now, BATCH)
        .compose(due -> due.isEmpty()
            ? Future.succeededFuture(before)
            : eraseEach(due, now).compose(v -> eraseDue(now, before + due.size())));
  }

  private static String why(Entry entry) {
    if (entry.take().flatMap(take -> take.care().confirmed()).isPresent()) {
      return Custodian.ON_REQUEST;
    }
    String rule = entry.take().map(take -> take.care().rule()).orElse("");
    return rule.isEmpty() || rule.endsWith("-days")
        ? "kept for " + entry.decision().retentionDays() + " days"
        : "kept as long as the rule says: " + rule;
  }

  private Future<Void> eraseEach(List<Entry> due, Instant now) {
    Future<Void> done = Future.succeededFuture();
    for (Entry entry : due) {
      RecordingId id = entry.take().map(Take::id).orElseThrow();
      String why = why(entry);
      done = done.compose(v -> recordings.erase(id, why, now))
          .compose(v -> journals.apply(id))
          .onSuccess(v -> events.handle(new Erased(id, entry.call(), now, why)));
    }
    return done;
  }
}

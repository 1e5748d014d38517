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
  private final ClockGuard guard;
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

  private void run() {
    if (sweeping) {
      return;
    }
    sweeping = true;
    sweep().onComplete(done -> {
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
    return entries.newest(1).compose(newest -> {
      Optional<String> objection = guard.objection(
          now, nanos.getAsLong(), newest.stream().map(SweeperVerticle::lastTime).findFirst());
      if (objection.isPresent()) {
        LOG.error("nothing is deleted: {}; set the clock right and restart", objection.get());
        return Future.succeededFuture(0);
      }
      return eraseDue(now, 0);
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

  private Future<Void> eraseEach(List<Entry> due, Instant now) {
    Future<Void> done = Future.succeededFuture();
    for (Entry entry : due) {
      RecordingId id = entry.take().map(Take::id).orElseThrow();
      String why = "kept for " + entry.decision().retentionDays() + " days";
      done = done.compose(v -> recordings.erase(id, why, now))
          .compose(v -> journals.apply(id))
          .onSuccess(v -> events.handle(new Erased(id, entry.call(), now, why)));
    }
    return done;
  }
}

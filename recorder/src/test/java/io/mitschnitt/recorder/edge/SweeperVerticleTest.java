package io.mitschnitt.recorder.edge;

import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.await;
import static io.mitschnitt.recorder.store.OpenStore.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.OpenStore;
import io.mitschnitt.recorder.store.RecordingStore.Draft;
import io.mitschnitt.recorder.store.StoredSound;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperVerticleTest {

  static final Duration THIRTY_DAYS = Duration.ofDays(30);
  static final Duration DAY = Duration.ofDays(1);

  /** Wall clock and monotonic clock, set by hand. */
  static final class Clock {
    volatile Instant wall = T0;
    volatile long nanos;

    void pass(Duration time) {
      wall = wall.plus(time);
      nanos += time.toNanos();
    }
  }

  final Clock clock = new Clock();
  final List<RecordingId> journals = new CopyOnWriteArrayList<>();
  final List<RecordingEvent> events = new CopyOnWriteArrayList<>();
  OpenStore open;
  SweeperVerticle sweeper;
  Draft old;
  Draft young;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    open = OpenStore.in(directory);
    old = open.started(call(T0, "+4930111", "", "anna"));
    StoredSound.verified(open.store, old.id(), 300_000);
    young = open.started(call(T0.plus(DAY), "+4930222", "", "anna"));
    StoredSound.verified(open.store, young.id(), 1_000);
    clock.wall = T0.plus(DAY).plusSeconds(60);
    sweeper = sweeper();
  }

  private SweeperVerticle sweeper() {
    return new SweeperVerticle(
        open.store.entries(),
        open.store.recordings(),
        id -> {
          journals.add(id);
          return io.vertx.core.Future.succeededFuture();
        },
        events::add,
        () -> clock.wall,
        () -> clock.nanos);
  }

  @AfterEach
  void close() throws Exception {
    open.close();
  }

  @Test
  void nothing_goes_before_its_day() throws Exception {
    clock.pass(THIRTY_DAYS.minus(DAY).minusSeconds(60));

    assertThat(await(sweeper.sweep())).isZero();
    assertThat(phase(old)).isEqualTo(Take.Phase.READY);
  }

  @Test
  void what_was_kept_long_enough_goes_and_the_rest_stays() throws Exception {
    clock.pass(THIRTY_DAYS.minus(DAY));

    assertThat(await(sweeper.sweep())).isEqualTo(1);
    assertThat(phase(old)).isEqualTo(Take.Phase.ERASED);
    assertThat(phase(young)).isEqualTo(Take.Phase.READY);
    assertThat(events)
        .containsExactly(
            new RecordingEvent.Erased(old.id(), old.call(), clock.wall, "kept for 30 days"));
    assertThat(await(sweeper.sweep())).isZero();
  }

  @Test
  void a_failed_recording_whose_time_is_over_loses_its_journal_too() throws Exception {
    Draft failed = open.started(call(T0, "+4930444", "", "anna"));
    await(open.store.recordings().failed(failed.id(), "not decodable"));
    clock.pass(THIRTY_DAYS.minus(DAY));

    assertThat(await(sweeper.sweep())).isEqualTo(2);
    assertThat(journals).containsExactlyInAnyOrder(old.id(), failed.id());
    assertThat(phase(failed)).isEqualTo(Take.Phase.ERASED);
  }

  @Test
  void a_clock_that_jumped_a_year_ahead_erases_nothing() throws Exception {
    clock.wall = clock.wall.plus(Duration.ofDays(365));

    assertThat(await(sweeper.sweep())).isZero();
    assertThat(phase(old)).isEqualTo(Take.Phase.READY);
  }

  @Test
  void a_clock_behind_the_newest_entry_erases_nothing() throws Exception {
    clock.pass(THIRTY_DAYS.minus(DAY));
    open.started(call(clock.wall.plus(DAY), "+4930333", "", "anna"));

    assertThat(await(sweeper.sweep())).isZero();
  }

  @Test
  void an_erasure_that_was_cut_short_is_finished() throws Exception {
    Take before =
        await(open.store.entries().find(old.id())).orElseThrow().take().orElseThrow();
    await(open.store.entries().change(old.id(), e -> e.erased(T0, "withdrawn")));
    assertThat(await(open.store.recordings().file(before))).isPresent();

    assertThat(await(sweeper.sweep())).isEqualTo(1);
    assertThat(await(open.store.recordings().file(before))).isEmpty();
  }

  @Test
  void it_sweeps_at_its_start() throws Exception {
    clock.wall = T0.plus(THIRTY_DAYS).plus(DAY);
    await(open.vertx.deployVerticle(sweeper()));
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (events.isEmpty() && System.nanoTime() < deadline) {
      await(open.vertx.timer(20));
    }

    assertThat(events).isNotEmpty();
  }

  private Take.Phase phase(Draft draft) throws Exception {
    return await(open.store.entries().find(draft.id()))
        .flatMap(Entry::take)
        .orElseThrow()
        .phase();
  }
}

package io.mitschnitt.recorder.edge;

import static io.mitschnitt.recorder.store.OpenStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.recorder.contract.RecorderConf;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.Tape;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.OpenStore;
import io.mitschnitt.recorder.store.RecordingStore.Draft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The reconciler against a real store and real journals; only its clock is ahead by a minute. */
@Timeout(120)
class RoundsTest {

  private static final Ending HUNG_UP = new Ending(Ending.Whose.CALLER, "hung up", 16);

  @TempDir
  Path directory;

  private final List<RecordingEvent> events = new CopyOnWriteArrayList<>();
  private OpenStore open;
  private Capture capture;
  private RoundsVerticle rounds;
  private CallFacts call;

  @BeforeEach
  void start() throws Exception {
    open = OpenStore.in(directory);
    call = OpenStore.call(Instant.now(), "+4930987654", "", "anna");
    boot();
  }

  @AfterEach
  void stop() throws Exception {
    if (capture != null) {
      await(capture.close());
    }
    open.close();
  }

  @Test
  void a_row_whose_journal_is_missing_is_closed_as_failed_and_said_so() throws Exception {
    Draft draft = open.started(call);
    end(Optional.empty());
    await(rounds.round());

    assertThat(row().state()).isEqualTo(State.NOT_RECORDED);
    assertThat(row().reason()).contains(new Reason(NotRecorded.FAILED, "its journal is missing"));
    assertThat(events)
        .hasSize(1)
        .first()
        .isInstanceOfSatisfying(RecordingEvent.Failed.class, failed -> {
          assertThat(failed.recording()).isEqualTo(draft.id());
          assertThat(failed.cause()).isEqualTo("its journal is missing");
        });
    assertThat(rounds.closedFailed()).isEqualTo(1);
    await(rounds.round());
    assertThat(events).as("told once").hasSize(1);
  }

  @Test
  void a_row_whose_journal_cannot_be_read_is_closed_and_the_journal_stays() throws Exception {
    Draft draft = open.started(call);
    end(Optional.empty());
    Path journal = Files.write(
        directory.resolve("journal").resolve(draft.id().value() + ".mj"), new byte[200]);
    await(rounds.round());

    assertThat(row().reason())
        .contains(new Reason(NotRecorded.FAILED, "its journal cannot be read"));
    assertThat(journal).exists();
  }

  @Test
  void another_node_s_rows_are_left_alone() throws Exception {
    open.started(call);
    await(open.store.entries().change(call.id(), row -> row.on("node2")));
    end(Optional.empty());
    await(rounds.round());

    assertThat(row().state()).isEqualTo(State.OPEN);
    assertThat(events).isEmpty();
  }

  @Test
  void the_row_of_a_call_that_is_gone_without_a_word_closes_in_the_second_round() throws Exception {
    await(open.store.entries().add(Entry.answered(call, OpenStore.THIRTY_DAYS).on("node1")));
    rounds.live(() -> Set.of(call.id()));
    await(rounds.round());
    rounds.live(Set::of);
    await(rounds.round());
    assertThat(row().state()).isEqualTo(State.OPEN);
    await(rounds.round());

    assertThat(row().reason().orElseThrow().why()).isEqualTo(NotRecorded.ENDED_BEFORE_GATE);
    assertThat(row().ending().orElseThrow().whose()).isEqualTo(Ending.Whose.UNKNOWN);
    assertThat(rounds.repaired()).isEqualTo(1);
  }

  @Test
  void a_journal_that_turns_up_late_becomes_the_recording_though_its_row_was_closed()
      throws Exception {
    Path journal = spooled();
    Path hidden = directory.resolve("hidden");
    Files.move(journal, hidden);
    boot();
    end(Optional.empty());
    await(rounds.round());
    assertThat(row().reason()).contains(new Reason(NotRecorded.FAILED, "its journal is missing"));

    Files.move(hidden, journal);
    await(rounds.round());
    await(rounds.round());
    eventually(() -> capture.stored() == 1);
    assertThat(row().state()).isEqualTo(State.RECORDED);
    assertThat(row().take().orElseThrow().findings())
        .contains("the call had been noted as not recorded, by our own failure");
    assertThat(journal).doesNotExist();
  }

  @Test
  void what_is_left_of_a_withdrawn_recording_is_erased_and_never_stored() throws Exception {
    Path journal = spooled();
    end(Optional.of(new Reason(NotRecorded.WITHDRAWN, "the caller withdrew")));
    boot();
    await(rounds.round());

    assertThat(row().take().orElseThrow().phase()).isEqualTo(Take.Phase.ERASED);
    assertThat(row().reason().orElseThrow().why()).isEqualTo(NotRecorded.WITHDRAWN);
    assertThat(journal).doesNotExist();
    assertThat(capture.stored()).isZero();
    assertThat(events).hasSize(1).first().isInstanceOf(RecordingEvent.Erased.class);
  }

  @Test
  void a_journal_is_finished_where_it_lies_though_another_node_had_the_call() throws Exception {
    Path journal = spooled();
    await(open.store.entries().change(call.id(), row -> row.on("node2")));
    end(Optional.empty());
    boot();
    eventually(() -> capture.stored() == 1);

    assertThat(row().state()).isEqualTo(State.RECORDED);
    assertThat(journal).doesNotExist();
  }

  @Test
  void a_running_recording_is_not_touched() throws Exception {
    await(open.store.entries().add(Entry.answered(call, OpenStore.THIRTY_DAYS).on("node1")));
    Tape tape = await(capture.recorder().open(call.id(), OpenStore.THIRTY_DAYS));
    FakeCall talk = new FakeCall(Codec.PCMA, Codec.PCMU, 0);
    talk.start(tape);
    talk.packet(tape);
    rounds.live(Set::of);
    for (int i = 0; i < 3; i++) {
      await(rounds.round());
    }
    assertThat(row().state()).isEqualTo(State.OPEN);
    assertThat(row().endedAt()).isEmpty();
    await(tape.close(talk.end()));
    eventually(() -> capture.stored() == 1);
    assertThat(row().state()).isEqualTo(State.RECORDED);
    assertThat(rounds.repaired() + rounds.closedFailed()).isZero();
  }

  /** A journal that a recorder left behind when it stopped in mid-call. */
  private Path spooled() throws Exception {
    await(open.store.entries().add(Entry.answered(call, OpenStore.THIRTY_DAYS).on("node1")));
    Tape tape = await(capture.recorder().open(call.id(), OpenStore.THIRTY_DAYS));
    FakeCall talk = new FakeCall(Codec.PCMA, Codec.PCMU, 0);
    talk.start(tape);
    for (int i = 0; i < 100; i++) {
      talk.packet(tape);
    }
    await(capture.close());
    capture = null;
    return directory.resolve("journal").resolve(tape.recording().value() + ".mj");
  }

  private void boot() throws Exception {
    if (capture != null) {
      await(capture.close());
    }
    RecorderConf conf =
        new RecorderConf(directory, "", directory.resolve("kek"), Duration.ofMillis(100), 1);
    capture = await(Capture.start(open.vertx, conf, open.store.recordings(), open.keys));
    rounds = new RoundsVerticle(
        open.store.entries(),
        open.store.recordings(),
        capture,
        "node1",
        events::add,
        () -> Instant.now().plusSeconds(60));
  }

  private void end(Optional<Reason> reason) throws Exception {
    await(open.store
        .entries()
        .change(call.id(), row -> row.ended(call.answeredAt(), HUNG_UP, reason)));
  }

  private Entry row() throws Exception {
    return await(open.store.entries().find(call.id())).orElseThrow();
  }

  private void eventually(java.util.function.BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      await(open.vertx.timer(20));
    }
  }
}

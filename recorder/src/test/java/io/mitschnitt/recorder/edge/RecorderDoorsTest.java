package io.mitschnitt.recorder.edge;

import static io.mitschnitt.recorder.store.OpenStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Library.Audio;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Library.Query;
import io.mitschnitt.recorder.contract.Library.State;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.recorder.contract.RecorderConf;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.StoreUnavailable;
import io.mitschnitt.recorder.contract.Tape;
import io.mitschnitt.recorder.mp3.Mp3Decoder;
import io.mitschnitt.recorder.mp3.Pcm;
import io.mitschnitt.recorder.store.OpenStore;
import io.mitschnitt.recorder.store.StoredSound;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderDoorsTest {

  static final Listener EVE = new Listener("eve", "reviewer");
  static final Ending HUNG_UP = new Ending(Ending.Whose.CALLER, "hung up", 16);

  @TempDir
  Path directory;

  final Vertx vertx = Vertx.vertx();
  final LinkedBlockingQueue<RecordingEvent> events = new LinkedBlockingQueue<>();
  RecorderDoors recorder;
  CallFacts call;

  @BeforeEach
  void start() throws Exception {
    recorder = boot("embedded:" + directory.resolve("store"));
    Instant now = Instant.now();
    call = OpenStore.call(now, "+4930987654", "Erika Mustermann", "anna");
    await(recorder.ledger().answered(call, OpenStore.THIRTY_DAYS));
    ConsentEvent told = new ConsentEvent(now, ConsentEvent.Kind.TOLD, "de/notice");
    await(recorder.ledger().consent(call.id(), told));
  }

  @AfterEach
  void stop() throws Exception {
    await(recorder.close());
    await(vertx.close());
  }

  private RecorderDoors boot(String uri) throws Exception {
    RecorderConf conf =
        new RecorderConf(directory, uri, directory.resolve("keys/kek"), Duration.ofMillis(100), 1);
    RecorderDoors doors = await(RecorderFloor.start(vertx, conf));
    doors.onEvent(events::add);
    return doors;
  }

  @Test
  void a_call_is_recorded_found_and_heard() throws Exception {
    Tape tape = await(recorder.recorder().open(call.id(), OpenStore.THIRTY_DAYS));
    FakeCall talk = talk(tape, 150);
    assertThat(recorder.health().openTapes()).isEqualTo(1);
    await(tape.close(talk.end()));
    await(
        recorder.ledger().ended(call.id(), FakeCall.AT.plusSeconds(3), HUNG_UP, Optional.empty()));
    RecordingEvent.Stored stored = next(RecordingEvent.Stored.class);

    Card card = await(recorder.library().search(Query.newest(10))).items().get(0);
    assertThat(card.id()).isEqualTo(tape.recording()).isEqualTo(stored.recording());
    assertThat(card.state()).isEqualTo(State.READY);
    assertThat(card.startedAt()).isEqualTo(FakeCall.AT);
    assertThat(card.length()).contains(Duration.ofSeconds(3));
    assertThat(card.consent()).hasSize(1);
    assertThat(card.ending()).contains(HUNG_UP);
    assertThat(card.deleteAfter()).contains(FakeCall.AT.plus(Duration.ofDays(30)));
    Audio audio = await(recorder.library().open(card.id(), EVE)).orElseThrow();
    assertThat(audio.etag()).isEqualTo(stored.sha256());
    byte[] mp3 = StoredSound.bytes(audio.read(0, audio.length() - 1));
    hears(Mp3Decoder.decode(mp3));
    assertThat(await(recorder.library().waveform(card.id()))).isPresent();
    assertThat(await(recorder.library().listenings(card.id())))
        .extracting(l -> l.listener())
        .containsExactly(EVE);
    assertThat(row().state()).isEqualTo(Ledger.State.RECORDED);
    assertThat(row().recording()).contains(card.id());
    assertThat(recorder.health())
        .usingRecursiveComparison()
        .ignoringFields("care")
        .isEqualTo(new RecorderDoors.Health(true, true, 0, 0, 0, 1));
  }

  @Test
  void a_recorder_that_was_stopped_in_mid_call_finishes_the_recording_at_its_next_start()
      throws Exception {
    Tape tape = await(recorder.recorder().open(call.id(), OpenStore.THIRTY_DAYS));
    talk(tape, 150);
    next(RecordingEvent.Opened.class);
    await(recorder.close());
    recorder = boot("embedded:" + directory.resolve("store"));
    next(RecordingEvent.Stored.class);

    assertThat(row().state()).isEqualTo(Ledger.State.RECORDED);
    assertThat(row().ending().orElseThrow().whose()).isEqualTo(Ending.Whose.US);
    Audio audio = await(recorder.library().open(tape.recording(), EVE)).orElseThrow();
    hears(Mp3Decoder.decode(StoredSound.bytes(audio.read(0, audio.length() - 1))));
  }

  @Test
  void a_call_cut_off_before_its_tape_started_leaves_a_reason() throws Exception {
    await(recorder.recorder().open(call.id(), OpenStore.THIRTY_DAYS));
    await(recorder.close());
    recorder = boot("embedded:" + directory.resolve("store"));
    eventually(() -> row().state() != Ledger.State.OPEN);

    assertThat(row().reason().orElseThrow().why()).isEqualTo(NotRecorded.ENDED_BEFORE_GATE);
    assertThat(row().recording()).isEmpty();
  }

  @Test
  void an_agreement_that_is_withdrawn_leaves_a_tombstone_and_a_reason() throws Exception {
    Tape tape = await(recorder.recorder().open(call.id(), OpenStore.THIRTY_DAYS));
    talk(tape, 50);
    next(RecordingEvent.Opened.class);
    await(tape.discard());
    Reason withdrawn = new Reason(NotRecorded.WITHDRAWN, "the caller withdrew");
    await(recorder
        .ledger()
        .ended(call.id(), FakeCall.AT.plusSeconds(1), HUNG_UP, Optional.of(withdrawn)));
    next(RecordingEvent.Erased.class);

    assertThat(row().reason()).contains(withdrawn);
    eventually(() ->
        await(recorder.library().find(tape.recording())).isPresent()); // the start may be told last
    assertThat(await(recorder.library().find(tape.recording())).orElseThrow().state())
        .isEqualTo(State.ERASED);
    assertThat(await(recorder.library().open(tape.recording(), EVE))).isEmpty();
  }

  @Test
  void a_tape_without_a_row_is_refused() {
    assertThatThrownBy(
            () -> await(recorder.recorder().open(OpenStore.call().id(), OpenStore.THIRTY_DAYS)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_key_file_that_cannot_be_read_says_so() throws Exception {
    Path file = Files.writeString(directory.resolve("short"), "too short");
    RecorderConf conf = new RecorderConf(
        directory, "embedded:" + directory.resolve("other"), file, Duration.ofMillis(100), 1);

    assertThatThrownBy(() -> await(RecorderFloor.start(vertx, conf)))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining(file.toString());
  }

  /** From a thread of its own, as a media loop does. */
  private static FakeCall talk(Tape tape, int packets) throws Exception {
    FakeCall talk = new FakeCall(Codec.PCMA, Codec.PCMU, 1_000_000);
    Thread loop = new Thread(() -> {
      talk.start(tape);
      for (int i = 0; i < packets; i++) {
        talk.packet(tape);
      }
    });
    loop.start();
    loop.join();
    assertThat(tape.lost()).isZero();
    return talk;
  }

  private void eventually(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call() && System.nanoTime() < deadline) {
      await(vertx.timer(20));
    }
  }

  private static void hears(Pcm pcm) {
    CaptureTest.hears(pcm, 0.2, 2.5);
  }

  private Ledger.Row row() throws Exception {
    return await(recorder.ledger().find(call.id())).orElseThrow();
  }

  private <E extends RecordingEvent> E next(Class<E> kind) throws Exception {
    while (true) {
      RecordingEvent event = events.poll(60, TimeUnit.SECONDS);
      assertThat(event).as("waiting for %s", kind.getSimpleName()).isNotNull();
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }
}

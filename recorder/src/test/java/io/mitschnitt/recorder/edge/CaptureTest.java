package io.mitschnitt.recorder.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mitschnitt.recorder.codec.Tones;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Library.Span;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.RecorderConf;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape;
import io.mitschnitt.recorder.key.KeyRing;
import io.mitschnitt.recorder.mp3.Mp3Decoder;
import io.mitschnitt.recorder.mp3.Pcm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class CaptureTest {

  private static final CallId CALL = CallId.at(1_764_000_000_000L);
  private static final Decision DECISION =
      new Decision(Mode.NOTICE, "de", "notice", "service", 90, List.of("told"));

  @TempDir
  Path directory;

  private final LinkedBlockingQueue<RecordingEvent> events = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private MemoryStore store;
  private KeyRing keys;
  private Capture capture;

  @BeforeEach
  void start(Vertx anyVertx) throws Exception {
    vertx = anyVertx;
    store = new MemoryStore(vertx);
    keys = KeyRing.open(directory.resolve("kek"));
    capture = boot(directory);
  }

  @AfterEach
  void stop() throws Exception {
    get(capture.close());
  }

  @ParameterizedTest
  @CsvSource({"PCMA,PCMU,8000", "PCMA,OPUS,16000", "OPUS,G722,16000"})
  void two_tones_come_back_each_in_its_own_channel_and_to_the_millisecond(
      Codec customer, Codec agent, int rate) throws Exception {
    RecordingId id = record(customer, agent, 150, 7_000_000);
    RecordingEvent.Stored stored = await(RecordingEvent.Stored.class);
    assertThat(stored.recording()).isEqualTo(id);
    assertThat(stored.call()).isEqualTo(CALL);
    assertThat(stored.length()).isCloseTo(Duration.ofMillis(3_007), Duration.ofNanos(100_000));
    byte[] mp3 = store.file(id).getBytes();
    Pcm pcm = Mp3Decoder.decode(mp3);
    assertThat(pcm.sampleRate()).isEqualTo(rate);
    assertThat(pcm.left()).hasSize(rate * 3_007 / 1000);
    hears(pcm, 0.2, 2.8);
    assertThat(store.findings(id)).isEmpty();
    assertThat(store.state(id)).isEqualTo("ready");
    assertThat(store.finished(id).waveform().customer()).hasSize(2 * 76);
    assertThat(store.finished(id).waveform().spans()).isEmpty();
    assertThat(journals()).isEmpty();
    assertThat(get(store.draft(id)).orElseThrow().startedAt()).contains(FakeCall.AT);
    assertThat(capture.stored()).isEqualTo(1);
    assertThat(capture.lostPayloads()).isZero();
    assertThat(capture.openTapes()).isZero();
  }

  @Test
  void nothing_is_kept_before_the_start_nor_after_the_close() throws Exception {
    Tape tape = get(capture.recorder().open(CALL, DECISION));
    FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMA, 1_000);
    assertThat(call.packet(tape)).isFalse();
    call.start(tape);
    assertThat(call.packet(tape)).isTrue();
    assertThat(new FakeCall(Codec.PCMA, Codec.PCMA, 999).packet(tape))
        .as("before t = 0")
        .isFalse();
    get(tape.close(call.end()));
    assertThat(call.packet(tape)).isFalse();
    assertThat(tape.lost()).isZero();
    await(RecordingEvent.Stored.class);
  }

  @Test
  void a_store_that_stands_still_under_load_costs_no_packet() throws Exception {
    record(Codec.PCMA, Codec.PCMA, 50, 0); // its upload stands still
    Promise<Void> over = Promise.promise();
    List<Tape> tapes = new ArrayList<>();
    List<FakeCall> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Tape tape = get(capture.recorder().open(CallId.at(7_000 + i), DECISION));
      FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMA, 1_000);
      call.start(tape);
      tapes.add(tape);
      calls.add(call);
    }
    store.stall(over.future());
    for (int packet = 0; packet < 300; packet++) { // 6 s of sound, at four times the pace
      for (int i = 0; i < 8; i++) {
        assertThat(calls.get(i).packet(tapes.get(i))).isTrue();
      }
      if (packet % 50 == 49) {
        get(vertx.timer(250));
      }
    }
    List<Future<Void>> closed = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      closed.add(tapes.get(i).close(calls.get(i).end()));
    }
    get(Future.all(closed));
    over.complete();
    for (int i = 0; i < 9; i++) {
      await(RecordingEvent.Stored.class);
    }
    for (Tape tape : tapes) {
      assertThat(store.findings(tape.recording())).isEmpty();
      assertThat(store.finished(tape.recording()).waveform().spans()).isEmpty();
    }
    assertThat(capture.lostPayloads()).isZero();
  }

  @Test
  void a_tape_that_never_started_leaves_nothing() throws Exception {
    Tape tape = get(capture.recorder().open(CALL, DECISION));
    assertThat(journals()).hasSize(1);
    get(tape.close(5));
    assertThat(journals()).isEmpty();
    assertThat(store.state(tape.recording())).isEqualTo("unknown");
  }

  @Test
  void a_discarded_tape_leaves_neither_journal_nor_file() throws Exception {
    Tape tape = get(capture.recorder().open(CALL, DECISION));
    FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMA, 1_000);
    call.start(tape);
    call.packet(tape);
    get(tape.discard());
    assertThat(call.packet(tape)).isFalse();
    assertThat(journals()).isEmpty();
    assertThat(store.state(tape.recording())).isEqualTo("erased");
    assertThat(await(RecordingEvent.Erased.class).call()).isEqualTo(CALL);
  }

  @Test
  void a_recording_can_be_discarded_while_it_is_encoded() throws Exception {
    Tape tape = get(capture.recorder().open(CALL, DECISION));
    FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMA, 1_000);
    call.start(tape);
    for (int i = 0; i < 250; i++) {
      call.packet(tape);
    }
    Future<Void> closed = tape.close(call.end());
    get(closed.transform(any -> tape.discard()));
    assertThat(journals()).isEmpty();
    assertThat(store.state(tape.recording())).isEqualTo("erased");
    assertThat(store.file(tape.recording())).isNull();
    assertThat(capture.backlog()).isZero();
  }

  @Test
  void a_store_that_refuses_the_reservation_leaves_no_tape() throws Exception {
    store.refuseReservation();
    Throwable cause = get(
        capture.recorder().open(CALL, DECISION).transform(r -> Future.succeededFuture(r.cause())));
    assertThat(cause).hasMessage("no open row");
    assertThat(journals()).isEmpty();
  }

  @Test
  void a_store_that_is_down_is_tried_again_and_the_journal_stays_meanwhile() throws Exception {
    store.failNextUploads(1);
    RecordingId id = record(Codec.PCMA, Codec.PCMA, 50, 0);
    assertThat(await(RecordingEvent.Failed.class).cause()).contains("down");
    assertThat(journals()).hasSize(1);
    assertThat(capture.backlog()).isEqualTo(1);
    assertThat(await(RecordingEvent.Stored.class).recording()).isEqualTo(id);
    assertThat(journals()).isEmpty();
    assertThat(capture.backlog()).isZero();
  }

  @Test
  void while_the_store_is_away_calls_go_on_and_afterwards_the_backlog_drains_in_its_order()
      throws Exception {
    Tape running = get(capture.recorder().open(CALL, DECISION));
    List<Tape> more = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      more.add(get(capture.recorder().open(CALL, DECISION)));
    }
    store.away(true);
    List<RecordingId> closed = new ArrayList<>();
    for (Tape tape : more) {
      talk(tape, 50);
      closed.add(tape.recording());
      until(() -> capture.backlog() == closed.size());
    }
    FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMA, 1_000);
    call.start(running);
    assertThat(call.packet(running)).as("a running call is not disturbed").isTrue();
    await(RecordingEvent.Failed.class);
    until(() -> capture.backlog() == 5 && capture.lag().toMillis() > 1_500);
    Future<Boolean> refused =
        capture.recorder().open(CALL, DECISION).transform(r -> Future.succeededFuture(r.failed()));
    assertThat((boolean) get(refused)).as("a new recording is refused").isTrue();
    assertThat(journals()).hasSize(6);
    assertThat(call.packet(running)).isTrue();

    store.away(false);
    until(() -> capture.stored() == 5);
    assertThat(store.uploads()).containsExactlyElementsOf(closed);
    get(running.close(call.end()));
    until(() -> capture.stored() == 6);
    until(() -> capture.backlog() == 0);
    assertThat(capture.lag()).isZero();
    assertThat(capture.lostPayloads()).isZero();
    assertThat(journals()).isEmpty();
  }

  @Test
  void a_leg_that_is_not_heard_for_ten_seconds_raises_an_alarm() throws Exception {
    Tape tape = get(capture.recorder().open(CALL, DECISION));
    long began = System.nanoTime();
    tape.start(0, FakeCall.AT);
    int[] n = {0};
    long timer = vertx.setPeriodic(
        20,
        any -> tape.write(
            io.mitschnitt.recorder.contract.Leg.CUSTOMER,
            Codec.PCMA,
            n[0],
            n[0] * 160,
            1,
            n[0]++ * 20_000_000L,
            new byte[160],
            0,
            160));
    RecordingEvent.Alarm alarm = await(RecordingEvent.Alarm.class);
    assertThat(alarm.what()).isEqualTo("agent not heard");
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(15));
    assertThat(capture.silentLegs()).isEqualTo(1);
    assertThat(capture.alarms()).isEqualTo(1);
    vertx.cancelTimer(timer);
    get(tape.discard());
  }

  @Test
  void a_disk_beyond_its_second_watermark_refuses_recordings_in_words() throws Exception {
    get(capture.close());
    capture = get(Capture.start(
        vertx,
        new RecorderConf(
            directory,
            "memory",
            directory.resolve("kek"),
            Duration.ofMillis(250),
            1,
            "node1",
            0,
            0),
        store,
        keys));
    Throwable cause = get(
        capture.recorder().open(CALL, DECISION).transform(r -> Future.succeededFuture(r.cause())));
    assertThat(cause)
        .hasMessageMatching("the journals' disk is \\d+ % full, recording begins again below 0 %");
    assertThat(capture.disk().full()).isTrue();
    assertThat(capture.disk().free()).isPositive();
    assertThat(journals()).isEmpty();
  }

  @Test
  void bytes_that_come_back_changed_are_not_called_stored() throws Exception {
    store.spoilBytes(true);
    RecordingId id = record(Codec.PCMA, Codec.PCMA, 100, 0);
    assertThat(await(RecordingEvent.Failed.class).cause()).contains("other bytes");
    assertThat(store.state(id)).isEqualTo("failed");
    assertThat(journals()).hasSize(1);
    store.spoilBytes(false);
    await(RecordingEvent.Stored.class);
    assertThat(store.state(id)).isEqualTo("ready");
  }

  @Test
  void a_silent_leg_is_a_finding() throws Exception {
    Tape tape = get(capture.recorder().open(CALL, DECISION));
    tape.start(0, FakeCall.AT);
    byte[] silence = new byte[160];
    Arrays.fill(silence, (byte) 0xD5);
    for (int i = 0; i < 50; i++) {
      tape.write(
          io.mitschnitt.recorder.contract.Leg.AGENT,
          Codec.PCMA,
          i,
          i * 160,
          1,
          i * 20_000_000L,
          silence,
          0,
          160);
    }
    get(tape.close(1_000_000_000L));
    await(RecordingEvent.Stored.class);
    assertThat(store.findings(tape.recording())).containsExactly("customer silent", "agent silent");
    assertThat(store.finished(tape.recording()).waveform().spans())
        .containsExactly(
            new Span(io.mitschnitt.recorder.contract.Leg.CUSTOMER, Span.Kind.SILENT, 0, 1_000));
  }

  @Test
  void a_full_ring_drops_counts_and_never_blocks() throws Exception {
    RingTape tape = new RingTape(RecordingId.random(), CALL, null);
    tape.start(0, FakeCall.AT);
    int kept = 0;
    byte[] payload = new byte[160];
    for (int i = 0; i < 2_000; i++) {
      kept += tape.write(
              io.mitschnitt.recorder.contract.Leg.AGENT, Codec.PCMA, i, i, 1, i, payload, 0, 160)
          ? 1
          : 0;
    }
    assertThat(kept).isBetween(600, 720);
    assertThat(tape.lost()).isEqualTo(2_000 - kept);
    byte[] out = new byte[tape.ring().size()];
    assertThat(tape.ring().peek(out)).isGreaterThan(kept * 160);
    tape.ring().release();
    assertThat(tape.write(
            io.mitschnitt.recorder.contract.Leg.AGENT, Codec.PCMA, 1, 1, 1, 1, payload, 0, 160))
        .isTrue();
  }

  @Test
  void a_recorder_that_stops_keeps_its_open_tapes_and_the_next_one_finishes_them()
      throws Exception {
    Tape tape = get(capture.recorder().open(CALL, DECISION));
    FakeCall call = new FakeCall(Codec.PCMA, Codec.OPUS, 1_000);
    call.start(tape);
    for (int i = 0; i < 100; i++) {
      call.packet(tape);
    }
    get(capture.close());
    assertThat(call.packet(tape)).isFalse();
    assertThat(journals()).hasSize(1);
    capture = boot(directory);
    RecordingEvent.Stored stored = await(RecordingEvent.Stored.class);
    assertThat(stored.length()).isEqualTo(Duration.ofSeconds(2));
    hears(Mp3Decoder.decode(store.file(tape.recording()).getBytes()), 0.2, 1.8);
    assertThat(store.findings(tape.recording()))
        .containsExactly("recovered: the end may be missing");
    assertThat(journals()).isEmpty();
  }

  @Test
  void a_journal_that_the_store_does_not_know_is_reported_and_never_deleted() throws Exception {
    get(capture.close());
    Tape unknown;
    capture = boot(directory);
    unknown = get(capture.recorder().open(CALL, DECISION));
    FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMA, 1_000);
    call.start(unknown);
    call.packet(unknown);
    get(capture.close());
    store.forgetEverything();
    capture = boot(directory);
    assertThat(await(RecordingEvent.Failed.class).recording()).isEqualTo(unknown.recording());
    assertThat(journals()).hasSize(1);
  }

  @Test
  void an_unreadable_journal_is_reported_and_stays() throws Exception {
    Tape tape = get(capture.recorder().open(CALL, DECISION));
    FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMA, 1_000);
    call.start(tape);
    call.packet(tape);
    get(capture.close());
    byte[] bytes = Files.readAllBytes(journals().get(0));
    bytes[50] ^= 1;
    Files.write(journals().get(0), bytes);
    capture = boot(directory);
    assertThat(await(RecordingEvent.Failed.class).cause()).contains("cannot be read");
    assertThat(journals()).hasSize(1);
  }

  private void talk(Tape tape, int packets) throws Exception {
    FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMA, 123_456);
    call.start(tape);
    for (int i = 0; i < packets; i++) {
      assertThat(call.packet(tape)).isTrue();
    }
    get(tape.close(call.end()));
  }

  private void until(java.util.function.BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      get(vertx.timer(20));
    }
  }

  private RecordingId record(Codec customer, Codec agent, int packets, long more) throws Exception {
    Tape tape = get(capture.recorder().open(CALL, DECISION));
    FakeCall call = new FakeCall(customer, agent, 123_456);
    call.start(tape);
    for (int i = 0; i < packets; i++) {
      assertThat(call.packet(tape)).isTrue();
    }
    get(tape.close(call.end() + more));
    return tape.recording();
  }

  static void hears(Pcm pcm, double fromSeconds, double toSeconds) {
    int rate = pcm.sampleRate();
    int from = (int) (fromSeconds * rate);
    int to = (int) (toSeconds * rate);
    double customer = Tones.level(pcm.left(), from, to, FakeCall.CUSTOMER_HZ, rate);
    double agent = Tones.level(pcm.right(), from, to, FakeCall.AGENT_HZ, rate);
    assertThat(customer).isCloseTo(-8.7, within(2.0));
    assertThat(agent).isCloseTo(-8.7, within(2.0));
    assertThat(Tones.level(pcm.left(), from, to, FakeCall.AGENT_HZ, rate))
        .isLessThan(customer - 30);
    assertThat(Tones.level(pcm.right(), from, to, FakeCall.CUSTOMER_HZ, rate))
        .isLessThan(agent - 30);
  }

  private Capture boot(Path data) throws Exception {
    RecorderConf conf =
        new RecorderConf(data, "memory", data.resolve("kek"), Duration.ofMillis(250), 1);
    Capture booted = get(Capture.start(vertx, conf, store, keys));
    booted.onEvent(events::add);
    return booted;
  }

  private List<Path> journals() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("journal"))) {
      return new ArrayList<>(files.toList());
    }
  }

  private <E extends RecordingEvent> E await(Class<E> kind) throws InterruptedException {
    while (true) {
      RecordingEvent event = events.poll(30, TimeUnit.SECONDS);
      assertThat(event).as("waiting for %s", kind.getSimpleName()).isNotNull();
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  /** The answer to a question asked on a Vert.x context, as the gateway asks. */
  private static <T> T get(Future<T> future) throws Exception {
    Promise<T> there = Promise.promise();
    future.onComplete(there);
    return there.future().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}

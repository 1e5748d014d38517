package io.mitschnitt.recorder.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mitschnitt.recorder.codec.Tones;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.RecorderConf;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A disk of two megabytes that really runs full; needs the right to mount one. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
class DiskFullTest {

  private static final CallId CALL = CallId.at(1_764_000_000_000L);
  private static final Decision DECISION =
      new Decision(Mode.NOTICE, "de", "notice", "service", 90, List.of("told"));

  @TempDir
  Path directory;

  private Path disk;
  private Vertx vertx;
  private MemoryStore store;
  private Capture capture;

  @BeforeEach
  void mount(Vertx anyVertx) throws Exception {
    vertx = anyVertx;
    disk = Files.createDirectories(directory.resolve("journal"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "mitschnitt-test", disk.toString()) == 0,
        "only root may mount a small disk");
    store = new MemoryStore(vertx);
  }

  @AfterEach
  void unmount() throws Exception {
    if (capture != null) {
      get(capture.close());
    }
    run("umount", disk.toString());
  }

  @Test
  void a_disk_that_runs_full_in_mid_call_loses_only_what_it_could_not_take_and_says_so()
      throws Exception {
    start(100);
    Tape tape = get(capture.recorder().open(CALL, DECISION));
    FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMA, 0);
    call.start(tape);
    speak(tape, call, 150);
    fill(8_192);

    until(() -> {
      call.packet(tape);
      return !capture.journalWritable();
    });
    until(() -> {
      call.packet(tape);
      return tape.lost() > 0;
    });
    Files.delete(disk.resolve("ballast"));
    until(capture::journalWritable);
    speak(tape, call, 150);
    get(tape.close(call.end()));
    until(() -> capture.stored() == 1);

    assertThat(Files.list(disk))
        .as("the journal went after the recording was stored")
        .isEmpty();
    assertThat(store.findings(tape.recording()))
        .containsExactly(tape.lost() + " payloads lost by the recorder");
    assertThat(capture.lostPayloads()).isEqualTo(tape.lost()).isPositive();
    Pcm pcm = Mp3Decoder.decode(store.file(tape.recording()).getBytes());
    assertThat(pcm.left().length).as("the length is the call's").isEqualTo((int)
        (call.end() / 125_000));
    hears(pcm, 0.2, 2.8);
    double end = pcm.left().length / 8_000.0;
    hears(pcm, end - 2.5, end - 0.2);
  }

  @Test
  void a_full_disk_refuses_recordings_and_takes_them_again_within_ten_seconds_of_space()
      throws Exception {
    fill(64 * 1024);
    start(95);
    assertThat(capture.disk().full()).isTrue();
    Throwable cause = get(
        capture.recorder().open(CALL, DECISION).transform(r -> Future.succeededFuture(r.cause())));
    assertThat(cause).hasMessageContaining("% full");

    Files.delete(disk.resolve("ballast"));
    long freed = System.nanoTime();
    until(() -> !capture.disk().full());
    assertThat(Duration.ofNanos(System.nanoTime() - freed)).isLessThan(Duration.ofSeconds(10));
    get(get(capture.recorder().open(CALL, DECISION)).close(1));
  }

  private void start(int stopPercent) throws Exception {
    Path key = directory.resolve("kek");
    RecorderConf conf = new RecorderConf(
        directory, "memory", key, Duration.ofMillis(250), 1, "node1", 80, stopPercent);
    capture = get(Capture.start(vertx, conf, store, KeyRing.open(key)));
  }

  /** Leaves so many bytes free. */
  private void fill(int leave) throws Exception {
    long free = Files.getFileStore(disk).getUsableSpace();
    Files.write(disk.resolve("ballast"), new byte[(int) free - leave]);
  }

  /** As fast as the ring is emptied. */
  private void speak(Tape tape, FakeCall call, int packets) throws Exception {
    for (int i = 0; i < packets; i++) {
      assertThat(call.packet(tape)).isTrue();
      get(vertx.timer(2));
    }
  }

  private static void hears(Pcm pcm, double from, double to) {
    int rate = pcm.sampleRate();
    double level =
        Tones.level(pcm.left(), (int) (from * rate), (int) (to * rate), FakeCall.CUSTOMER_HZ, rate);
    assertThat(level).isCloseTo(-8.7, within(2.0));
  }

  private void until(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      get(vertx.timer(2));
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static <T> T get(Future<T> future) throws Exception {
    Promise<T> there = Promise.promise();
    future.onComplete(there);
    return there.future().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}

package io.mitschnitt.recorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape;
import io.mitschnitt.recorder.mp3.Mp3Decoder;
import io.mitschnitt.recorder.mp3.Mp3Test;
import io.mitschnitt.recorder.mp3.Pcm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole recorder on its embedded store. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
class WholeCallTest {

  private static final int PACKETS_BEFORE_DEATH = 200;
  private static final int MILLIS_PER_PACKET = 20;
  private static final int MOST_LOST_MILLIS = 500;

  @TempDir
  Path directory;

  private final LinkedBlockingQueue<RecordingEvent.Stored> stored = new LinkedBlockingQueue<>();

  @Test
  void a_call_is_recorded_found_and_heard(Vertx vertx) throws Exception {
    RecorderDoors doors = boot(vertx);
    Tape tape = get(DyingRecorder.call(doors));
    FakeCall call = new FakeCall(Codec.OPUS, Codec.PCMA, 5);
    call.start(tape);
    for (int i = 0; i < 200; i++) {
      assertThat(call.packet(tape)).isTrue();
    }
    get(tape.close(call.end()));
    RecordingEvent.Stored event = stored.poll(60, TimeUnit.SECONDS);
    assertThat(event.length()).hasMillis(4_000);
    get(doors
        .ledger()
        .ended(
            event.call(),
            Instant.now(),
            new Ending(Ending.Whose.CALLER, "hung up", 0),
            Optional.empty()));
    Ledger.Row row = get(doors.ledger().find(event.call())).orElseThrow();
    assertThat(row.state()).isEqualTo(Ledger.State.RECORDED);
    assertThat(row.recording()).contains(tape.recording());
    Library.Card card = get(doors.library().find(tape.recording())).orElseThrow();
    assertThat(card.state()).isEqualTo(Library.State.READY);
    assertThat(card.sha256()).contains(event.sha256());
    assertThat(card.findings()).isEmpty();
    byte[] mp3 = hear(doors, tape.recording());
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(mp3)))
        .isEqualTo(event.sha256());
    CaptureTest.hears(Mp3Decoder.decode(mp3), 0.2, 3.8);
    if (Mp3Test.ffmpeg()) {
      Pcm theirs = Mp3Test.ffmpeg(mp3, directory);
      assertThat(theirs.left()).hasSize(4 * 16_000);
      CaptureTest.hears(theirs, 0.2, 3.8);
    }
    assertThat(doors.health().lostPayloads()).isZero();
    assertThat(doors.health().backlog()).isZero();
    get(doors.close());
  }

  @Test
  void a_recorder_killed_in_mid_call_loses_at_most_half_a_second(Vertx vertx) throws Exception {
    Process process = new ProcessBuilder(
            java(),
            "-cp",
            System.getProperty("java.class.path"),
            DyingRecorder.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    RecordingId id;
    int packets = 0;
    try (BufferedReader out = process.inputReader()) {
      id = new RecordingId(read(out));
      while (packets < PACKETS_BEFORE_DEATH) {
        packets = Integer.parseInt(read(out));
      }
      process.destroyForcibly().waitFor();
      for (String line = rest(out); line != null; line = rest(out)) {
        packets = Integer.parseInt(line);
      }
    } finally {
      process.destroyForcibly();
    }
    RecorderDoors doors = boot(vertx);
    RecordingEvent.Stored event = stored.poll(60, TimeUnit.SECONDS);
    assertThat(event.recording()).isEqualTo(id);
    long talked = (long) packets * MILLIS_PER_PACKET;
    System.getLogger("test")
        .log(
            System.Logger.Level.INFO,
            "lost {0} ms of {1}",
            talked - event.length().toMillis(),
            talked);
    assertThat(event.length().toMillis())
        .isBetween(talked - MOST_LOST_MILLIS, talked + MILLIS_PER_PACKET);
    CaptureTest.hears(Mp3Decoder.decode(hear(doors, id)), 0.2, 3.2);
    Library.Card card = get(doors.library().find(id)).orElseThrow();
    assertThat(card.state()).isEqualTo(Library.State.READY);
    assertThat(card.findings()).containsExactly("recovered: the end may be missing");
    get(doors.close());
  }

  private RecorderDoors boot(Vertx vertx) throws Exception {
    RecorderDoors doors = get(RecorderFloor.start(vertx, DyingRecorder.conf(directory)));
    doors.onEvent(event -> {
      if (event instanceof RecordingEvent.Stored done) {
        stored.add(done);
      }
    });
    return doors;
  }

  private static byte[] hear(RecorderDoors doors, RecordingId id) throws Exception {
    Library.Audio audio = get(doors
            .library()
            .open(id, new Library.Listener("reviewer", "reviewer")))
        .orElseThrow();
    ReadStream<Buffer> stream = audio.read(0, audio.length() - 1);
    Promise<byte[]> whole = Promise.promise();
    Buffer bytes = Buffer.buffer();
    stream.exceptionHandler(whole::tryFail);
    stream.endHandler(v -> whole.tryComplete(bytes.getBytes()));
    stream.handler(bytes::appendBuffer);
    return get(whole.future());
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  private static String read(BufferedReader from) throws IOException {
    String line = from.readLine();
    assertThat(line).as("the child's output").isNotNull();
    return line;
  }

  private static String rest(BufferedReader from) {
    try {
      return from.readLine();
    } catch (IOException closed) {
      return null;
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}

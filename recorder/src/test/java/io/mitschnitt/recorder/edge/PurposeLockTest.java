package io.mitschnitt.recorder.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Outside;
import io.mitschnitt.recorder.contract.PurposeLock;
import io.mitschnitt.recorder.contract.RecorderConf;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.Tape;
import io.mitschnitt.recorder.key.KeyRing;
import io.mitschnitt.recorder.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of a purpose, and a reviewer who has the whole store and the usual key. */
@ExtendWith(VertxExtension.class)
@Timeout(90)
class PurposeLockTest {

  @TempDir
  Path directory;

  @Test
  void store_and_usual_key_decrypt_nothing_of_it_and_only_its_roles_are_let_to_it(Vertx vertx)
      throws Exception {
    PurposeLock lock = new PurposeLock(
        "advice", Set.of("service"), directory.resolve("advice"), Set.of("compliance"));
    RecorderDoors doors = get(RecorderFloor.start(vertx, conf(List.of(lock))));
    RecordingId id = record(doors);
    Future<?> reviewer = doors.library().open(id, new Listener("rita", "reviewer"));
    assertThatThrownBy(() -> get(reviewer))
        .hasCauseInstanceOf(Refused.class)
        .hasMessageContaining("for the purpose advice alone");
    assertThat(get(doors.library().open(id, new Listener("clara", "compliance"))))
        .isPresent();
    get(doors.close());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock.keyFile())))
        .isEqualTo("rw-------");
    KeyRing usual = KeyRing.open(directory.resolve("kek"));
    assertThat(read(vertx, usual, id)).contains("needs the key");
    KeyRing purpose = usual.with(Map.of("service", lock.keyFile()));
    assertThat(read(vertx, purpose, id)).isEqualTo("read");
  }

  @Test
  void a_recording_of_before_is_read_with_the_usual_key_still(Vertx vertx) throws Exception {
    RecorderDoors doors = get(RecorderFloor.start(vertx, conf(List.of())));
    RecordingId id = record(doors);
    get(doors.close());
    KeyRing usual = KeyRing.open(directory.resolve("kek"));
    assertThat(read(vertx, usual.with(Map.of("service", directory.resolve("later"))), id))
        .isEqualTo("read");
  }

  /** What becomes of a recording in the store, read with {@code keys}. */
  private String read(Vertx vertx, KeyRing keys, RecordingId id) throws Exception {
    Store store = get(Store.open(vertx, "embedded:" + directory.resolve("store"), keys));
    Future<String> read = store
        .recordings()
        .readBack(id)
        .map("read")
        .recover(cause -> Future.succeededFuture(String.valueOf(cause.getMessage())));
    String came = get(read);
    get(store.close());
    return came;
  }

  private RecordingId record(RecorderDoors doors) throws Exception {
    LinkedBlockingQueue<RecordingEvent.Stored> stored = new LinkedBlockingQueue<>();
    doors.onEvent(event -> {
      if (event instanceof RecordingEvent.Stored done) {
        stored.add(done);
      }
    });
    Tape tape = get(DyingRecorder.call(doors));
    FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMA, 5);
    call.start(tape);
    for (int i = 0; i < 60; i++) {
      call.packet(tape);
    }
    get(tape.close(call.end()));
    return stored.poll(60, TimeUnit.SECONDS).recording();
  }

  private RecorderConf conf(List<PurposeLock> locks) {
    return new RecorderConf(
        directory,
        "embedded:" + directory.resolve("store"),
        directory.resolve("kek"),
        Duration.ofMillis(100),
        1,
        "node1",
        RecorderConf.DISK_WARN_PERCENT,
        100,
        Outside.NONE,
        locks);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}

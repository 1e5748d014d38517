package io.mitschnitt.recorder.edge;

import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Take;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deletions that are killed: {@code -Dmitschnitt.kills=50} for the long form. */
class DeletionCrashTest {

  private static final int RECORDINGS = 12;

  @Test
  void a_deletion_that_is_killed_anywhere_leaves_a_recording_whole_or_gone(@TempDir Path directory)
      throws Exception {
    int kills = Integer.getInteger("mitschnitt.kills", 2);
    Random random = new Random(11);
    for (int i = 0; i < kills; i++) {
      Path room = java.nio.file.Files.createDirectory(directory.resolve("run" + i));
      List<RecordingId> ids = deleteUntilKilled(room, random.nextInt(60));
      assertThat(ids).hasSize(RECORDINGS);
      try (CustodyHouse house = new CustodyHouse(room)) {
        whole_or_gone(house, ids);
      }
    }
  }

  private static void whole_or_gone(CustodyHouse house, List<RecordingId> ids) throws Exception {
    for (RecordingId id : ids) {
      Take take = house.take(id);
      boolean readable = await(house.open.store.recordings().file(take)).isPresent();
      assertThat(readable)
          .as("%s %s", id, take.phase())
          .isEqualTo(take.phase() == Take.Phase.READY);
    }
    house.wall = T0.plus(Duration.ofDays(31));
    await(house.sweeper.trust());
    for (RecordingId id : ids) {
      Take take = house.take(id);
      assertThat(take.phase()).isEqualTo(Take.Phase.ERASED);
      assertThat(take.wrappedKey()).isEmpty();
      assertThat(take.erasure().orElseThrow().bytesGone()).isTrue();
      assertThat(await(house.custodian.certificate(id))).isPresent();
    }
  }

  private static List<RecordingId> deleteUntilKilled(Path directory, int millis) throws Exception {
    Process child = new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DeletionCrashTest.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    List<RecordingId> ids = new ArrayList<>();
    try (BufferedReader out = child.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("made ")) {
          ids.add(new RecordingId(line.substring(5)));
        } else if (line.equals("deleting")) {
          child.waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
          break;
        }
      }
    } finally {
      child.destroyForcibly().waitFor(); // SIGKILL
    }
    return ids;
  }

  /** The child: makes recordings, says so, and deletes them all. */
  public static void main(String[] args) throws Exception {
    CustodyHouse house = new CustodyHouse(Path.of(args[0]));
    for (int i = 0; i < RECORDINGS; i++) {
      RecordingId id = house.recorded("+493011" + i, CustodyHouse.keeping("default"));
      System.out.println("made " + id.value());
    }
    house.wall = T0.plus(Duration.ofDays(31));
    System.out.println("deleting");
    await(house.sweeper.trust());
    Thread.currentThread().join();
  }
}

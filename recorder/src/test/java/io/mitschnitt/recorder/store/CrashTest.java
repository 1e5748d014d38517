package io.mitschnitt.recorder.store;

import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.await;
import static io.mitschnitt.recorder.store.OpenStore.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.RecordingStore.Draft;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

  static final int SIZE = 300_000;

  @Test
  void no_acknowledged_write_is_lost_when_the_process_is_killed(@TempDir Path directory)
      throws Exception {
    List<String> lines = writeUntilKilled(directory, Duration.ofSeconds(5), 30);

    assertThat(lines).isNotEmpty();
    try (OpenStore open = OpenStore.embeddedIn(directory)) {
      for (String line : lines) {
        check(open, line.split(" "));
      }
    }
  }

  private static void check(OpenStore open, String[] line) throws Exception {
    RecordingId id = new RecordingId(line[1]);
    Entry byCall = await(open.store.entries().find(new CallId(line[0]))).orElseThrow();
    Entry byRecording = await(open.store.entries().find(id)).orElseThrow();
    assertThat(byRecording).isEqualTo(byCall);
    assertThat(byCall.take().orElseThrow().phase()).isEqualTo(Take.Phase.READY);
    assertThat(RecordingStoreTest.readAll(await(open.store.recordings().readBack(id))))
        .isEqualTo(RecordingStoreTest.random(SIZE));
  }

  /** The lines that the child printed: one for each write that it was told is on disk. */
  private static List<String> writeUntilKilled(Path directory, Duration time, int most)
      throws Exception {
    Process child = new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            CrashTest.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = child.inputReader()) {
      String line = out.readLine();
      long until = System.nanoTime() + time.toNanos();
      while (line != null && System.nanoTime() < until && lines.size() < most) {
        if (line.startsWith("kept ")) {
          lines.add(line.substring(5));
        }
        line = out.readLine();
      }
    } finally {
      child.destroyForcibly().waitFor(); // SIGKILL
    }
    return lines;
  }

  /** The child: writes recordings as fast as it can, and says which ones were acknowledged. */
  public static void main(String[] args) throws Exception {
    OpenStore open = OpenStore.embeddedIn(Path.of(args[0]));
    for (int writer = 0; writer < 4; writer++) {
      new Thread(() -> writeForEver(open)).start();
    }
  }

  private static void writeForEver(OpenStore open) {
    try {
      while (true) {
        CallFacts facts = call();
        Draft draft = open.started(facts);
        RecordingStoreTest.store(
            open.store.recordings(), draft.id(), RecordingStoreTest.random(SIZE));
        await(open.store.recordings().verified(draft.id(), T0, List.of()));
        System.out.println("kept " + facts.id() + " " + draft.id());
      }
    } catch (Exception e) {
      System.exit(1);
    }
  }
}

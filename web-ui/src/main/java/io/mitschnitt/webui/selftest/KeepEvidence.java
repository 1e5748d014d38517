package io.mitschnitt.webui.selftest;

import io.mitschnitt.recorder.evidence.Checkpoint;
import io.mitschnitt.recorder.evidence.EvidenceFiles;
import io.mitschnitt.recorder.evidence.SignedNote;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes away, as a compliance officer would, the bundle of every recording, and the log with its signed head. */
public final class KeepEvidence {

  private static final String PERSON = "compliance";
  private static final int PAGE = 1_000;

  private final Vertx vertx;
  private final Reviewer person;
  private final Path directory;

  private KeepEvidence(Vertx vertx, Reviewer person, Path directory) {
    this.vertx = vertx;
    this.person = person;
    this.directory = directory;
  }

  /**
   * Writes {@code directory/<recording>.zip} for each recording of the demo at {@code base}, {@code directory/log/}, and a
   * redacted copy of one under {@code directory/redacted/}.
   *
   * @return how many bundles
   */
  public static Future<Integer> into(Vertx vertx, URI base, Path directory) {
    return Reviewer.login(vertx, base, PERSON, PERSON)
        .compose(
            person -> new KeepEvidence(vertx, person, directory).all().eventually(person::close));
  }

  private Future<Integer> all() {
    return person.calls().compose(calls -> {
      List<String> recordings = calls.getJsonArray("items").stream()
          .map(JsonObject.class::cast)
          .filter(row -> row.getString("state").equals("recorded"))
          .map(row -> row.getString("recording"))
          .toList();
      Future<Void> kept = Future.succeededFuture();
      for (String id : recordings) {
        kept = kept.compose(v -> person.fetch("/recordings/" + id + "/evidence?reason=self-test"))
            .compose(zip -> write(directory, id + ".zip", zip));
      }
      return kept.compose(v -> redacted(recordings))
          .compose(v -> log())
          .map(v -> recordings.size());
    });
  }

  /** The first one without the agent and half a second of the customer, in a folder of its own. */
  private Future<Void> redacted(List<String> recordings) {
    if (recordings.isEmpty()) {
      return Future.succeededFuture();
    }
    String id = recordings.get(0);
    return person
        .fetch("/recordings/" + id + "/evidence?reason=self-test&cut=agent&cut=customer:1-1.5")
        .compose(zip -> write(directory.resolve("redacted"), id + ".zip", zip));
  }

  private Future<Void> log() {
    Path folder = directory.resolve("log");
    return person.fetch("/ledger/checkpoint").compose(note -> {
      String text = note.toString(StandardCharsets.UTF_8);
      long size = Checkpoint.read(SignedNote.read(text).text()).size();
      return write(folder, EvidenceFiles.checkpoint(size), note)
          .compose(v -> person.fetch("/ledger/key"))
          .compose(key -> write(folder, EvidenceFiles.KEY, key))
          .compose(v -> person.fetch("/ledger/handovers"))
          .compose(notes -> notes.length() == 0
              ? Future.succeededFuture()
              : write(folder, EvidenceFiles.HANDOVERS, notes))
          .compose(v -> entries(0, size, Buffer.buffer()))
          .compose(log -> write(folder, EvidenceFiles.LOG, log));
    });
  }

  private Future<Buffer> entries(long from, long size, Buffer before) {
    if (from >= size) {
      return Future.succeededFuture(before);
    }
    long limit = Math.min(PAGE, size - from);
    return person
        .fetch("/ledger/entries?from=" + from + "&limit=" + limit)
        .compose(page -> entries(from + limit, size, before.appendBuffer(page)));
  }

  private Future<Void> write(Path folder, String name, Buffer bytes) {
    return vertx.executeBlocking(() -> {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), bytes.getBytes());
      return null;
    });
  }
}

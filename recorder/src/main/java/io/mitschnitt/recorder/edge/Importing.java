package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Imports;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.custody.Retention;
import io.mitschnitt.recorder.edge.ForeignPrint.Look;
import io.mitschnitt.recorder.evidence.LogEntry.Kind;
import io.mitschnitt.recorder.key.KeyRing;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.store.Cabinet;
import io.mitschnitt.recorder.store.RecordingStore;
import io.mitschnitt.recorder.store.RecordingStore.Draft;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import io.mitschnitt.recorder.store.RecordingStore.Upload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Brings foreign recordings in, one at a time: the file into a {@link Locker}, read to its end, then a row of the book
 * whose call is over, the MP3 into the store, read back and judged like any other. A row without its sound is closed as
 * failed; nothing is kept of a file that cannot be read.
 */
final class Importing implements Imports {

  private static final String DIRECTORY = "import";

  private final Vertx vertx;
  private final Path directory;
  private final String node;
  private final Entries entries;
  private final RecordingStore store;
  private final Cabinet cabinet;
  private final KeyRing keys;
  private final EvidenceLog log;
  private final Notes notes;
  private final InstantSource clock;
  private final WorkerExecutor worker;
  private final Set<RecordingId> busy = ConcurrentHashMap.newKeySet();

  /** Who takes what is written. */
  record Hands(
      Entries entries,
      RecordingStore store,
      Cabinet cabinet,
      KeyRing keys,
      EvidenceLog log,
      Notes notes) {}

  Importing(Vertx vertx, Path data, String node, Hands hands, InstantSource clock) {
    this.vertx = vertx;
    this.directory = data.resolve(DIRECTORY);
    this.node = node;
    this.entries = hands.entries();
    this.store = hands.store();
    this.cabinet = hands.cabinet();
    this.keys = hands.keys();
    this.log = hands.log();
    this.notes = hands.notes();
    this.clock = clock;
    this.worker = vertx.createSharedWorkerExecutor("import", 1, 1, TimeUnit.HOURS);
  }

  /** Those that are being stored now: their rows are not amiss. */
  Set<RecordingId> busy() {
    return busy;
  }

  /** What a crash left is noise without its key. */
  Future<Void> start() {
    return work(() -> {
          Files.createDirectories(directory);
          try (Stream<Path> left = Files.list(directory)) {
            for (Path file : left.toList()) {
              Files.delete(file);
            }
          }
          return true;
        })
        .mapEmpty();
  }

  void stop() {
    worker.close();
  }

  /** Forgets where a destroyed recording came from: a file's name may name a person. */
  Future<Void> gone(RecordingId recording) {
    return cabinet.origins().remove("recording", recording.value());
  }

  @Override
  public Future<Optional<Origin>> origin(RecordingId recording) {
    return cabinet.origins().find(recording.value());
  }

  @Override
  public Future<RecordingId> bring(Foreign what, ReadStream<Buffer> file) {
    Optional<String> objection = objection(what);
    if (objection.isPresent()) {
      return Future.failedFuture(new Refused(objection.get()));
    }
    RecordingId id = RecordingId.random();
    Locker locker = new Locker(directory.resolve(id.value()));
    return locker
        .fill(vertx, file)
        .compose(v -> work(() -> {
          try (var in = locker.open()) {
            return ForeignPrint.look(in);
          }
        }))
        .compose(look -> bring(id, what, look, locker))
        .eventually(() -> work(() -> {
          locker.empty();
          return true;
        }));
  }

  /** Why it may not be kept at all. */
  private Optional<String> objection(Foreign what) {
    Instant now = clock.instant();
    if (what.startedAt().isAfter(now)) {
      return Optional.of("the recording begins in the future");
    }
    Instant until = Retention.terms(what.startedAt(), what.keeping()).deleteAfter();
    return until.isBefore(now)
        ? Optional.of("by " + what.keeping().name() + " it would have been deleted on " + until)
        : Optional.empty();
  }

  private Future<RecordingId> bring(RecordingId id, Foreign what, Look look, Locker locker) {
    Entry row = row(what, look);
    Origin origin = origin(id, what, look, locker.sha256());
    byte[] key = KeyRing.newKey();
    Draft draft = new Draft(
        id,
        row.call(),
        row.decision(),
        clock.instant(),
        keys.wrap(key),
        keys.name(),
        Optional.empty());
    busy.add(id);
    return cabinet
        .origins()
        .add(origin)
        .compose(v -> entries.add(row))
        .compose(v -> store.reserve(draft))
        .compose(v -> log.append(note(row, id, what, origin)))
        .compose(v -> store.started(id, what.startedAt()))
        .compose(v -> entries.change(row.call(), now -> over(now, look)))
        .compose(v -> stored(id, look, locker, what.agentLeft()))
        .map(v -> id)
        .recover(cause -> entries
            .change(
                row.call(),
                now -> now.take().isEmpty() ? now : over(now, look).abandoned("the import failed"))
            .transform(closed -> Future.failedFuture(cause)))
        .onComplete(done -> busy.remove(id));
  }

  private Entry row(Foreign what, Look look) {
    CallFacts facts = new CallFacts(
        CallId.at(what.startedAt().toEpochMilli()),
        what.direction(),
        what.customer(),
        what.agent(),
        "",
        "",
        what.startedAt(),
        what.startedAt());
    Decision decision = new Decision(
        Mode.OFF,
        "",
        "",
        PROFILE,
        what.keeping().aboutDays(),
        List.of("not captured here: brought in by " + what.by().user()
            + "; whether the parties knew of it is not known here"),
        Decision.Basis.UNNAMED,
        what.keeping());
    return Entry.answered(facts, decision).on(node);
  }

  private Origin origin(RecordingId id, Foreign what, Look look, String sha256) {
    return new Origin(
        id.value(),
        clock.instant(),
        what.by().user(),
        what.reason(),
        what.file(),
        look.format(),
        look.sampleRate(),
        look.channels(),
        sha256);
  }

  private EvidenceLog.Note note(Entry row, RecordingId id, Foreign what, Origin origin) {
    return new EvidenceLog.Note(
        Kind.CHANGE,
        Optional.of(row.call().value()),
        Optional.of(id.value()),
        Map.of(
            "what", "imported",
            "origin-sha256", origin.sha256(),
            "origin-format", origin.format(),
            "role", what.by().role(),
            "who-sha256", notes.who("import/" + id, what.by().user())));
  }

  private static Entry over(Entry row, Look look) {
    return row.endedAt().isPresent()
        ? row
        : row.ended(
            row.facts()
                .answeredAt()
                .plus(look.length().truncatedTo(java.time.temporal.ChronoUnit.MILLIS)),
            new Ending(Ending.Whose.UNKNOWN, "not seen here: the recording was brought in", 0),
            Optional.empty());
  }

  private Future<Void> stored(RecordingId id, Look look, Locker locker, boolean agentLeft) {
    return store
        .upload(id)
        .compose(upload -> work(() -> new ForeignPrint(locker.open(), look, agentLeft))
            .compose(print -> printed(print, upload)
                .eventually(() -> work(() -> {
                  print.close();
                  return true;
                }))))
        .compose(finished -> store
            .readBack(id)
            .compose(Importing::collected)
            .compose(bytes -> work(() -> Verification.findings(bytes.getBytes(), finished))))
        .compose(heard -> store.verified(id, clock.instant(), findings(heard, look)));
  }

  private static List<String> findings(List<String> heard, Look look) {
    List<String> all = new ArrayList<>(List.of("imported: not captured here"));
    if (look.channels() == 1) {
      all.add("one channel: both parties are mixed");
    }
    all.addAll(heard);
    return all;
  }

  private Future<Finished> printed(ForeignPrint print, Upload upload) {
    return pump(print, upload)
        .compose(v -> work(print::finished))
        .compose(
            finished -> upload.finish(Buffer.buffer(print.head()), finished).map(finished))
        .recover(cause -> upload.abort().transform(v -> Future.failedFuture(cause)));
  }

  private Future<Void> pump(ForeignPrint print, Upload upload) {
    return work(print::next)
        .compose(bytes -> bytes.length == 0
            ? Future.succeededFuture()
            : upload.write(Buffer.buffer(bytes)).compose(v -> pump(print, upload)));
  }

  private static Future<Buffer> collected(ReadStream<Buffer> stream) {
    Promise<Buffer> whole = Promise.promise();
    Buffer bytes = Buffer.buffer();
    stream.exceptionHandler(whole::tryFail);
    stream.endHandler(v -> whole.tryComplete(bytes));
    stream.handler(bytes::appendBuffer);
    return whole.future();
  }

  /** One file at a time, behind live sound. */
  private <T> Future<T> work(Callable<T> action) {
    return worker.executeBlocking(() -> {
      Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
      return action.call();
    });
  }
}

package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.store.RecordingStore;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import io.mitschnitt.recorder.store.RecordingStore.Upload;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * One try to make a spool a stored recording: encode, store, read back, judge, and only then remove the journal. Every
 * step may be repeated. Runs on the capture's context; what blocks runs on its workers.
 */
final class Developing {

  private final Spool spool;
  private final RecordingStore store;
  private final Context context;
  private final WorkerExecutor workers;
  private boolean cancelled;

  Developing(Spool spool, RecordingStore store, Context context, WorkerExecutor workers) {
    this.spool = spool;
    this.store = store;
    this.context = context;
    this.workers = workers;
  }

  Spool spool() {
    return spool;
  }

  /** Stops at the next step; what {@link #run} answered fails with a {@link CancellationException}. */
  void cancel() {
    cancelled = true;
  }

  /** What was stored; empty where the journal held nothing and its recording was forgotten. */
  Future<Optional<Finished>> run() {
    return work(this::open)
        .compose(print -> develop(print)
            .eventually(() -> work(() -> {
              print.close();
              return true;
            })));
  }

  private Print open() throws IOException {
    Optional<Preprint> preprint = spool.preprint().take();
    if (preprint.isPresent()) {
      if (preprint.get().complete()) {
        return preprint.get();
      }
      preprint.get().close();
    }
    return Encoding.open(spool.path(), spool.header(), spool.dataKey());
  }

  private Future<Optional<Finished>> develop(Print print) {
    if (!print.hasSound()) {
      return here(store.forget(spool.recording()))
          .compose(v -> removeJournal())
          .map(v -> Optional.empty());
    }
    return started(print)
        .compose(v -> here(store.upload(spool.recording())))
        .compose(upload -> store(print, upload))
        .compose(finished -> verify(print, finished).map(Optional.of(finished)));
  }

  private Future<Void> started(Print print) {
    // Without its first segment the journal does not tell when it began; the store may, else the
    // file's age does.
    if (print.startedAt().isPresent()) {
      return here(store.started(spool.recording(), print.startedAt().get()));
    }
    return here(store.draft(spool.recording())).compose(draft -> {
      if (draft.flatMap(RecordingStore.Draft::startedAt).isPresent()) {
        return Future.succeededFuture();
      }
      return work(() -> Files.getLastModifiedTime(spool.path()).toInstant())
          .compose(at -> here(store.started(spool.recording(), at)));
    });
  }

  private Future<Finished> store(Print print, Upload upload) {
    return pump(print, upload)
        .compose(v -> work(print::finished))
        .compose(finished ->
            here(upload.finish(Buffer.buffer(print.head()), finished)).map(finished))
        .recover(cause -> here(upload.abort()).transform(aborted -> Future.failedFuture(cause)));
  }

  private Future<Void> pump(Print print, Upload upload) {
    if (cancelled) {
      return Future.failedFuture(new CancellationException("discarded"));
    }
    return work(print::next)
        .compose(bytes -> bytes.length == 0
            ? Future.succeededFuture()
            : here(upload.write(Buffer.buffer(bytes))).compose(v -> pump(print, upload)));
  }

  private Future<Void> verify(Print print, Finished finished) {
    if (cancelled) {
      return Future.failedFuture(new CancellationException("discarded"));
    }
    return here(store.readBack(spool.recording()))
        .compose(this::collect)
        .compose(bytes -> work(() -> Verification.findings(bytes.getBytes(), finished)))
        .compose(
            heard -> here(store.verified(spool.recording(), Instant.now(), findings(print, heard))))
        .compose(v -> removeJournal());
  }

  private List<String> findings(Print print, List<String> heard) {
    List<String> findings = new ArrayList<>(heard);
    if (print.damaged() > 0) {
      findings.add("journal damaged in " + print.damaged() + " places");
    }
    if (!print.closedInOrder()) {
      findings.add(
          spool.recovered() ? "recovered: the end may be missing" : "the end may be missing");
    }
    if (spool.lost() > 0) {
      findings.add(spool.lost() + " payloads lost by the recorder");
    }
    return findings;
  }

  private Future<Buffer> collect(ReadStream<Buffer> stream) {
    Promise<Buffer> whole = Promise.promise();
    Buffer bytes = Buffer.buffer();
    stream.exceptionHandler(whole::tryFail);
    stream.endHandler(v -> whole.tryComplete(bytes));
    stream.handler(bytes::appendBuffer);
    return here(whole.future());
  }

  private Future<Void> removeJournal() {
    return work(() -> Files.deleteIfExists(spool.path())).mapEmpty();
  }

  private <T> Future<T> here(Future<T> future) {
    return Hop.to(context, future);
  }

  private <T> Future<T> work(Work<T> work) {
    return here(workers.executeBlocking(
        () -> {
          Thread.currentThread().setPriority(Thread.MIN_PRIORITY); // live sound comes first
          return work.run();
        },
        false));
  }

  /** Blocking work. */
  private interface Work<T> {
    T run() throws IOException;
  }
}

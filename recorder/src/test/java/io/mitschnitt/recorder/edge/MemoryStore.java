package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.store.RecordingStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store of maps that answers later, on its own context, as a real one does. Can be told to fail. */
final class MemoryStore implements RecordingStore {

  private final Context context;
  private final Map<RecordingId, Draft> drafts = new HashMap<>();
  private final Map<RecordingId, String> states = new HashMap<>();
  private final Map<RecordingId, Buffer> files = new HashMap<>();
  private final Map<RecordingId, Finished> finished = new HashMap<>();
  private final Map<RecordingId, List<String>> findings = new HashMap<>();
  private final Map<RecordingId, Buffer> uploading = new HashMap<>();
  private final List<RecordingId> uploads = new ArrayList<>();
  private boolean away;
  private Future<Void> stall = Future.succeededFuture();
  private int failuresToCome;
  private boolean spoilsBytes;
  private boolean refusesReservation;

  MemoryStore(Vertx vertx) {
    context = vertx.getOrCreateContext();
  }

  /** Cuts the line: every question fails until it is mended. */
  synchronized void away(boolean cut) {
    away = cut;
  }

  /** Lets every question wait until {@code over}. */
  synchronized void stall(Future<Void> over) {
    stall = over;
  }

  /** Recordings whose upload was begun, in order. */
  synchronized List<RecordingId> uploads() {
    return List.copyOf(uploads);
  }

  synchronized void failNextUploads(int times) {
    failuresToCome = times;
  }

  synchronized void spoilBytes(boolean spoil) {
    spoilsBytes = spoil;
  }

  synchronized void refuseReservation() {
    refusesReservation = true;
  }

  synchronized String state(RecordingId id) {
    return states.getOrDefault(id, "unknown");
  }

  synchronized Buffer file(RecordingId id) {
    return files.get(id);
  }

  synchronized Finished finished(RecordingId id) {
    return finished.get(id);
  }

  synchronized List<String> findings(RecordingId id) {
    return findings.get(id);
  }

  synchronized void forgetEverything() {
    drafts.clear();
  }

  /** What is left when the node died in the middle. */
  synchronized void crash() {
    uploading.clear();
  }

  @Override
  public Future<Void> reserve(Draft draft) {
    return later(() -> {
      if (refusesReservation) {
        throw new IllegalStateException("no open row");
      }
      drafts.put(draft.id(), draft);
      states.put(draft.id(), "reserved");
    });
  }

  @Override
  public Future<Void> started(RecordingId id, Instant at) {
    return later(() -> {
      Draft d = drafts.get(id);
      drafts.put(
          id,
          new Draft(
              id,
              d.call(),
              d.decision(),
              d.reservedAt(),
              d.wrappedKey(),
              d.kek(),
              Optional.of(at)));
    });
  }

  @Override
  public Future<Upload> upload(RecordingId id) {
    return later(() -> {
          if (failuresToCome > 0) {
            failuresToCome--;
            throw new IllegalStateException("the store is down");
          }
          uploads.add(id);
          uploading.put(id, Buffer.buffer());
        })
        .map(v -> new MemoryUpload(id));
  }

  private final class MemoryUpload implements Upload {
    private final RecordingId id;

    MemoryUpload(RecordingId id) {
      this.id = id;
    }

    @Override
    public Future<Void> write(Buffer bytes) {
      return later(() -> uploading.get(id).appendBuffer(bytes));
    }

    @Override
    public Future<Void> finish(Buffer head, Finished done) {
      return later(() -> {
        Buffer file = uploading.remove(id).setBuffer(0, head);
        if (spoilsBytes) {
          file.setByte(5_000, (byte) ~file.getByte(5_000));
        }
        files.put(id, file);
        finished.put(id, done);
      });
    }

    @Override
    public Future<Void> abort() {
      return later(() -> uploading.remove(id));
    }
  }

  @Override
  public Future<ReadStream<Buffer>> readBack(RecordingId id) {
    return later(() -> {}).map(v -> new BufferStream(file(id)));
  }

  @Override
  public Future<Void> verified(RecordingId id, Instant at, List<String> found) {
    return later(() -> {
      states.put(id, "ready");
      findings.put(id, found);
    });
  }

  @Override
  public Future<Void> failed(RecordingId id, String cause) {
    return later(() -> states.put(id, "failed"));
  }

  @Override
  public Future<Void> forget(RecordingId id) {
    return later(() -> {
      drafts.remove(id);
      states.remove(id);
    });
  }

  @Override
  public Future<Void> erase(RecordingId id, String why, Instant at) {
    return later(() -> {
      files.remove(id);
      states.put(id, "erased");
    });
  }

  @Override
  public synchronized Future<List<Draft>> unfinished() {
    List<Draft> found = new ArrayList<>();
    drafts.values().stream()
        .filter(d -> !List.of("ready", "erased").contains(state(d.id())))
        .forEach(found::add);
    return later(() -> {}).map(v -> found);
  }

  @Override
  public synchronized Future<Optional<Draft>> draft(RecordingId id) {
    Optional<Draft> found = Optional.ofNullable(drafts.get(id));
    return later(() -> {}).map(v -> found);
  }

  private Future<Void> later(Runnable action) {
    Promise<Void> done = Promise.promise();
    Future<Void> first;
    synchronized (this) {
      first = stall;
    }
    first.onComplete(over -> context.runOnContext(v -> {
      try {
        boolean cut;
        synchronized (this) {
          cut = away;
          if (!cut) {
            action.run();
          }
        }
        if (cut) {
          done.fail(new java.io.IOException("the store does not answer"));
        } else {
          done.complete();
        }
      } catch (RuntimeException e) {
        done.fail(e);
      }
    }));
    return done.future();
  }

  /** A buffer in three pieces. */
  private static final class BufferStream implements ReadStream<Buffer> {
    private final Buffer all;
    private @Nullable Handler<Void> end;

    BufferStream(Buffer all) {
      this.all = all;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
      return this;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
      int third = all.length() / 3;
      handler.handle(all.getBuffer(0, third));
      handler.handle(all.getBuffer(third, 2 * third));
      handler.handle(all.getBuffer(2 * third, all.length()));
      end.handle(null);
      return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
      end = handler;
      return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
      return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
      return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
      return this;
    }
  }
}

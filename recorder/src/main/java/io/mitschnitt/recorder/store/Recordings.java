package io.mitschnitt.recorder.store;

import io.mitschnitt.recorder.contract.Library.Waveform;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.key.KeyRing;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.AEADBadTagException;
import org.bson.Document;
import org.bson.types.Binary;

/** Recordings in the store: the bytes in the bucket, everything that is known of them in their call's entry. */
public final class Recordings implements RecordingStore {

  private final Vertx vertx;
  private final Grid grid;
  private final Entries entries;
  private final KeyRing keys;
  private final String node;
  private volatile Function<Entry, Future<Void>> aftermath = entry -> Future.succeededFuture();

  Recordings(Vertx vertx, Grid grid, Entries entries, KeyRing keys, String node) {
    this.vertx = vertx;
    this.grid = grid;
    this.entries = entries;
    this.keys = keys;
    this.node = node;
  }

  /** Has {@code steps} done when the bytes of an erased recording are gone, before that counts as done. */
  public void afterErasure(Function<Entry, Future<Void>> steps) {
    aftermath = steps;
  }

  @Override
  public Future<Void> reserve(Draft draft) {
    String key = HexFormat.of().formatHex(draft.wrappedKey());
    Take take = Take.reserved(draft.id(), draft.reservedAt(), key, draft.kek());
    return entries
        .change(draft.call(), entry -> entry.reserved(take))
        .recover(failure -> Future.failedFuture(
            failure instanceof NoSuchElementException
                ? new IllegalStateException("call " + draft.call() + " has no open row")
                : failure))
        .mapEmpty();
  }

  @Override
  public Future<Void> started(RecordingId id, Instant at) {
    return entries.change(id, entry -> entry.started(at)).mapEmpty();
  }

  @Override
  public Future<Upload> upload(RecordingId id) {
    Context context = vertx.getOrCreateContext();
    return entries
        .find(id)
        .map(found -> wanted(id, found))
        .map(Recordings::toBeStored)
        .map(take -> new Uploading(vertx, grid, entries, id, dataKey(take)))
        .compose(upload -> grid.remove(context, id).map(v -> upload));
  }

  private static Take wanted(RecordingId id, Optional<Entry> found) {
    Entry entry =
        found.orElseThrow(() -> new NoSuchElementException("recording " + id + " is unknown"));
    if (entry.mayHaveNone()) {
      throw new IllegalStateException("call " + entry.call() + " may have no recording");
    }
    return entry.take().orElseThrow();
  }

  private static Take toBeStored(Take take) {
    if (!take.unfinished() || take.startedAt().isEmpty()) {
      throw new IllegalStateException("recording " + take.id() + " is " + take.phase());
    }
    return take;
  }

  @Override
  public Future<ReadStream<Buffer>> readBack(RecordingId id) {
    return take(id)
        .compose(this::file)
        .map(file -> file.orElseThrow(
            () -> new NoSuchElementException("recording " + id + " is not stored")))
        .map(StoredFile::all);
  }

  /** The file of {@code take}; empty where it is not complete in the store, or erased. */
  public Future<Optional<StoredFile>> file(Take take) {
    if (take.wrappedKey().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    Context context = vertx.getOrCreateContext();
    return grid.file(context, take.id())
        .map(found ->
            found.map(file -> new StoredFile(vertx, grid, take.id(), dataKey(take), file)));
  }

  /** The picture of {@code take}; empty where {@link #file} would be. */
  public Future<Optional<Waveform>> waveform(Take take) {
    if (take.wrappedKey().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return grid.waveform(vertx.getOrCreateContext(), take.id())
        .map(found -> found.map(picture -> waveform(take, picture)));
  }

  private Waveform waveform(Take take, Document picture) {
    byte[] salt = picture.get("salt", Binary.class).getData();
    String id = take.id().value();
    try {
      SegmentCipher cipher = new SegmentCipher(dataKey(take), SegmentCipher.WAVEFORM, salt, id);
      return WaveformBytes.read(cipher.open(Grid.data(picture), 0, true));
    } catch (AEADBadTagException e) {
      throw new IllegalStateException("the waveform of " + id + " was altered", e);
    }
  }

  @Override
  public Future<Void> verified(RecordingId id, Instant at, List<String> findings) {
    return entries.change(id, entry -> entry.verified(findings)).mapEmpty();
  }

  @Override
  public Future<Void> failed(RecordingId id, String cause) {
    return entries.change(id, entry -> entry.failed(cause)).mapEmpty();
  }

  @Override
  public Future<Void> forget(RecordingId id) {
    return ifKnown(entries.change(id, Entry::forgotten));
  }

  @Override
  public Future<Void> erase(RecordingId id, String why, Instant at) {
    Context context = vertx.getOrCreateContext();
    return ifKnown(entries.change(id, entry -> entry.erased(at, why)))
        .compose(v -> grid.remove(context, id))
        .compose(v -> entries.find(id))
        .compose(found -> found.map(aftermath).orElseGet(Future::succeededFuture))
        .compose(v -> ifKnown(entries.change(id, Entry::bytesGone)));
  }

  @Override
  public Future<List<Draft>> unfinished() {
    return entries
        .unfinished()
        .map(list -> list.stream().flatMap(entry -> draft(entry).stream()).toList());
  }

  @Override
  public Future<Set<RecordingId>> elsewhere() {
    return entries
        .unfinished()
        .map(list -> list.stream()
            .filter(entry -> !node.isEmpty() && !entry.isOf(node))
            .flatMap(entry -> entry.take().stream())
            .map(Take::id)
            .collect(Collectors.toSet()));
  }

  @Override
  public Future<Optional<Draft>> draft(RecordingId id) {
    return entries.find(id).map(found -> found.flatMap(Recordings::draft));
  }

  private static Optional<Draft> draft(Entry entry) {
    return entry.take().map(take -> draft(entry, take, take.wrappedKey().orElse("")));
  }

  private static Draft draft(Entry entry, Take take, String key) {
    return new Draft(
        take.id(),
        entry.call(),
        entry.decision(),
        take.reservedAt(),
        HexFormat.of().parseHex(key),
        take.kek(),
        take.startedAt());
  }

  private Future<Take> take(RecordingId id) {
    return entries
        .find(id)
        .map(found -> found
            .flatMap(Entry::take)
            .orElseThrow(() -> new NoSuchElementException("recording " + id + " is unknown")));
  }

  private byte[] dataKey(Take take) {
    try {
      return keys.unwrap(HexFormat.of().parseHex(take.wrappedKey().orElseThrow()));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(
          "recording " + take.id() + " needs the key " + take.kek() + ", this node has "
              + keys.name(),
          e);
    }
  }

  private static Future<Void> ifKnown(Future<Entry> change) {
    return change
        .<Void>mapEmpty()
        .recover(failure -> failure instanceof NoSuchElementException
            ? Future.succeededFuture()
            : Future.failedFuture(failure));
  }
}

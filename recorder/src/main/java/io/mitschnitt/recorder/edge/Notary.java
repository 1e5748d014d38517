package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.edge.EvidenceLog.Note;
import io.mitschnitt.recorder.evidence.Blocks;
import io.mitschnitt.recorder.evidence.ChannelBlocks;
import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.ledger.Witness;
import io.mitschnitt.recorder.store.RecordingStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The witness who writes down in the evidence log what becomes of the book. */
final class Notary implements Witness {

  private static final int NEWEST = 200;
  private static final int DUE = 1_000;

  private final EvidenceLog log;
  private final Notes notes;
  private final Entries entries;
  private final RecordingStore recordings;

  Notary(EvidenceLog log, Notes notes, Entries entries, RecordingStore recordings) {
    this.log = log;
    this.notes = notes;
    this.entries = entries;
    this.recordings = recordings;
  }

  @Override
  public Future<Void> saw(Optional<Entry> before, Entry after) {
    List<Future<LogEntry>> written = new ArrayList<>();
    notes.between(before, after).forEach(note -> written.add(log.append(note)));
    if (Notes.stores(before, after)) {
      written.add(recording(after).compose(log::append));
    }
    return Future.all(written).mapEmpty();
  }

  /** What lies in the store is what is attested, so it is read once more. */
  private Future<Note> recording(Entry entry) {
    Take take = entry.take().orElseThrow();
    Take.Sound sound = take.sound().orElseThrow();
    return channels(take.id())
        .map(blocks -> Notes.recording(entry, sound, blocks))
        .recover(cause -> cause instanceof IllegalArgumentException
            ? seconds(entry, take.id(), sound)
            : Future.failedFuture(cause));
  }

  /** The trees over a stored sound's channels; fails with {@link IllegalArgumentException} where it is not of ours. */
  Future<ChannelBlocks.Noted> channels(RecordingId id) {
    ChannelBlocks blocks = new ChannelBlocks(notes.blockSeed(id));
    return read(id, bytes -> blocks.add(bytes.getBytes())).map(v -> blocks.end());
  }

  private Future<Note> seconds(Entry entry, RecordingId id, Take.Sound sound) {
    int blockBytes = blockBytes(sound);
    Blocks blocks = new Blocks(blockBytes);
    return read(id, bytes -> blocks.add(bytes.getBytes()))
        .map(v -> Notes.recording(entry, sound, blockBytes, blocks.end().root()));
  }

  /** Bytes of one second. */
  static int blockBytes(Take.Sound sound) {
    return Math.max(1, sound.bitrate() / 8);
  }

  /** Gives {@code reader} the stored sound, piece by piece. */
  Future<Void> read(RecordingId id, Consumer<Buffer> reader) {
    return recordings.readBack(id).compose(stream -> drained(stream, reader));
  }

  private static Future<Void> drained(ReadStream<Buffer> stream, Consumer<Buffer> reader) {
    Promise<Void> done = Promise.promise();
    stream.exceptionHandler(done::tryFail);
    stream.endHandler(v -> done.tryComplete());
    stream.handler(bytes -> {
      try {
        reader.accept(bytes);
      } catch (IllegalArgumentException e) {
        done.tryFail(e);
      }
    });
    return done.future();
  }

  /**
   * Writes down what a process that died had done and not yet noted: the rows that a crash can have caught are looked
   * through, and what the log does not have is added. To be called once, before the first call.
   *
   * @return entries that were missing
   */
  Future<Integer> catchUp() {
    Map<String, Entry> rows = new java.util.LinkedHashMap<>();
    return entries
        .newest(NEWEST)
        .onSuccess(list -> list.forEach(entry -> rows.put(entry.call().value(), entry)))
        .compose(v -> entries.open())
        .onSuccess(list -> list.forEach(entry -> rows.put(entry.call().value(), entry)))
        .compose(v -> entries.unfinished())
        .onSuccess(list -> list.forEach(entry -> rows.put(entry.call().value(), entry)))
        .compose(v -> entries.due(Instant.EPOCH, DUE))
        .onSuccess(list -> list.forEach(entry -> rows.put(entry.call().value(), entry)))
        .compose(v -> each(List.copyOf(rows.values()), 0, 0));
  }

  private Future<Integer> each(List<Entry> rows, int at, int added) {
    return at == rows.size()
        ? Future.succeededFuture(added)
        : missing(rows.get(at)).compose(more -> each(rows, at + 1, added + more));
  }

  private Future<Integer> missing(Entry row) {
    return log.rows().anywhere(row.call()).compose(found -> {
      List<LogEntry> there = new ArrayList<>(found);
      List<Note> lacking = notes.between(Optional.empty(), row).stream()
          .filter(note -> !takes(there, note))
          .toList();
      boolean sound = Notes.stores(Optional.empty(), row)
          && there.stream().noneMatch(entry -> entry.kind() == LogEntry.Kind.RECORDING);
      List<Future<LogEntry>> written =
          new ArrayList<>(lacking.stream().map(log::append).toList());
      if (sound) {
        written.add(recording(row).compose(log::append));
      }
      return Future.all(written).map(v -> written.size());
    });
  }

  /** Whether {@code there} has what {@code note} says; it then stands for no other. */
  private static boolean takes(List<LogEntry> there, Note note) {
    Optional<LogEntry> same = there.stream()
        .filter(entry -> entry.kind() == note.kind())
        .filter(entry -> entry.facts().equals(new java.util.TreeMap<>(note.facts())))
        .findFirst();
    same.ifPresent(there::remove);
    return same.isPresent();
  }
}

package io.mitschnitt.recorder.store;

import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import io.mitschnitt.recorder.store.RecordingStore.Upload;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One try to store one MP3. Full segments are sealed and stored as they come; the first is held back, in memory, until
 * its head is final, and a full segment waits for the next byte, because it may be the last.
 */
final class Uploading implements Upload {

  private final Vertx vertx;
  private final Grid grid;
  private final Entries entries;
  private final RecordingId id;
  private final byte[] dataKey;
  private final byte[] salt = SegmentCipher.newSalt();
  private final SegmentCipher cipher;

  private byte @Nullable [] held;
  private byte[] segment = new byte[Grid.SEGMENT];
  private int fill;
  private int index;
  private long bytes;
  private boolean over;
  private Future<Void> tail = Future.succeededFuture();

  Uploading(Vertx vertx, Grid grid, Entries entries, RecordingId id, byte[] dataKey) {
    this.vertx = vertx;
    this.grid = grid;
    this.entries = entries;
    this.id = id;
    this.dataKey = dataKey;
    this.cipher = new SegmentCipher(dataKey, SegmentCipher.MP3, salt, id.value());
  }

  @Override
  public Future<Void> write(Buffer more) {
    if (over) {
      return Future.failedFuture(new IllegalStateException("the upload has ended"));
    }
    for (int at = 0; at < more.length(); ) {
      if (fill == Grid.SEGMENT) {
        flush();
      }
      int part = Math.min(Grid.SEGMENT - fill, more.length() - at);
      more.getBytes(at, at + part, segment, fill);
      fill += part;
      at += part;
    }
    bytes += more.length();
    return tail;
  }

  private void flush() {
    if (index == 0) {
      held = segment;
    } else {
      put(index, cipher.seal(segment, fill, index, false));
    }
    segment = new byte[Grid.SEGMENT];
    fill = 0;
    index++;
  }

  private void put(int n, byte[] sealed) {
    Context context = vertx.getOrCreateContext();
    tail = tail.compose(v -> grid.putChunk(context, id, n, sealed));
  }

  @Override
  public Future<Void> finish(Buffer head, Finished finished) {
    if (over) {
      return Future.failedFuture(new IllegalStateException("the upload has ended"));
    }
    if (finished.bytes() != bytes || head.length() > Math.min(RecordingStore.HEAD, bytes)) {
      return Future.failedFuture(new IllegalArgumentException("the file has " + bytes + " bytes"));
    }
    over = true;
    byte[] beginning = held == null ? segment : held;
    head.getBytes(0, head.length(), beginning, 0);
    if (index > 0) {
      put(index, cipher.seal(segment, fill, index, true));
    }
    boolean only = index == 0;
    put(0, cipher.seal(beginning, only ? fill : Grid.SEGMENT, 0, only));
    return show(finished);
  }

  /** The waveform, then the file's document that makes it visible, then the call's row that names its facts. */
  private Future<Void> show(Finished finished) {
    Context context = vertx.getOrCreateContext();
    byte[] waveSalt = SegmentCipher.newSalt();
    byte[] wave = WaveformBytes.write(finished.waveform());
    byte[] sealedWave = new SegmentCipher(dataKey, SegmentCipher.WAVEFORM, waveSalt, id.value())
        .seal(wave, wave.length, 0, true);
    Take.Sound sound = new Take.Sound(
        finished.length(),
        finished.bytes(),
        finished.sha256(),
        finished.sampleRate(),
        finished.bitrate());
    return tail.compose(v -> grid.putWaveform(context, id, waveSalt, sealedWave))
        .compose(v -> grid.putFile(context, id, StoredFile.describe(id, bytes, index + 1, salt)))
        .compose(v -> entries.change(id, e -> e.stored(sound)))
        .recover(failure -> undo(failure).map(v -> null))
        .mapEmpty();
  }

  /** Erased meanwhile, or the store refused: nothing of this try may stay. */
  private Future<Void> undo(Throwable failure) {
    return grid.remove(vertx.getOrCreateContext(), id).transform(v -> Future.failedFuture(failure));
  }

  @Override
  public Future<Void> abort() {
    over = true;
    Context context = vertx.getOrCreateContext();
    return tail.otherwiseEmpty().compose(v -> grid.remove(context, id));
  }
}

package io.mitschnitt.recorder.store;

import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Date;
import java.util.NoSuchElementException;
import javax.crypto.AEADBadTagException;
import org.bson.Document;
import org.bson.types.Binary;

/** A complete file in the bucket, readable in any part. */
public final class StoredFile {

  private final Vertx vertx;
  private final Grid grid;
  private final RecordingId id;
  private final SegmentCipher cipher;
  private final long length;
  private final int segments;

  StoredFile(Vertx vertx, Grid grid, RecordingId id, byte[] dataKey, Document file) {
    Document metadata = Fields.sub(file, "metadata");
    this.vertx = vertx;
    this.grid = grid;
    this.id = id;
    this.length = Fields.number(metadata, "plainLength");
    this.segments = metadata.getInteger("segments");
    byte[] salt = metadata.get("salt", Binary.class).getData();
    this.cipher = new SegmentCipher(dataKey, SegmentCipher.MP3, salt, id.value());
  }

  /** The file's document; what people know of the recording stands with its call instead. */
  static Document describe(RecordingId id, long length, int segments, byte[] salt) {
    return new Document("length", length + (long) segments * SegmentCipher.TAG)
        .append("chunkSize", Grid.CHUNK)
        .append("uploadDate", new Date())
        .append("filename", id.value() + ".mp3")
        .append(
            "metadata",
            new Document("plainLength", length)
                .append("segments", segments)
                .append("cipher", "A256GCM-STREAM-1")
                .append("salt", new Binary(salt)));
  }

  /** Plain bytes of the whole. */
  public long length() {
    return length;
  }

  /** The plain bytes {@code first} to {@code last}, both included, on the caller's context. */
  public ReadStream<Buffer> read(long first, long last) {
    if (first < 0 || first > last || last >= length) {
      throw new IllegalArgumentException("no such range");
    }
    return stream(first, last);
  }

  /** All of it; nothing where there is nothing. */
  public ReadStream<Buffer> all() {
    return stream(0, length - 1);
  }

  private ReadStream<Buffer> stream(long first, long last) {
    Context context = vertx.getOrCreateContext();
    return new SegmentStream(context, first, last, index -> segment(context, index));
  }

  private Future<Buffer> segment(Context context, int index) {
    return grid.chunk(context, id, index).map(found -> {
      byte[] sealed = found.orElseThrow(
          () -> new NoSuchElementException("segment " + index + " of " + id + " is missing"));
      return open(sealed, index);
    });
  }

  private Buffer open(byte[] sealed, int index) {
    try {
      return Buffer.buffer(cipher.open(sealed, index, index == segments - 1));
    } catch (AEADBadTagException e) {
      throw new IllegalStateException("segment " + index + " of " + id + " was altered", e);
    }
  }
}

package io.mitschnitt.recorder.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/**
 * The bucket {@code recordings} in GridFS's layout, each chunk one sealed segment, and the sealed waveforms beside it.
 * The driver's own bucket is not used: it has no ranges, no unique chunk index, and it leaves chunks behind when an
 * upload fails.
 *
 * @see <a href="https://github.com/mongodb/specifications/blob/master/source/gridfs/gridfs-spec.md">GridFS
 *     specification</a>
 */
final class Grid {

  /** Bytes of a stored chunk: GridFS's default. */
  static final int CHUNK = 255 * 1024;

  /** Plain bytes in a chunk. */
  static final int SEGMENT = CHUNK - SegmentCipher.TAG;

  private final MongoCollection<Document> files;
  private final MongoCollection<Document> chunks;
  private final MongoCollection<Document> waveforms;

  Grid(MongoDatabase database) {
    files = database.getCollection("recordings.files");
    chunks = database.getCollection("recordings.chunks");
    waveforms = database.getCollection("waveforms");
  }

  Future<Void> putChunk(Context context, RecordingId id, int index, byte[] sealed) {
    Document chunk = new Document("_id", new ObjectId())
        .append("files_id", id.value())
        .append("n", index)
        .append("data", new Binary(sealed));
    return Rs.done(context, chunks.insertOne(chunk));
  }

  Future<Optional<byte[]>> chunk(Context context, RecordingId id, int index) {
    Bson which = Filters.and(Filters.eq("files_id", id.value()), Filters.eq("n", index));
    return Rs.first(context, chunks.find(which).limit(1)).map(found -> found.map(Grid::data));
  }

  Future<Void> putFile(Context context, RecordingId id, Document file) {
    return Rs.done(context, files.insertOne(file.append("_id", id.value())));
  }

  Future<Optional<Document>> file(Context context, RecordingId id) {
    return Rs.first(context, files.find(named(id)).limit(1));
  }

  Future<Void> putWaveform(Context context, RecordingId id, byte[] salt, byte[] sealed) {
    Document picture = new Document("_id", id.value())
        .append("salt", new Binary(salt))
        .append("data", new Binary(sealed));
    return Rs.done(
        context, waveforms.replaceOne(named(id), picture, new ReplaceOptions().upsert(true)));
  }

  Future<Optional<Document>> waveform(Context context, RecordingId id) {
    return Rs.first(context, waveforms.find(named(id)).limit(1));
  }

  /** Removes everything of a recording: the file first, so that nobody finds half of it. */
  Future<Void> remove(Context context, RecordingId id) {
    return Rs.done(context, files.deleteOne(named(id)))
        .compose(v -> Rs.done(context, chunks.deleteMany(Filters.eq("files_id", id.value()))))
        .compose(v -> Rs.done(context, waveforms.deleteOne(named(id))));
  }

  static byte[] data(Document in) {
    return in.get("data", Binary.class).getData();
  }

  private static Bson named(RecordingId id) {
    return Filters.eq("_id", id.value());
  }
}

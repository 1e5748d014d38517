package io.mitschnitt.recorder.store;

import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.await;
import static io.mitschnitt.recorder.store.OpenStore.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Library.Listening;
import io.mitschnitt.recorder.contract.StoreUnavailable;
import io.mitschnitt.recorder.key.KeyRing;
import io.mitschnitt.recorder.store.RecordingStore.Draft;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;

/** What somebody finds who reads or changes the store behind our back. */
class StoreAtRestTest {

  static final byte[] PATTERN =
      "THIS-SENTENCE-WAS-SAID-ON-THE-PHONE.".getBytes(StandardCharsets.US_ASCII);

  @TempDir
  Path directory;

  @Test
  void the_file_holds_ciphertext_only() throws Exception {
    byte[] sound = new byte[PATTERN.length * 20_000];
    for (int at = 0; at < sound.length; at += PATTERN.length) {
      System.arraycopy(PATTERN, 0, sound, at, PATTERN.length);
    }
    try (OpenStore open = OpenStore.embeddedIn(directory)) {
      Draft draft = open.started(call());
      RecordingStoreTest.store(open.store.recordings(), draft.id(), sound);
      assertThat(RecordingStoreTest.readAll(await(open.store.recordings().readBack(draft.id()))))
          .isEqualTo(sound);
    }
    String file =
        Files.readString(directory.resolve("store/mitschnitt.mv.db"), StandardCharsets.ISO_8859_1);

    assertThat(file.length()).isGreaterThan(sound.length);
    assertThat(file.contains("recordings.chunks")).isTrue(); // the search itself works
    assertThat(file.contains("THIS-SENTENCE")).isFalse();
  }

  @Test
  void only_the_owner_may_read_the_file() throws Exception {
    OpenStore.embeddedIn(directory).close();

    assertThat(Files.getPosixFilePermissions(directory.resolve("store/mitschnitt.mv.db"))
            .toString())
        .doesNotContain("GROUP", "OTHERS");
  }

  @Test
  void altered_swapped_missing_and_cut_segments_are_noticed() throws Exception {
    try (OpenStore open = OpenStore.in(directory)) {
      MongoCollection<Document> chunks = database(open).getCollection("recordings.chunks");
      Draft draft = open.started(call());
      Draft other = open.started(call());
      byte[] sound = RecordingStoreTest.random(3 * Grid.SEGMENT);
      RecordingStoreTest.store(open.store.recordings(), draft.id(), sound);
      RecordingStoreTest.store(open.store.recordings(), other.id(), sound);
      byte[] zero = data(open, chunks, draft, 0);
      byte[] one = data(open, chunks, draft, 1);
      byte[] two = data(open, chunks, draft, 2);

      byte[] flipped = one.clone();
      flipped[1000] ^= 1;
      put(open, chunks, draft, 1, flipped);
      refuses(open, draft, "segment 1");
      put(open, chunks, draft, 1, two);
      refuses(open, draft, "segment 1");
      put(open, chunks, draft, 1, data(open, chunks, other, 1));
      refuses(open, draft, "segment 1");
      put(open, chunks, draft, 1, one);
      assertThat(read(open, draft)).isEqualTo(sound);

      run(open, chunks.deleteOne(chunk(draft, 2)));
      refuses(open, draft, "segment 2");
      run(
          open,
          database(open)
              .getCollection("recordings.files")
              .updateOne(
                  Filters.eq("_id", draft.id().value()),
                  Updates.combine(
                      Updates.set("metadata.segments", 2),
                      Updates.set("metadata.plainLength", 2L * Grid.SEGMENT))));
      refuses(open, draft, "segment 1");
      assertThat(zero).isNotEqualTo(data(open, chunks, other, 0));
    }
  }

  @Test
  void a_listening_cannot_be_changed_or_removed() throws Exception {
    try (OpenStore open = OpenStore.embeddedIn(directory)) {
      Draft draft = open.started(call());
      await(open.store
          .listenings()
          .append(draft.id(), new Listening(T0, new Listener("eve", "reviewer"))));
      MongoCollection<Document> listenings = database(open).getCollection("listenings");

      for (Publisher<?> attempt : List.<Publisher<?>>of(
          listenings.deleteMany(Filters.empty()),
          listenings.updateMany(Filters.empty(), Updates.set("user", "mallory")),
          listenings.findOneAndDelete(Filters.empty()),
          listenings.drop())) {
        assertThatThrownBy(() -> run(open, attempt))
            .isInstanceOf(MongoException.class)
            .hasMessageContaining("append-only");
      }
      assertThat(await(open.store.listenings().of(draft.id()))).hasSize(1);
    }
  }

  @Test
  void a_store_in_use_says_so() throws Exception {
    try (OpenStore open = OpenStore.embeddedIn(directory)) {
      assertThatThrownBy(() -> OpenStore.embeddedIn(directory))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("in use by another process");
      await(open.store.ping());
    }
  }

  @Test
  void a_store_that_cannot_be_written_says_where() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");

    refused("embedded:" + file.resolve("store"), "cannot be made or written", file.toString());
  }

  @Test
  void a_file_that_is_no_store_says_so() throws Exception {
    Path store = Files.createDirectories(directory.resolve("store"));
    Files.writeString(store.resolve("mitschnitt.mv.db"), "x".repeat(100_000));

    refused("embedded:" + store, "damaged or not a store");
  }

  @Test
  void a_wrong_address_says_what_is_allowed_and_keeps_the_password() throws Exception {
    refused("postgres://somewhere", "embedded:<directory>", "mongodb://");
    refused("embedded:", "must name a directory");
    refused("mongodb://user:secret@host:port:1/db", "not a MongoDB connection string");
    refused("mongodb://user:secret@127.0.0.1:1/db", "no database answers");
  }

  private void refused(String uri, String... says) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      assertThatThrownBy(
              () -> await(Store.open(vertx, uri, KeyRing.open(directory.resolve("kek")))))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContainingAll(says)
          .hasMessageNotContaining("secret");
    } finally {
      await(vertx.close());
    }
  }

  private static MongoDatabase database(OpenStore open) {
    return open.store.database();
  }

  private static byte[] data(OpenStore open, MongoCollection<Document> chunks, Draft draft, int n)
      throws Exception {
    return Grid.data(await(Rs.first(open.vertx.getOrCreateContext(), chunks.find(chunk(draft, n))))
        .orElseThrow());
  }

  private static void put(
      OpenStore open, MongoCollection<Document> chunks, Draft draft, int n, byte[] data)
      throws Exception {
    run(open, chunks.updateOne(chunk(draft, n), Updates.set("data", new Binary(data))));
  }

  private static org.bson.conversions.Bson chunk(Draft draft, int n) {
    return Filters.and(Filters.eq("files_id", draft.id().value()), Filters.eq("n", n));
  }

  private static void refuses(OpenStore open, Draft draft, String where) {
    assertThatThrownBy(() -> read(open, draft)).hasMessageContaining(where);
  }

  private static byte[] read(OpenStore open, Draft draft) throws Exception {
    return RecordingStoreTest.readAll(await(open.store.recordings().readBack(draft.id())));
  }

  private static void run(OpenStore open, Publisher<?> publisher) throws Exception {
    Future<Void> done = Rs.done(open.vertx.getOrCreateContext(), publisher);
    await(done);
  }
}

package io.mitschnitt.recorder.store;

import static io.mitschnitt.recorder.store.OpenStore.await;

import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Stored noise for tests of other rooms. */
public final class StoredSound {

  private StoredSound() {}

  public static void verified(Store store, RecordingId id, int size) throws Exception {
    RecordingStoreTest.store(store.recordings(), id, RecordingStoreTest.random(size));
    await(store.recordings().verified(id, Instant.EPOCH, List.of()));
  }

  public static byte[] bytes(ReadStream<Buffer> stream) throws Exception {
    return RecordingStoreTest.readAll(stream);
  }

  /** Bytes {@code first} to {@code last} of what {@link #verified} stores. */
  public static byte[] range(int size, int first, int last) {
    return Arrays.copyOfRange(RecordingStoreTest.random(size), first, last + 1);
  }
}

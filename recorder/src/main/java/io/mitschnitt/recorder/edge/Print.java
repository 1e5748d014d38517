package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.store.RecordingStore.Finished;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A closed journal as MP3, to be taken piece by piece. Blocking; any thread in turn, never two at once. */
interface Print extends AutoCloseable {

  /** When the tape started; empty where nothing tells. */
  Optional<Instant> startedAt();

  /** Whether anything at all was kept, or may have been. */
  boolean hasSound();

  /** Segments of the journal that were altered. */
  int damaged();

  boolean closedInOrder();

  /** The next bytes of the MP3, from its first on; empty when it is complete. */
  byte[] next() throws IOException;

  /** The first frame, which tells the length. */
  byte[] head();

  /** What is known once {@link #next} gave nothing more. */
  Finished finished();

  @Override
  void close() throws IOException;
}

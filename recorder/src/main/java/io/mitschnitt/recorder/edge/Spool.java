package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.journal.JournalHeader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A journal that nobody writes to any more, and what must be known to make it a recording.
 *
 * @param preprint what was encoded while the call ran
 * @param recovered whether it was found at the start instead of handed over by its tape
 * @param lost payloads that its tape counted as lost
 */
@SuppressWarnings("ArrayRecordComponent") // a key, never compared
record Spool(
    Path path, JournalHeader header, byte[] dataKey, Once preprint, boolean recovered, long lost) {

  /** A preprint that can be taken once: a second try begins at the journal. */
  static final class Once {
    private final AtomicReference<Optional<Preprint>> preprint;

    Once(Optional<Preprint> preprint) {
      this.preprint = new AtomicReference<>(preprint);
    }

    Optional<Preprint> take() {
      return preprint.getAndSet(Optional.empty());
    }
  }

  static Spool recovered(Path path, JournalHeader header, byte[] dataKey) {
    return new Spool(path, header, dataKey, new Once(Optional.empty()), true, 0);
  }

  RecordingId recording() {
    return header.recording();
  }

  CallId call() {
    return header.call();
  }

  @Override
  public String toString() {
    return "Spool[" + recording() + "]";
  }
}

package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.journal.JournalHeader;
import java.nio.file.Path;

/**
 * A journal that nobody writes to any more, and what must be known to make it a recording.
 *
 * @param recovered whether it was found at the start instead of handed over by its tape
 * @param lost payloads that its tape counted as lost
 */
@SuppressWarnings("ArrayRecordComponent") // a key, never compared
record Spool(Path path, JournalHeader header, byte[] dataKey, boolean recovered, long lost) {

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

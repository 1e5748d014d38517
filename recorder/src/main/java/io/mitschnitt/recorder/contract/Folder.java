package io.mitschnitt.recorder.contract;

import io.mitschnitt.recorder.contract.Care.Wish;
import java.time.Instant;
import java.util.List;

/**
 * A case: a complaint or a dispute, and the recordings that belong to it. Each of them is under a hold of the case.
 *
 * @param by login name of who opened it
 * @param notes what people wrote into it, in order
 */
public record Folder(
    String id, Instant at, String name, String by, List<RecordingId> recordings, List<Wish> notes) {

  public Folder {
    recordings = List.copyOf(recordings);
    notes = List.copyOf(notes);
  }

  @Override
  public String toString() {
    return "Folder[" + id + "]";
  }
}

package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecordingId;

/** Names for papers: 128 random bits, as recordings have. */
final class Ids {

  private Ids() {}

  static String fresh() {
    return RecordingId.random().value();
  }
}

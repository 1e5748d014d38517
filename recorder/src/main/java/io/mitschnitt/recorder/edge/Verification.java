package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.mp3.Mp3Hearing;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The judgement on a file that was read back: the same bytes, whole to the last sample, and what can be heard. */
final class Verification {

  // Below this mean level there is nothing to hear: an idle G.711 line lies at −72 dB.
  private static final double SILENT = -65;

  private Verification() {}

  /**
   * What people should know of {@code mp3}, beginning with what is worst; empty where all is as it should be.
   *
   * @throws IllegalArgumentException when it is not the file that was stored
   */
  static List<String> findings(byte[] mp3, Finished expected) {
    String sha256 = HexFormat.of().formatHex(Encoding.sha256().digest(mp3));
    if (mp3.length != expected.bytes() || !sha256.equals(expected.sha256())) {
      throw new IllegalArgumentException("other bytes came back than were stored");
    }
    Mp3Hearing.Heard heard = Mp3Hearing.of(mp3);
    if (heard.samples() * 1_000_000_000L / expected.sampleRate()
        != expected.length().toNanos()) {
      throw new IllegalArgumentException("the length is wrong");
    }
    List<String> findings = new ArrayList<>();
    if (heard.left() < SILENT) {
      findings.add("customer silent");
    }
    if (heard.right() < SILENT) {
      findings.add("agent silent");
    }
    return findings;
  }
}

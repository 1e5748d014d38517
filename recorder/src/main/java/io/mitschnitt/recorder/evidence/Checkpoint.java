package io.mitschnitt.recorder.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * What the log was at one moment: so many entries, this root. Signed, it is a promise that cannot be taken back.
 *
 * <pre>
 *   mitschnitt/0123456789abcdef      origin: which log
 *   4711                             entries
 *   base64                           root
 *   time 2026-11-25T12:00:00.007Z    when it was signed
 * </pre>
 *
 * @see <a href="https://c2sp.org/tlog-checkpoint">C2SP, checkpoint</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Checkpoint(String origin, long size, byte[] root, Instant at) {

  private static final String TIME = "time ";

  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n" + TIME
        + LogEntry.time(at) + "\n";
  }

  /**
   * The checkpoint that {@code text} is.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Checkpoint read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() != 4 || !lines.get(3).startsWith(TIME)) {
      throw new IllegalArgumentException("not a checkpoint");
    }
    try {
      Instant at = Instant.parse(lines.get(3).substring(TIME.length()));
      byte[] root = Base64.getDecoder().decode(lines.get(2));
      Checkpoint checkpoint = new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), root, at);
      if (root.length == Merkle.HASH
          && checkpoint.size >= 0
          && checkpoint.text().equals(text)) {
        return checkpoint;
      }
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException("not a checkpoint", e);
    }
    throw new IllegalArgumentException("not spelled as checkpoints are");
  }
}

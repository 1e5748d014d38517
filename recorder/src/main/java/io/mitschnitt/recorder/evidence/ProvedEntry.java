package io.mitschnitt.recorder.evidence;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An entry and the hashes that show its place in a tree. Written as the entry's lines, then its proof's, then an empty
 * line; a log without proofs looks the same but for these.
 *
 * @param proof hashes from the leaf upward; empty in a log that is complete
 */
public record ProvedEntry(LogEntry entry, List<byte[]> proof) {

  private static final String PROOF = "= ";

  /** All of {@code entries}, one after the other. */
  public static String write(List<ProvedEntry> entries) {
    StringBuilder text = new StringBuilder();
    for (ProvedEntry one : entries) {
      text.append(one.entry.text());
      one.proof.forEach(hash ->
          text.append(PROOF).append(Base64.getEncoder().encodeToString(hash)).append('\n'));
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * One entry without its empty line.
   *
   * @throws IllegalArgumentException where it is none, or is spelled otherwise than {@link #write} does
   */
  static ProvedEntry read(String text) {
    StringBuilder lines = new StringBuilder();
    List<byte[]> proof = new ArrayList<>();
    text.lines().forEach(line -> {
      if (line.startsWith(PROOF)) {
        proof.add(Base64.getDecoder().decode(line.substring(PROOF.length())));
      } else {
        lines.append(line).append('\n');
      }
    });
    ProvedEntry read = new ProvedEntry(LogEntry.read(lines.toString()), proof);
    if (!write(List.of(read)).equals(text + "\n")) {
      throw new IllegalArgumentException("not spelled as entries are");
    }
    return read;
  }

  /** The pieces of {@code text} between empty lines, each with its last line feed; the last is cut off where none follows. */
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", from)) {
      pieces.add(text.substring(from, end + 1));
      from = end + 2;
    }
    if (from < text.length()) {
      pieces.add(text.substring(from));
    }
    return pieces;
  }
}

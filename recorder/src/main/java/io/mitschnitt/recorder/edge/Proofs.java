package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.Merkle;
import io.mitschnitt.recorder.evidence.RightEdge;
import java.util.HexFormat;
import java.util.List;

/** Proofs as text: named lines, then the path, a hash a line. */
final class Proofs {

  private static final HexFormat HEX = HexFormat.of();

  private Proofs() {}

  static String inclusion(LogEntry entry, long size, List<byte[]> path, RightEdge edge) {
    return "seq " + entry.seq() + "\nsize " + size + "\nleaf "
        + HEX.formatHex(Merkle.leaf(entry.bytes())) + "\nroot " + HEX.formatHex(edge.root()) + "\n"
        + path(path);
  }

  static String consistency(RightEdge older, RightEdge newer, List<byte[]> path) {
    return "older " + older.size() + "\nolder-root " + HEX.formatHex(older.root()) + "\nnewer "
        + newer.size() + "\nnewer-root " + HEX.formatHex(newer.root()) + "\n" + path(path);
  }

  private static String path(List<byte[]> path) {
    StringBuilder text = new StringBuilder();
    path.forEach(hash -> text.append("path ").append(HEX.formatHex(hash)).append('\n'));
    return text.toString();
  }
}

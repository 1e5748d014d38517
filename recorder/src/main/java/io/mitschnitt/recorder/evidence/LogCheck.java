package io.mitschnitt.recorder.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The judgement on a copied log: every entry from the first on, against every checkpoint. */
final class LogCheck {

  private final Verifier verifier;
  private final KeyChain key;
  private final NavigableMap<Long, Checkpoint> checkpoints = new TreeMap<>();

  LogCheck(Verifier verifier, KeyChain key) {
    this.verifier = verifier;
    this.key = key;
  }

  String judge() {
    verifier.files().keySet().stream().sorted().forEach(this::read);
    List<ProvedEntry> entries = verifier.entries(EvidenceFiles.LOG);
    walk(entries);
    return "a log of " + entries.size() + " entries against " + checkpoints.size() + " checkpoints";
  }

  private void read(String name) {
    if (EvidenceFiles.isCheckpoint(name)) {
      verifier.checkpoint(name, key).ifPresent(checkpoint -> {
        if (name.equals(EvidenceFiles.checkpoint(checkpoint.size()))) {
          checkpoints.put(checkpoint.size(), checkpoint);
        } else {
          verifier.fault(name, "is the checkpoint of " + checkpoint.size() + " entries");
        }
      });
    } else if (EvidenceFiles.isStatement(name)) {
      verifier.note(name, key);
    } else if (EvidenceFiles.isStamp(name)) {
      verifier.stamp(name.replace(".tsr", ".txt"), name);
    }
  }

  private void walk(List<ProvedEntry> entries) {
    RightEdge edge = RightEdge.EMPTY;
    long next = 0;
    boolean whole = true;
    for (ProvedEntry one : entries) {
      long seq = one.entry().seq();
      if (seq != next) {
        verifier.fault(
            EvidenceFiles.LOG,
            seq > next ? missing(next, seq) : "entry " + seq + " stands in a wrong place");
        whole = false;
      }
      byte[] leaf = Merkle.leaf(one.entry().bytes());
      if (one.proof().size() != 1 || !Arrays.equals(one.proof().get(0), leaf)) {
        verifier.fault(EvidenceFiles.LOG, "entry " + seq + " was changed: its hash does not fit");
      }
      edge = edge.plus(leaf).edge();
      next = seq + 1;
      compare(edge, whole);
    }
    ends(edge.size());
  }

  private static String missing(long from, long to) {
    return to - from == 1
        ? "entry " + from + " is missing"
        : "entries " + from + " to " + (to - 1) + " are missing";
  }

  private void compare(RightEdge edge, boolean whole) {
    Checkpoint checkpoint = checkpoints.get(edge.size());
    if (checkpoint != null && !Arrays.equals(checkpoint.root(), edge.root())) {
      Long before = checkpoints.lowerKey(edge.size());
      verifier.fault(
          EvidenceFiles.LOG,
          "entries " + (before == null ? 0 : before) + " to " + (edge.size() - 1)
              + " are not those that were signed"
              + (whole ? "" : ", for some are missing or moved"));
    }
  }

  private void ends(long size) {
    if (checkpoints.isEmpty()) {
      verifier.fault(EvidenceFiles.checkpoint(size), "is missing, and every other checkpoint");
      return;
    }
    long last = checkpoints.lastKey();
    if (last > size) {
      verifier.fault(
          EvidenceFiles.LOG,
          "its tail is cut: " + last + " entries were signed, " + size + " are here");
    } else if (last < size) {
      verifier.fault(
          EvidenceFiles.LOG, "entries " + last + " to " + (size - 1) + " are under no checkpoint");
    }
  }
}

package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.Merkle;
import io.mitschnitt.recorder.evidence.RightEdge;
import io.mitschnitt.recorder.evidence.TreePath;
import io.mitschnitt.recorder.store.EvidenceRows;
import io.mitschnitt.recorder.store.EvidenceRows.Stored;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The writer of the evidence log: one at a time, what waits goes together. Usable from any thread; a future that succeeds
 * means: on disk.
 */
final class EvidenceLog {

  private static final int MOST_AT_ONCE = 200;

  private final Vertx vertx;
  private final Context context;
  private final EvidenceRows rows;
  private final String stream;
  private final InstantSource clock;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private boolean busy;
  private Optional<RightEdge> edge = Optional.empty();
  private volatile RightEdge known = RightEdge.EMPTY;

  /** What is to be noted; place and time are given when it is written. */
  record Note(
      LogEntry.Kind kind,
      Optional<String> call,
      Optional<String> recording,
      Map<String, String> facts) {}

  private record Waiting(Note note, Promise<LogEntry> done) {}

  EvidenceLog(Vertx vertx, EvidenceRows rows, String stream, InstantSource clock) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.rows = rows;
    this.stream = stream;
    this.clock = clock;
  }

  /** Finds where the log ends. */
  Future<RightEdge> open() {
    return Hop.to(context, rows.size(stream).compose(this::edgeAt)).onSuccess(this::grown);
  }

  /** The log as it was when it had {@code size} entries. Fails where a hash of it is missing. */
  Future<RightEdge> edgeAt(long size) {
    List<TreePath.Node> nodes = TreePath.edge(size);
    return stored(nodes)
        .map(hashes -> new RightEdge(size, nodes.stream().map(hashes::get).toList()));
  }

  /** The log as it is. */
  RightEdge edge() {
    return known;
  }

  Future<LogEntry> append(Note note) {
    Promise<LogEntry> done = Promise.promise();
    context.runOnContext(v -> {
      queue.add(new Waiting(note, done));
      proceed();
    });
    return Hop.back(vertx, done.future());
  }

  private void proceed() {
    if (busy || queue.isEmpty()) {
      return;
    }
    busy = true;
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < MOST_AT_ONCE && !queue.isEmpty()) {
      batch.add(queue.remove());
    }
    Future<RightEdge> here = edge.map(Future::succeededFuture).orElseGet(this::open);
    here.compose(now -> write(now, batch)).onComplete(written -> {
      busy = false;
      if (written.failed()) {
        edge = Optional.empty(); // some may lie there: the next one looks
        batch.forEach(waiting -> waiting.done().fail(written.cause()));
      }
      proceed();
    });
  }

  private Future<Void> write(RightEdge now, List<Waiting> batch) {
    List<Stored> entries = new ArrayList<>();
    RightEdge next = now;
    try {
      for (Waiting waiting : batch) {
        LogEntry entry = entry(next.size(), waiting.note());
        RightEdge.Grown grown = next.plus(Merkle.leaf(entry.bytes()));
        entries.add(new Stored(entry, grown.nodes()));
        next = grown.edge();
      }
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
    RightEdge after = next;
    return Hop.to(context, rows.append(stream, entries)).map(v -> {
      grown(after);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).done().complete(entries.get(i).entry());
      }
      return null;
    });
  }

  private LogEntry entry(long seq, Note note) {
    return new LogEntry(
        seq,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        note.kind(),
        note.call(),
        note.recording(),
        new TreeMap<>(note.facts()));
  }

  private void grown(RightEdge now) {
    edge = Optional.of(now);
    known = now;
  }

  /** The proof that entry {@code seq} is in the log's first {@code size} entries, for each of {@code places}. */
  Future<Map<Long, List<byte[]>>> proofs(List<Long> places, long size) {
    Map<Long, TreePath> paths = new HashMap<>();
    List<TreePath.Node> nodes = new ArrayList<>();
    for (long seq : places) {
      TreePath path = TreePath.inclusion(seq, size);
      paths.put(seq, path);
      path.parts().forEach(nodes::addAll);
    }
    return stored(nodes).map(hashes -> {
      Map<Long, List<byte[]>> proofs = new HashMap<>();
      paths.forEach((seq, path) -> proofs.put(seq, path.proof(hashes::get)));
      return proofs;
    });
  }

  /** The proof that the log's first {@code newer} entries continue its first {@code older}. */
  Future<List<byte[]>> consistency(long older, long newer) {
    TreePath path = TreePath.consistency(older, newer);
    return stored(path.parts().stream().flatMap(List::stream).toList())
        .map(hashes -> path.proof(hashes::get));
  }

  private Future<Map<TreePath.Node, byte[]>> stored(List<TreePath.Node> nodes) {
    List<Long> places = nodes.stream().map(TreePath.Node::entry).distinct().toList();
    return rows.at(stream, places).map(found -> {
      Map<Long, Stored> bySeq = new HashMap<>();
      found.forEach(one -> bySeq.put(one.entry().seq(), one));
      Map<TreePath.Node, byte[]> hashes = new HashMap<>();
      for (TreePath.Node node : nodes) {
        Stored at = bySeq.get(node.entry());
        if (at == null || at.nodes().size() <= node.level()) {
          throw new IllegalStateException(
              "entry " + node.entry() + " of the evidence log is missing or damaged");
        }
        hashes.put(node, at.nodes().get(node.level()));
      }
      return hashes;
    });
  }

  /** The entries from {@code seq} on, at most {@code limit}. */
  Future<List<Stored>> from(long seq, int limit) {
    return rows.from(stream, seq, limit);
  }

  EvidenceRows rows() {
    return rows;
  }

  String stream() {
    return stream;
  }
}

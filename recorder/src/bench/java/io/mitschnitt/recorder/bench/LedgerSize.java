package io.mitschnitt.recorder.bench;

import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.LogEntry.Kind;
import io.mitschnitt.recorder.evidence.Merkle;
import io.mitschnitt.recorder.evidence.RightEdge;
import io.mitschnitt.recorder.evidence.Tally;
import io.mitschnitt.recorder.evidence.TreePath;
import io.mitschnitt.recorder.evidence.Verifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * How long appending, proving and stating take while a log grows, without a store: {@code LedgerSize 10000000 DIR
 * [BUNDLE.zip]}. A line for each power of ten. With a bundle, also how many of it a core verifies in a minute.
 */
public final class LedgerSize {

  private static final int LEVELS = 25;
  private static final int PROOFS = 2_000;
  private static final int DAY = 20_000;

  private final MappedByteBuffer[] nodes = new MappedByteBuffer[LEVELS];
  private RightEdge edge = RightEdge.EMPTY;

  private LedgerSize(long most, Path directory) throws IOException {
    for (int level = 0; level < LEVELS; level++) {
      long bytes = Math.max(1, most >> level) * Merkle.HASH;
      Path file = directory.resolve("level" + level);
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        nodes[level] = open.getChannel().map(MapMode.READ_WRITE, 0, bytes);
      }
      Files.delete(file);
    }
  }

  public static void main(String[] args) throws IOException {
    long most = Long.parseLong(args[0]);
    LedgerSize log = new LedgerSize(most, Files.createDirectories(Path.of(args[1])));
    System.out.printf("%10s %12s %12s %12s %8s%n", "entries", "append", "inclusion", "consistency", "path");
    long at = 0;
    for (long next = 1_000; next <= most; next *= 10) {
      long began = System.nanoTime();
      for (; at < next; at++) {
        log.append(entry(at));
      }
      log.report((System.nanoTime() - began) / (double) (next - next / 10));
    }
    statement();
    if (args.length > 2) {
      verify(Path.of(args[2]));
    }
  }

  private static LogEntry entry(long seq) {
    String call = String.format("%032x", seq / 4);
    Kind kind = seq % 4 == 0 ? Kind.CALL : seq % 4 == 3 ? Kind.ENDED : Kind.RECORDING;
    return new LogEntry(
        seq,
        Instant.EPOCH.plusMillis(seq),
        kind,
        Optional.of(call),
        Optional.empty(),
        new TreeMap<>(Map.of("answered", "1970-01-01T00:00:00.000Z")));
  }

  private void append(LogEntry entry) {
    RightEdge.Grown grown = edge.plus(Merkle.leaf(entry.bytes()));
    List<byte[]> completed = grown.nodes();
    for (int level = 0; level < completed.size(); level++) {
      nodes[level].put((int) ((entry.seq() >> level) * Merkle.HASH), completed.get(level));
    }
    edge = grown.edge();
  }

  private byte[] at(TreePath.Node node) {
    byte[] hash = new byte[Merkle.HASH];
    nodes[node.level()].get((int) (node.index() * Merkle.HASH), hash);
    return hash;
  }

  private void report(double appendNanos) {
    Random random = new Random(7);
    long size = edge.size();
    byte[] root = edge.root();
    int hashes = 0;
    long began = System.nanoTime();
    for (int i = 0; i < PROOFS; i++) {
      long seq = (long) (random.nextDouble() * size);
      List<byte[]> path = TreePath.inclusion(seq, size).proof(this::at);
      hashes = Math.max(hashes, path.size());
      if (!Merkle.includes(seq, size, at(new TreePath.Node(0, seq)), path, root)) {
        throw new IllegalStateException("a proof does not hold");
      }
    }
    double inclusion = (System.nanoTime() - began) / (double) PROOFS;
    began = System.nanoTime();
    for (int i = 0; i < PROOFS; i++) {
      long older = 1 + (long) (random.nextDouble() * (size - 1));
      TreePath.consistency(older, size).proof(this::at);
    }
    double consistency = (System.nanoTime() - began) / (double) PROOFS;
    System.out.printf(
        "%10d %9.2f us %9.2f us %9.2f us %8d%n",
        size, appendNanos / 1e3, inclusion / 1e3, consistency / 1e3, hashes);
  }

  /** A statement looks at the entries of its day alone, however long the log is. */
  private static void statement() {
    List<LogEntry> day = new ArrayList<>();
    for (long seq = 0; seq < DAY * 4L; seq++) {
      day.add(entry(seq));
    }
    long began = System.nanoTime();
    Tally tally = new Tally(LocalDate.EPOCH);
    day.forEach(tally::add);
    String text = tally.text();
    System.out.printf(
        "statement of a day of %d calls: %.1f ms (%s)%n",
        DAY, (System.nanoTime() - began) / 1e6, text.lines().findFirst().orElse(""));
  }

  private static void verify(Path bundle) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(bundle)))) {
      for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
        files.put(one.getName().substring(one.getName().indexOf('/') + 1), zip.readAllBytes());
      }
    }
    int wrong = 0;
    int count = 1_000;
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      wrong += Verifier.judge(files, Optional.empty()).right() ? 0 : 1;
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "%d times verified, %d false alarms, %.0f recordings a minute%n",
        count, wrong, count / seconds * 60);
  }
}

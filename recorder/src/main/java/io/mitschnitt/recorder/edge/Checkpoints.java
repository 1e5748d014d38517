package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.evidence.Checkpoint;
import io.mitschnitt.recorder.evidence.EvidenceFiles;
import io.mitschnitt.recorder.evidence.PublicKeys;
import io.mitschnitt.recorder.evidence.RightEdge;
import io.mitschnitt.recorder.evidence.SignedNote;
import io.mitschnitt.recorder.key.NodeKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The signed heads of the log as files, out of the database's reach, with the public key beside them. Blocking.
 *
 * @param directory one for each key, so that logs never mix
 */
record Checkpoints(Path directory, NodeKey key) {

  /** A file of the directory that was changed or is of another key. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
      super(message);
    }
  }

  static Checkpoints open(Path data, NodeKey key) throws IOException {
    String origin = PublicKeys.origin(key.publicKey());
    Path directory = data.resolve("checkpoints").resolve(origin.substring(origin.indexOf('/') + 1));
    Files.createDirectories(directory);
    Checkpoints all = new Checkpoints(directory, key);
    all.write(EvidenceFiles.KEY, PublicKeys.pem(key.publicKey()));
    return all;
  }

  String origin() {
    return PublicKeys.origin(key.publicKey());
  }

  /** Signs {@code edge} and brings it to disk; answers the note. */
  String sign(RightEdge edge, Instant at) throws IOException {
    String note = sign(new Checkpoint(origin(), edge.size(), edge.root(), at).text());
    write(EvidenceFiles.checkpoint(edge.size()), note);
    return note;
  }

  String sign(String text) {
    return SignedNote.sign(text, origin(), key.privateKey(), key.publicKey()).write();
  }

  /** All that lie here, by size. */
  NavigableMap<Long, Checkpoint> all() throws IOException {
    NavigableMap<Long, Checkpoint> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files
          .filter(f -> name(f).startsWith("checkpoint-") && name(f).endsWith(".txt"))
          .toList()) {
        Checkpoint checkpoint = read(file);
        all.put(checkpoint.size(), checkpoint);
      }
    }
    return all;
  }

  private Checkpoint read(Path file) throws IOException {
    try {
      SignedNote note = SignedNote.read(Files.readString(file, StandardCharsets.UTF_8));
      Checkpoint checkpoint = Checkpoint.read(note.text());
      boolean ours = note.isSignedBy(key.publicKey()) && checkpoint.origin().equals(origin());
      if (ours && name(file).equals(EvidenceFiles.checkpoint(checkpoint.size()))) {
        return checkpoint;
      }
    } catch (IllegalArgumentException e) {
      throw new Damaged(name(file) + " was changed: " + e.getMessage());
    }
    throw new Damaged(name(file) + " was changed or is not of this log");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  Optional<String> find(String name) throws IOException {
    Path file = directory.resolve(name);
    return Files.exists(file)
        ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Whole or not at all. */
  void write(String name, String text) throws IOException {
    Path part = directory.resolve(name + ".part");
    try (FileChannel out = FileChannel.open(
        part,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(
        part,
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}

package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.evidence.Checkpoint;
import io.mitschnitt.recorder.evidence.EvidenceFiles;
import io.mitschnitt.recorder.evidence.Handover;
import io.mitschnitt.recorder.evidence.KeyChain;
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
 * The signed heads of the log as files, out of the database's reach, with the keys beside them. Blocking; one at a time, so
 * that nothing is signed by a key that has just been handed over.
 */
final class Checkpoints {

  private final Path directory;
  private final Path keyFile;
  private NodeKey key;
  private volatile KeyChain chain;
  private RightEdge last = RightEdge.EMPTY;

  /** A file of the directory that was changed or is of another key. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
      super(message);
    }
  }

  private Checkpoints(Path directory, Path keyFile, NodeKey key, KeyChain chain) {
    this.directory = directory;
    this.keyFile = keyFile;
    this.key = key;
    this.chain = chain;
  }

  /**
   * The heads of the log that the key in {@code keyFile} signs. A handover that was cut off between its note and its keys is
   * finished first.
   */
  static Checkpoints open(Path data, Path keyFile) throws IOException {
    NodeKey key = NodeKey.open(keyFile);
    Path root = data.resolve("checkpoints");
    Files.createDirectories(root);
    Optional<NodeKey> next = NodeKey.next(keyFile);
    if (next.isPresent()) {
      boolean noted = of(root, next.get()).isPresent();
      key = noted ? NodeKey.takeOver(keyFile) : key;
      NodeKey.dropNext(keyFile);
    }
    Optional<KeyChain> known = of(root, key);
    KeyChain chain = known.orElse(KeyChain.of(key.publicKey()));
    Path directory = directory(root, chain);
    Files.createDirectories(directory);
    Checkpoints all = new Checkpoints(directory, keyFile, key, chain);
    all.write(EvidenceFiles.KEY, PublicKeys.pem(chain.first()));
    return all;
  }

  private static Path directory(Path root, KeyChain chain) {
    return root.resolve(chain.origin().substring(chain.origin().indexOf('/') + 1));
  }

  /** The chain that ends with {@code key}, where there is one of several keys. */
  private static Optional<KeyChain> of(Path root, NodeKey key) throws IOException {
    try (Stream<Path> logs = Files.list(root)) {
      for (Path log : logs.toList()) {
        Path notes = log.resolve(EvidenceFiles.HANDOVERS);
        if (Files.exists(notes)) {
          KeyChain chain = read(log, notes);
          if (chain.last().equals(key.publicKey())) {
            return Optional.of(chain);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static KeyChain read(Path log, Path notes) throws IOException {
    try {
      return KeyChain.of(
          PublicKeys.read(Files.readAllBytes(log.resolve(EvidenceFiles.KEY))),
          Files.readString(notes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new Damaged(notes + " was changed: " + e.getMessage());
    }
  }

  String origin() {
    return chain.origin();
  }

  /** What salts are made of: the same whatever key signs. */
  synchronized NodeKey salts() {
    return key;
  }

  /** All keys that signed the log. */
  KeyChain chain() {
    return chain;
  }

  /** The notes by which the signing was handed over; empty where it never was. */
  String handovers() throws IOException {
    return find(EvidenceFiles.HANDOVERS).orElse("");
  }

  /** Signs {@code edge} and brings it to disk; answers the note. */
  synchronized String sign(RightEdge edge, Instant at) throws IOException {
    String note = sign(new Checkpoint(origin(), edge.size(), edge.root(), at).text());
    write(EvidenceFiles.checkpoint(edge.size()), note);
    if (edge.size() > last.size()) {
      last = edge;
    }
    return note;
  }

  synchronized String sign(String text) {
    return SignedNote.sign(text, origin(), key.privateKey(), key.publicKey()).write();
  }

  /**
   * Makes a new key, has both sign that it takes over, and puts it in the old one's place, which stays beside it as {@code
   * ….retired-N}. A crash in between is put right at the next start.
   *
   * @param edge the log as it is; what was signed beyond it counts too
   * @return the new key's fingerprint
   */
  synchronized String handOver(RightEdge edge, Instant at) throws IOException {
    RightEdge signed = edge.size() >= last.size() ? edge : last;
    NodeKey next = NodeKey.prepareNext(keyFile);
    Handover note =
        new Handover(origin(), key.publicKey(), next.publicKey(), signed.size(), signed.root(), at);
    write(EvidenceFiles.HANDOVERS, handovers() + note.signed(key.pair(), next.pair()));
    key = NodeKey.takeOver(keyFile);
    chain = chain.with(note);
    return PublicKeys.fingerprint(key.publicKey());
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
      boolean ours =
          chain.signed(note, checkpoint.size()) && checkpoint.origin().equals(origin());
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

  void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whole or not at all. */
  void write(String name, byte[] content) throws IOException {
    Path part = directory.resolve(name + ".part");
    try (FileChannel out = FileChannel.open(
        part,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
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

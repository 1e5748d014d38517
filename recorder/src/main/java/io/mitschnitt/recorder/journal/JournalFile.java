package io.mitschnitt.recorder.journal;

import io.mitschnitt.recorder.contract.RecordingId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The writing end of one journal. Blocking; used by one thread. */
public final class JournalFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final SegmentSeal seal;
  private byte[] scratch = new byte[16_384];
  private long end;
  private int counter;

  private JournalFile(Path path, FileChannel channel, SegmentSeal seal) {
    this.path = path;
    this.channel = channel;
    this.seal = seal;
  }

  /** Where the journal of {@code recording} lies. */
  public static Path path(Path directory, RecordingId recording) {
    return directory.resolve(recording.value() + JournalFormat.SUFFIX);
  }

  /**
   * Makes a journal, readable by its owner only, and forces it and its name to disk.
   *
   * @throws IOException when the disk refuses; then no file remains
   */
  public static JournalFile create(Path directory, JournalHeader header, byte[] dataKey)
      throws IOException {
    Path path = path(directory, header.recording());
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
      JournalFile file = new JournalFile(path, channel, new SegmentSeal(header, dataKey));
      file.append(JournalFormat.write(header), JournalFormat.HEADER);
      channel.force(true);
      forceDirectory(directory);
      return file;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Appends {@code entries[0..length)} as one segment. After an exception the file is as it was before. */
  public void append(byte[] entries, int length, boolean force) throws IOException {
    int sealed = length + JournalFormat.TAG;
    int whole = JournalFormat.SEGMENT_HEAD + sealed;
    if (scratch.length < whole) {
      scratch = new byte[whole];
    }
    // Counted up before the write: a counter that met the disk once is never used again.
    int mine = counter++;
    ByteBuffer.wrap(scratch).putInt(mine).putInt(sealed);
    seal.seal(mine, entries, length, scratch, JournalFormat.SEGMENT_HEAD);
    append(scratch, whole);
    if (force) {
      force();
    }
  }

  /** Returns once everything appended has reached the disk. */
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Removes the journal from the disk. */
  public void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  private void append(byte[] bytes, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest, end + rest.position());
      }
      end += length;
    } catch (IOException e) {
      cutBack(e);
      throw e;
    }
  }

  private void cutBack(IOException cause) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

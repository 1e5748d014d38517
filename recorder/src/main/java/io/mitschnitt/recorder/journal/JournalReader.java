package io.mitschnitt.recorder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * The reading end of one journal, which may still grow: reads segment by segment, and where the file ends for now it can
 * be asked again later. Whatever was cut or altered, it gives every whole segment that can be reached and throws only
 * what the disk throws. Blocking; used by one thread at a time.
 */
public final class JournalReader implements AutoCloseable {

  private final FileChannel channel;
  private final SegmentSeal seal;
  private long position = JournalFormat.HEADER;
  private int lastCounter = -1;
  private int damaged;

  private JournalReader(FileChannel channel, SegmentSeal seal) {
    this.channel = channel;
    this.seal = seal;
  }

  /** The header of the journal at {@code path}; empty when it has none that is whole. */
  public static Optional<JournalHeader> header(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return JournalFormat.read(read(channel, 0, JournalFormat.HEADER));
    }
  }

  /** Opens the journal at {@code path}, whose header is known, with its data key. */
  public static JournalReader open(Path path, JournalHeader header, byte[] dataKey)
      throws IOException {
    return new JournalReader(
        FileChannel.open(path, StandardOpenOption.READ), new SegmentSeal(header, dataKey));
  }

  /**
   * Hands the entries of the next whole segment to {@code reader}.
   *
   * @return false when there is none (yet)
   */
  public boolean next(Entry.Reader reader) throws IOException {
    while (true) {
      byte[] head = read(channel, position, JournalFormat.SEGMENT_HEAD);
      if (head.length < JournalFormat.SEGMENT_HEAD) {
        return false;
      }
      int counter = ByteBuffer.wrap(head).getInt();
      int length = ByteBuffer.wrap(head).getInt(4);
      if (length < JournalFormat.TAG || length > JournalFormat.LONGEST) {
        return false;
      }
      byte[] sealed = read(channel, position + JournalFormat.SEGMENT_HEAD, length);
      if (sealed.length < length) {
        return false;
      }
      position += JournalFormat.SEGMENT_HEAD + length;
      Optional<byte[]> entries =
          counter > lastCounter ? seal.open(counter, sealed) : Optional.empty();
      if (entries.isPresent()) {
        lastCounter = counter;
        deliver(entries.get(), reader);
        return true;
      }
      damaged++;
    }
  }

  /** Segments that were altered, and that were passed over. */
  public int damaged() {
    return damaged;
  }

  /** Bytes at the end of the file that are no whole segment. */
  public long remainder() throws IOException {
    return channel.size() - position;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void deliver(byte[] entries, Entry.Reader reader) {
    ByteBuffer in = ByteBuffer.wrap(entries);
    for (Optional<Entry> entry = EntryCoder.next(in);
        entry.isPresent();
        entry = EntryCoder.next(in)) {
      entry.get().to(reader);
    }
  }

  private static byte[] read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) Math.max(0, Math.min(length, channel.size() - from)));
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
      // as long as it takes
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}

package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Library.Waveform;
import io.mitschnitt.recorder.journal.JournalHeader;
import io.mitschnitt.recorder.journal.JournalReader;
import io.mitschnitt.recorder.journal.Outline;
import io.mitschnitt.recorder.mp3.Mp3Encoder;
import io.mitschnitt.recorder.mp3.Mp3Format;
import io.mitschnitt.recorder.mp3.Peaks;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import io.mitschnitt.recorder.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One finished journal on its way to MP3, piece by piece. Reads the journal twice: once for its length and codecs, from
 * which the MP3's first frame follows, then for its sound. Blocking; any thread in turn, never two at once.
 */
final class Encoding implements AutoCloseable {

  /** About how many bytes {@link #next} gives: eleven seconds of sound at 48 kbit/s. */
  private static final int PIECE = 65_536;

  private final Outline outline;
  private final int damaged;
  private final JournalReader reader;
  private final Mp3Format format;
  private final long samples;
  private final Timeline timeline;
  private final Mp3Encoder encoder;
  private final MessageDigest digest = sha256();
  private final Peaks left;
  private final Peaks right;
  private final short[] leftBlock;
  private final short[] rightBlock;
  private final byte[] piece = new byte[PIECE + Mp3Encoder.ROOM];
  private final byte[] frames = new byte[Mp3Encoder.ROOM];
  private int filled;
  private long bytes;
  private boolean ended;
  private boolean complete;

  private Encoding(Outline outline, int damaged, JournalReader reader) {
    this.outline = outline;
    this.damaged = damaged;
    this.reader = reader;
    format = Mp3Format.of(outline.wideband());
    samples = Timeline.samples(outline.length(), format.sampleRate());
    timeline = new Timeline(format.sampleRate());
    encoder = new Mp3Encoder(format);
    left = new Peaks(format.sampleRate());
    right = new Peaks(format.sampleRate());
    leftBlock = new short[format.sampleRate() / Timeline.BLOCKS];
    rightBlock = new short[leftBlock.length];
    put(format.infoFrame(samples), format.frameBytes());
  }

  static Encoding open(Path path, JournalHeader header, byte[] dataKey) throws IOException {
    Outline outline = new Outline();
    int damaged;
    try (JournalReader first = JournalReader.open(path, header, dataKey)) {
      while (first.next(outline)) {
        // to the end
      }
      damaged = first.damaged();
    }
    return new Encoding(outline, damaged, JournalReader.open(path, header, dataKey));
  }

  /** When the tape started; empty where nothing tells. */
  Optional<Instant> startedAt() {
    return outline.startedAt();
  }

  /** Whether anything at all was kept, or may have been. */
  boolean hasSound() {
    return outline.startedAt().isPresent() || outline.payloads() > 0 || damaged > 0;
  }

  /** Segments of the journal that were altered. */
  int damaged() {
    return damaged;
  }

  boolean closedInOrder() {
    return outline.isClosed();
  }

  /** The next bytes of the MP3, from its first on; empty when it is complete. */
  byte[] next() throws IOException {
    while (filled < PIECE && !complete) {
      int n = timeline.take(leftBlock, rightBlock);
      if (n > 0) {
        left.add(leftBlock, n);
        right.add(rightBlock, n);
        put(frames, encoder.encode(leftBlock, rightBlock, n, frames));
      } else if (ended) {
        put(frames, encoder.finish(frames));
        complete = true;
      } else if (!reader.next(timeline)) {
        timeline.end(outline.length());
        ended = true;
      }
    }
    byte[] out = Arrays.copyOf(piece, filled);
    filled = 0;
    return out;
  }

  /** The first frame, which tells the length. */
  byte[] head() {
    return format.infoFrame(samples);
  }

  /** What is known once {@link #next} gave nothing more. */
  Finished finished() {
    if (bytes != format.fileBytes(samples)) {
      throw new IllegalStateException("the file has " + bytes + " bytes, not " + format.fileBytes(samples));
    }
    Waveform waveform = new Waveform(Peaks.MILLIS, left.toBytes(), right.toBytes(), timeline.spans());
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new Finished(length(), bytes, sha256, format.sampleRate(), format.bitrate(), waveform);
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    reader.close();
  }

  private Duration length() {
    return Duration.ofNanos(samples * 1_000_000_000L / format.sampleRate());
  }

  private void put(byte[] from, int length) {
    System.arraycopy(from, 0, piece, filled, length);
    digest.update(from, 0, length);
    filled += length;
    bytes += length;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}

package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.journal.JournalHeader;
import io.mitschnitt.recorder.journal.JournalReader;
import io.mitschnitt.recorder.journal.Outline;
import io.mitschnitt.recorder.mp3.Mp3Encoder;
import io.mitschnitt.recorder.mp3.Mp3Format;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import io.mitschnitt.recorder.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A closed journal on its way to MP3. Reads the journal twice: once for its length and codecs, from which the MP3's first
 * frame follows, then for its sound.
 */
final class Encoding implements Print {

  /** About how many bytes {@link #next} gives: eleven seconds of sound at 48 kbit/s. */
  static final int PIECE = 65_536;

  private final Outline outline;
  private final int damaged;
  private final JournalReader reader;
  private final Press press;
  private final long samples;
  private final MessageDigest digest = sha256();
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
    press = new Press(Mp3Format.of(outline.wideband()));
    samples = Timeline.samples(outline.length(), press.format().sampleRate());
    put(head(), head().length);
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

  @Override
  public Optional<Instant> startedAt() {
    return outline.startedAt();
  }

  @Override
  public boolean hasSound() {
    return outline.startedAt().isPresent() || outline.payloads() > 0 || damaged > 0;
  }

  @Override
  public int damaged() {
    return damaged;
  }

  @Override
  public boolean closedInOrder() {
    return outline.isClosed();
  }

  @Override
  public byte[] next() throws IOException {
    while (filled < PIECE && !complete) {
      int made = press.block(frames);
      if (made >= 0) {
        put(frames, made);
      } else if (ended) {
        put(frames, press.finish(frames));
        complete = true;
      } else if (!reader.next(press.timeline())) {
        press.timeline().end(outline.length());
        ended = true;
      }
    }
    byte[] out = Arrays.copyOf(piece, filled);
    filled = 0;
    return out;
  }

  @Override
  public byte[] head() {
    return press.format().infoFrame(samples);
  }

  @Override
  public Finished finished() {
    return press.finished(samples, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public void close() throws IOException {
    press.close();
    reader.close();
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

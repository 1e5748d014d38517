package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.journal.Entry;
import io.mitschnitt.recorder.journal.JournalHeader;
import io.mitschnitt.recorder.journal.JournalReader;
import io.mitschnitt.recorder.journal.Outline;
import io.mitschnitt.recorder.mp3.Mp3Encoder;
import io.mitschnitt.recorder.mp3.Mp3Format;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import io.mitschnitt.recorder.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The MP3 of a journal that is still being written, in memory: 21 MB an hour at most, within a budget that all share.
 * Only an advance: where the budget is spent, or a leg turns wideband later on, it is thrown away and the closed journal
 * is encoded from its beginning. Until the call is over, nothing of it leaves this process.
 */
final class Preprint implements Print {

  // The format is chosen once both legs have spoken, or when one has for this long.
  private static final long DECIDE_AFTER = 3_000_000_000L;
  private static final int SEGMENTS_AT_ONCE = 100;

  private final JournalReader reader;
  private final AtomicLong budget;
  private final Outline outline = new Outline();
  private final List<Entry> early = new ArrayList<>();
  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
  private final byte[] scratch = new byte[Mp3Encoder.ROOM];
  private @Nullable Press press;
  private boolean useless;
  private int held;
  private byte[] file = {};
  private int given;

  private Preprint(JournalReader reader, AtomicLong budget) {
    this.reader = reader;
    this.budget = budget;
  }

  /** Begins to follow the journal at {@code path}; takes from {@code budget}, in bytes, what it holds. */
  static Preprint open(Path path, JournalHeader header, byte[] dataKey, AtomicLong budget)
      throws IOException {
    return new Preprint(JournalReader.open(path, header, dataKey), budget);
  }

  /** Encodes some of what has come since the last time. */
  void advance() throws IOException {
    for (int i = 0; i < SEGMENTS_AT_ONCE && !useless && reader.next(new Intake()); i++) {
      encode();
    }
  }

  /** Encodes the rest of a journal that is closed now; answers whether the result can be used. */
  boolean complete() throws IOException {
    while (!useless && reader.next(new Intake())) {
      encode();
    }
    if (useless || !outline.isClosed()) {
      return false;
    }
    Press now = chosen();
    now.timeline().end(outline.length());
    encode();
    frames.write(scratch, 0, now.finish(scratch));
    if (useless || now.format() != Mp3Format.of(outline.wideband())) {
      return false;
    }
    byte[] head = head();
    file = Arrays.copyOf(head, head.length + frames.size());
    System.arraycopy(frames.toByteArray(), 0, file, head.length, frames.size());
    return true;
  }

  private void encode() {
    Press now = press;
    if (now == null) {
      return;
    }
    for (int made = now.block(scratch); made >= 0; made = now.block(scratch)) {
      frames.write(scratch, 0, made);
    }
    useless |= budget.addAndGet(held - frames.size()) < 0;
    held = frames.size();
  }

  private Press chosen() {
    Press now = press;
    if (now == null) {
      now = new Press(Mp3Format.of(outline.wideband()));
      press = now;
      for (Entry entry : early) {
        entry.to(now.timeline());
      }
      early.clear();
    }
    return now;
  }

  private void take(Entry entry) {
    entry.to(outline);
    if (press != null) {
      entry.to(press.timeline());
      return;
    }
    early.add(entry);
    if (outline.bothLegs() || outline.length() > DECIDE_AFTER) {
      chosen();
    }
  }

  /** Hands every kind of entry to {@link #take}. */
  private final class Intake implements Entry.Reader {
    @Override
    public void started(Entry.Started entry) {
      take(entry);
    }

    @Override
    public void payload(Entry.Payload entry) {
      take(entry);
    }

    @Override
    public void marked(Entry.Marked entry) {
      take(entry);
    }

    @Override
    public void closed(Entry.Closed entry) {
      take(entry);
    }
  }

  @Override
  public Optional<Instant> startedAt() {
    return outline.startedAt();
  }

  @Override
  public boolean hasSound() {
    return true;
  }

  @Override
  public int damaged() {
    return reader.damaged();
  }

  @Override
  public boolean closedInOrder() {
    return outline.isClosed();
  }

  @Override
  public byte[] next() {
    byte[] piece = Arrays.copyOfRange(file, given, Math.min(file.length, given + Encoding.PIECE));
    given += piece.length;
    return piece;
  }

  @Override
  public byte[] head() {
    return chosen().format().infoFrame(samples());
  }

  @Override
  public Finished finished() {
    MessageDigest digest = Encoding.sha256();
    return chosen().finished(samples(), file.length, HexFormat.of().formatHex(digest.digest(file)));
  }

  @Override
  public void close() throws IOException {
    budget.addAndGet(held);
    held = 0;
    frames.reset();
    file = new byte[0];
    if (press != null) {
      press.close();
    }
    reader.close();
  }

  private long samples() {
    return Timeline.samples(outline.length(), chosen().format().sampleRate());
  }
}

package io.mitschnitt.recorder.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape.Mark;
import io.mitschnitt.recorder.key.KeyRing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final Instant START = Instant.parse("2026-11-25T10:00:00.123Z");
  private static final int SEGMENTS = 4;
  private static final int PER_SEGMENT = 2;

  @TempDir
  Path directory;

  private final byte[] key = KeyRing.newKey();
  private final JournalHeader header = new JournalHeader(
      RecordingId.random(),
      CallId.at(1_700_000_000_000L),
      new byte[40],
      "0123456789abcdef",
      new byte[8]);

  @Test
  void what_was_written_is_read_again_in_order() throws IOException {
    Path path = journal();
    assertThat(JournalReader.header(path).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(header);
    Heard heard = readAll(path);
    assertThat(heard.startedAt()).contains(START);
    assertThat(heard.sequences).containsExactly(65_000, 65_001, 65_002, 65_003, 65_004, 65_005);
    assertThat(heard.marks).containsExactly(new Entry.Marked(Mark.PAUSE, Leg.AGENT, 77));
    assertThat(heard.isClosed()).isTrue();
    assertThat(heard.length()).isEqualTo(123_456_789L);
    assertThat(heard.wideband()).isTrue();
    assertThat(heard.first)
        .usingRecursiveComparison()
        .isEqualTo(new Entry.Payload(
            Leg.CUSTOMER, Codec.PCMA, 65_000, 0xF000_0000, 0xCAFE_BABE, 20_000_000L, voice(0)));
  }

  @Test
  void the_file_is_the_owners_alone_and_the_voice_is_not_in_it() throws IOException {
    Path path = journal();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(voice(0), StandardCharsets.ISO_8859_1).substring(0, 8));
  }

  @Test
  void cut_anywhere_it_gives_every_whole_segment_before_the_cut() throws IOException {
    byte[] whole = Files.readAllBytes(journal());
    List<Integer> ends = ends(whole);
    for (int cut = 0; cut <= whole.length; cut++) {
      Heard heard = readAll(Files.write(directory.resolve("cut"), Arrays.copyOf(whole, cut)));
      int end = cut;
      long segments = ends.stream().filter(e -> e <= end).count();
      assertThat(heard.sequences).as("cut at %d", cut).hasSize(payloads(segments));
    }
  }

  @Test
  void altered_anywhere_it_gives_every_segment_before_the_damage_and_never_a_false_one()
      throws IOException {
    byte[] whole = Files.readAllBytes(journal());
    List<Integer> ends = ends(whole);
    List<Integer> all = List.of(65_000, 65_001, 65_002, 65_003, 65_004, 65_005);
    for (int at = 0; at < whole.length; at++) {
      for (int bit : new int[] {1, 0x80}) {
        byte[] bytes = whole.clone();
        bytes[at] ^= (byte) bit;
        Heard heard = readAll(Files.write(directory.resolve("flip"), bytes));
        int where = at;
        if (at >= JournalFormat.HEADER) {
          int before = payloads(ends.stream().filter(e -> e <= where).count());
          assertThat(heard.sequences.stream().limit(before).toList())
              .as("flip at %d", at)
              .isEqualTo(all.subList(0, before));
        }
        assertThat(all).as("flip at %d", at).containsAll(heard.sequences);
      }
    }
  }

  @Test
  void a_damaged_segment_does_not_hide_those_behind_it() throws IOException {
    byte[] bytes = Files.readAllBytes(journal());
    bytes[ends(bytes).get(1) + JournalFormat.SEGMENT_HEAD + 3] ^= 1;
    Heard heard = readAll(Files.write(directory.resolve("hole"), bytes));
    assertThat(heard.sequences).containsExactly(65_000, 65_001, 65_004, 65_005);
    assertThat(heard.damaged).isEqualTo(1);
  }

  @Test
  void segments_cannot_be_repeated_or_swapped() throws IOException {
    byte[] whole = Files.readAllBytes(journal());
    List<Integer> ends = ends(whole);
    byte[] second = Arrays.copyOfRange(whole, ends.get(0), ends.get(1));
    byte[] repeated = Arrays.copyOf(whole, whole.length + second.length);
    System.arraycopy(second, 0, repeated, whole.length, second.length);
    assertThat(readAll(Files.write(directory.resolve("again"), repeated)).sequences)
        .hasSize(6);
  }

  @Test
  void a_reader_follows_a_growing_file() throws IOException {
    try (JournalFile file = JournalFile.create(directory, header, key);
        JournalReader reader =
            JournalReader.open(JournalFile.path(directory, header.recording()), header, key)) {
      Heard heard = new Heard();
      assertThat(reader.next(heard)).isFalse();
      byte[] entries = entries(1);
      file.append(entries, entries.length, false);
      assertThat(reader.next(heard)).isTrue();
      assertThat(reader.next(heard)).isFalse();
      file.append(entries(2), entries.length, true);
      assertThat(reader.next(heard)).isTrue();
      assertThat(heard.sequences).hasSize(2 * PER_SEGMENT);
    }
  }

  @Test
  void a_zeroed_tail_ends_the_journal() throws IOException {
    byte[] whole = Files.readAllBytes(journal());
    Heard heard =
        readAll(Files.write(directory.resolve("zeros"), Arrays.copyOf(whole, whole.length + 4096)));
    assertThat(heard.sequences).hasSize(6);
  }

  /** Segment 0: start. 1 to 3: payloads, the third also a mark. 4: close. */
  private Path journal() throws IOException {
    Path path = JournalFile.path(directory, header.recording());
    if (Files.exists(path)) {
      return path;
    }
    try (JournalFile file = JournalFile.create(directory, header, key)) {
      byte[] start = new byte[EntryCoder.EDGE];
      EntryCoder.start(start, 0, START.toEpochMilli());
      file.append(start, start.length, false);
      for (int segment = 1; segment < SEGMENTS; segment++) {
        byte[] entries = entries(segment);
        file.append(entries, entries.length, false);
      }
      byte[] end = new byte[EntryCoder.MARK + EntryCoder.EDGE];
      EntryCoder.mark(end, 0, Mark.PAUSE, Leg.AGENT, 77);
      EntryCoder.close(end, EntryCoder.MARK, 123_456_789L);
      file.append(end, end.length, true);
    }
    return path;
  }

  private static byte[] entries(int segment) {
    int each = EntryCoder.PAYLOAD_HEAD + 20;
    byte[] out = new byte[PER_SEGMENT * each];
    for (int i = 0; i < PER_SEGMENT; i++) {
      int n = (segment - 1) * PER_SEGMENT + i;
      EntryCoder.payload(
          out,
          i * each,
          n % 2 == 0 ? Leg.CUSTOMER : Leg.AGENT,
          n % 2 == 0 ? Codec.PCMA : Codec.OPUS,
          65_000 + n,
          0xF000_0000,
          0xCAFE_BABE,
          (n + 1) * 20_000_000L,
          voice(n),
          0,
          20);
    }
    return out;
  }

  private static byte[] voice(int n) {
    byte[] bytes = new byte[20];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + (i + n) % 26);
    }
    return bytes;
  }

  private static int payloads(long segments) {
    return PER_SEGMENT * (int) Math.max(0, Math.min(segments - 1, SEGMENTS - 1));
  }

  private static List<Integer> ends(byte[] whole) {
    List<Integer> ends = new ArrayList<>();
    java.nio.ByteBuffer in = java.nio.ByteBuffer.wrap(whole);
    for (int at = JournalFormat.HEADER; at < whole.length; ) {
      at += JournalFormat.SEGMENT_HEAD + in.getInt(at + 4);
      ends.add(at);
    }
    assertThat(ends).hasSize(SEGMENTS + 1);
    return ends;
  }

  private Heard readAll(Path path) throws IOException {
    Heard heard = new Heard();
    var found = JournalReader.header(path);
    if (found.isPresent()) {
      try (JournalReader reader = JournalReader.open(path, found.get(), key)) {
        while (reader.next(heard)) {
          // all of it
        }
        heard.damaged = reader.damaged();
      }
    }
    return heard;
  }

  private static final class Heard implements Entry.Reader {
    private final Outline outline = new Outline();
    private final List<Integer> sequences = new ArrayList<>();
    private final List<Entry.Marked> marks = new ArrayList<>();
    private Entry.Payload first;
    private int damaged;

    java.util.Optional<Instant> startedAt() {
      return outline.startedAt();
    }

    boolean isClosed() {
      return outline.isClosed();
    }

    long length() {
      return outline.length();
    }

    boolean wideband() {
      return outline.wideband();
    }

    @Override
    public void started(Entry.Started entry) {
      outline.started(entry);
    }

    @Override
    public void payload(Entry.Payload entry) {
      outline.payload(entry);
      first = first == null ? entry : first;
      sequences.add(entry.sequence());
    }

    @Override
    public void marked(Entry.Marked entry) {
      outline.marked(entry);
      marks.add(entry);
    }

    @Override
    public void closed(Entry.Closed entry) {
      outline.closed(entry);
    }
  }
}

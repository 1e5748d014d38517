package io.mitschnitt.recorder.store;

import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.await;
import static io.mitschnitt.recorder.store.OpenStore.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Library.Span;
import io.mitschnitt.recorder.contract.Library.Waveform;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.RecordingStore.Draft;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import io.mitschnitt.recorder.store.RecordingStore.Upload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingStoreTest {

  static final Waveform PICTURE = new Waveform(
      20,
      new byte[] {-5, 5, -128, 127},
      new byte[] {0, 1},
      List.of(
          new Span(Leg.AGENT, Span.Kind.HOLD, 40, 60),
          new Span(Leg.CUSTOMER, Span.Kind.LOSS, 0, 20)));

  static OpenStore open;
  static RecordingStore recordings;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    open = OpenStore.in(directory);
    recordings = open.store.recordings();
  }

  @AfterAll
  static void close() throws Exception {
    open.close();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        1500,
        Grid.SEGMENT - 1,
        Grid.SEGMENT,
        Grid.SEGMENT + 1,
        3 * Grid.SEGMENT,
        1_000_000
      })
  void what_is_stored_is_read_back_with_its_final_head(int size) throws Exception {
    Draft draft = open.started(call());
    byte[] sound = random(size);
    store(draft, sound);

    assertThat(readAll(await(recordings.readBack(draft.id())))).isEqualTo(sound);
  }

  @Test
  void slices_of_any_buffer_are_stored_right() throws Exception {
    Draft draft = open.started(call());
    byte[] sound = random(700_000);
    Buffer whole = Buffer.buffer(sound).appendBytes(new byte[100]);
    Upload upload = await(recordings.upload(draft.id()));
    for (int at = 0; at < sound.length; at += 65_521) {
      await(upload.write(whole.slice(at, Math.min(sound.length, at + 65_521))));
    }
    await(upload.finish(Buffer.buffer(), finished(sound)));

    assertThat(readAll(await(recordings.readBack(draft.id())))).isEqualTo(sound);
  }

  @Test
  void any_range_is_the_same_bytes() throws Exception {
    Draft draft = open.started(call());
    byte[] sound = random(4 * Grid.SEGMENT + 12_345);
    store(draft, sound);
    StoredFile file = await(open.store.recordings().file(take(draft))).orElseThrow();
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      int first =
          i < 8 ? (i / 2) * Grid.SEGMENT - (i / 2 > 0 ? i % 2 : 0) : random.nextInt(sound.length);
      int last =
          Math.min(sound.length - 1, first + random.nextInt(i % 3 == 0 ? 10 : 2 * Grid.SEGMENT));

      assertThat(readAll(file.read(first, last)))
          .isEqualTo(Arrays.copyOfRange(sound, first, last + 1));
    }
    assertThatThrownBy(() -> file.read(0, sound.length))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> file.read(5, 4)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_paused_reader_is_not_sent_more() throws Exception {
    Draft draft = open.started(call());
    store(draft, random(5 * Grid.SEGMENT));
    StoredFile file = await(open.store.recordings().file(take(draft))).orElseThrow();
    Promise<Integer> beforeEnd = Promise.promise();
    int[] count = new int[1];
    open.vertx.runOnContext(v -> {
      ReadStream<Buffer> stream = file.read(0, file.length() - 1);
      stream.handler(bytes -> {
        if (++count[0] == 2) {
          stream.pause();
          open.vertx.setTimer(300, t -> {
            beforeEnd.complete(count[0]);
            stream.resume();
          });
        }
      });
    });

    assertThat(await(beforeEnd.future())).isEqualTo(2);
  }

  @Test
  void the_waveform_comes_back_as_it_was() throws Exception {
    Draft draft = open.started(call());
    store(draft, random(100));

    Waveform picture = await(open.store.recordings().waveform(take(draft))).orElseThrow();

    assertThat(picture.millisPerPeak()).isEqualTo(20);
    assertThat(picture.customer()).isEqualTo(PICTURE.customer());
    assertThat(picture.agent()).isEqualTo(PICTURE.agent());
    assertThat(picture.spans()).isEqualTo(PICTURE.spans());
  }

  @Test
  void an_unfinished_upload_is_invisible_and_a_second_try_starts_clean() throws Exception {
    Draft draft = open.started(call());
    Upload abandoned = await(recordings.upload(draft.id()));
    await(abandoned.write(Buffer.buffer(random(3 * Grid.SEGMENT))));

    assertThatThrownBy(() -> await(recordings.readBack(draft.id())))
        .isInstanceOf(NoSuchElementException.class);

    byte[] sound = random(Grid.SEGMENT + 5);
    store(draft, sound);

    assertThat(readAll(await(recordings.readBack(draft.id())))).isEqualTo(sound);
    assertThat(take(draft).phase()).isEqualTo(Take.Phase.STORED);
  }

  @Test
  void a_file_of_another_length_than_announced_is_refused() throws Exception {
    Draft draft = open.started(call());
    Upload upload = await(recordings.upload(draft.id()));
    await(upload.write(Buffer.buffer(random(100))));

    assertThatThrownBy(() -> await(upload.finish(Buffer.buffer(), finished(random(99)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_recording_needs_an_open_row() throws Exception {
    assertThatThrownBy(() -> await(recordings.reserve(open.draft(call().id()))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no open row");
  }

  @Test
  void reserving_starting_and_verifying_may_be_repeated() throws Exception {
    Draft draft = open.started(call());
    await(recordings.reserve(draft));
    await(recordings.started(draft.id(), T0.plusSeconds(99)));
    assertThat(take(draft).startedAt()).contains(T0.plusSeconds(5)); // frozen by the first
    store(draft, random(10));
    await(recordings.verified(draft.id(), T0, List.of("2 packets lost")));
    await(recordings.verified(draft.id(), T0, List.of("2 packets lost")));

    assertThat(take(draft).phase()).isEqualTo(Take.Phase.READY);
    assertThat(take(draft).deleteAfter()).contains(T0.plusSeconds(5).plus(Duration.ofDays(30)));
    assertThat(await(open.store.entries().find(draft.id())).orElseThrow().state())
        .isEqualTo(State.RECORDED);
  }

  @Test
  void unfinished_recordings_are_listed_until_they_are_ready() throws Exception {
    Draft draft = open.started(call());
    assertThat(listed(draft)).isPresent();
    await(recordings.failed(draft.id(), "disk full"));
    Draft listed = listed(draft).orElseThrow();
    assertThat(listed.wrappedKey()).isEqualTo(draft.wrappedKey());
    assertThat(listed.startedAt()).contains(T0.plusSeconds(5));
    store(draft, random(10));
    await(recordings.verified(draft.id(), T0, List.of()));

    assertThat(listed(draft)).isEmpty();
  }

  static Optional<Draft> listed(Draft draft) throws Exception {
    return await(recordings.unfinished()).stream()
        .filter(d -> d.id().equals(draft.id()))
        .findAny();
  }

  @Test
  void a_tape_that_never_started_is_forgotten_without_a_trace() throws Exception {
    var facts = call();
    await(open.store
        .entries()
        .add(io.mitschnitt.recorder.ledger.Entry.answered(facts, OpenStore.THIRTY_DAYS)));
    Draft draft = open.draft(facts.id());
    await(recordings.reserve(draft));
    await(recordings.forget(draft.id()));
    await(recordings.forget(draft.id()));

    assertThat(await(recordings.draft(draft.id()))).isEmpty();
    assertThat(await(open.store.entries().find(facts.id())).orElseThrow().take())
        .isEmpty();
  }

  @Test
  void erasing_leaves_a_tombstone_and_no_byte_and_may_be_repeated() throws Exception {
    Draft draft = open.started(call());
    store(draft, random(2 * Grid.SEGMENT));
    await(recordings.verified(draft.id(), T0, List.of()));
    Take before = take(draft);

    await(recordings.erase(draft.id(), "retention", T0.plusSeconds(60)));
    await(recordings.erase(draft.id(), "again", T0.plusSeconds(90)));

    Take tombstone = take(draft);
    assertThat(tombstone.erasure())
        .contains(new Take.Erasure(T0.plusSeconds(60), "retention", true));
    assertThat(tombstone.wrappedKey()).isEmpty();
    assertThat(tombstone.sound()).isEqualTo(before.sound());
    assertThat(await(open.store.recordings().file(before))).isEmpty();
    assertThat(await(open.store.recordings().waveform(before))).isEmpty();
    assertThat(await(recordings.draft(draft.id())).orElseThrow().wrappedKey()).isEmpty();
    assertThatThrownBy(() -> await(recordings.upload(draft.id())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_recording_erased_during_its_upload_does_not_come_back() throws Exception {
    Draft draft = open.started(call());
    Upload upload = await(recordings.upload(draft.id()));
    byte[] sound = random(2 * Grid.SEGMENT);
    await(upload.write(Buffer.buffer(sound)));
    Take before = take(draft);
    await(recordings.erase(draft.id(), "withdrawn", T0));

    assertThatThrownBy(() -> await(upload.finish(Buffer.buffer(), finished(sound))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("erased");
    assertThat(await(open.store.recordings().file(before))).isEmpty();
  }

  Take take(Draft draft) throws Exception {
    return await(open.store.entries().find(draft.id())).orElseThrow().take().orElseThrow();
  }

  /** Writes with a blank head in uneven parts, as the encoder does, then puts the head. */
  void store(Draft draft, byte[] sound) throws Exception {
    store(recordings, draft.id(), sound);
  }

  static void store(RecordingStore recordings, RecordingId id, byte[] sound) throws Exception {
    int head = Math.min(RecordingStore.HEAD, sound.length);
    byte[] blank = sound.clone();
    Arrays.fill(blank, 0, head, (byte) 0);
    Upload upload = await(recordings.upload(id));
    for (int at = 0; at < sound.length; at += 99_991) {
      await(upload.write(Buffer.buffer(blank).slice(at, Math.min(sound.length, at + 99_991))));
    }
    await(upload.finish(Buffer.buffer(sound).slice(0, head), finished(sound)));
  }

  static Finished finished(byte[] sound) throws Exception {
    String digest =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sound));
    return new Finished(
        Duration.ofMillis(sound.length / 6L), sound.length, digest, 16_000, 48_000, PICTURE);
  }

  static byte[] readAll(ReadStream<Buffer> stream) throws Exception {
    Buffer all = Buffer.buffer();
    Promise<Void> end = Promise.promise();
    stream
        .exceptionHandler(end::tryFail)
        .endHandler(v -> end.tryComplete())
        .handler(all::appendBuffer);
    Future<Buffer> whole = end.future().map(v -> all);
    return await(whole).getBytes();
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}

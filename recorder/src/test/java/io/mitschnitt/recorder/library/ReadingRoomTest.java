package io.mitschnitt.recorder.library;

import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.THIRTY_DAYS;
import static io.mitschnitt.recorder.store.OpenStore.await;
import static io.mitschnitt.recorder.store.OpenStore.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Library.Audio;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Library.Page;
import io.mitschnitt.recorder.contract.Library.Query;
import io.mitschnitt.recorder.contract.Library.State;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Book;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.store.OpenStore;
import io.mitschnitt.recorder.store.RecordingStore.Draft;
import io.mitschnitt.recorder.store.StoredSound;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingRoomTest {

  static final Listener EVE = new Listener("eve", "reviewer");
  static OpenStore open;
  static ReadingRoom library;
  static List<Draft> drafts = new ArrayList<>();

  /** Thirty recordings a minute apart, the first ten of them at the very same moment. */
  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    open = OpenStore.in(directory);
    library = new ReadingRoom(
        open.vertx,
        open.store.entries(),
        open.store.recordings(),
        open.store.listenings(),
        () -> T0);
    for (int i = 0; i < 30; i++) {
      Instant at = T0.plusSeconds(60L * Math.max(0, i - 9));
      String name = i == 7 ? "Zoë Übermaß" : i == 8 ? "Jürgen van der Berg" : "Caller " + i;
      CallFacts facts = call(at, "+49309876" + (100 + i), name, i % 2 == 0 ? "anna" : "ben");
      drafts.add(open.started(facts));
    }
    StoredSound.verified(open.store, drafts.get(29).id(), 600_000);
    StoredSound.verified(open.store, drafts.get(3).id(), 6_000);
  }

  @AfterAll
  static void close() throws Exception {
    open.close();
  }

  @Test
  void pages_follow_each_other_newest_first_without_gap_or_repetition() throws Exception {
    List<RecordingId> seen = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    int pages = 0;
    do {
      Page page = await(library.search(with(Query.newest(7), cursor)));
      page.items().forEach(card -> seen.add(card.id()));
      page.items().forEach(card -> times.add(card.startedAt()));
      cursor = page.next();
      pages++;
    } while (cursor.isPresent());

    assertThat(pages).isEqualTo(5);
    assertThat(seen)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(drafts.stream().map(Draft::id).toList());
    assertThat(times).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void the_last_full_page_has_no_next() throws Exception {
    assertThat(await(library.search(Query.newest(30))).next()).isEmpty();
  }

  @Test
  void number_parts_are_found_however_they_are_written() throws Exception {
    assertThat(found(number("9876103"))).containsExactly(3);
    assertThat(found(number("876-103"))).containsExactly(3);
    assertThat(found(number("030 9876 103"))).containsExactly(3);
    assertThat(found(number("0049 30 9876103"))).containsExactly(3);
    assertThat(found(number("+49309876103"))).containsExactly(3);
    assertThat(found(number(".*"))).isEmpty();
    assertThat(found(number("("))).hasSize(30); // nothing but punctuation asks for nothing
  }

  @Test
  void words_are_found_by_their_beginning_without_case_or_accents() throws Exception {
    assertThat(found(text("zoe"))).containsExactly(7);
    assertThat(found(text("UBER"))).containsExactly(7);
    assertThat(found(text("van jürg"))).containsExactly(8);
    assertThat(found(text("jurgen caller"))).isEmpty();
    assertThat(found(text("caller ben"))).hasSize(14);
    assertThat(found(text("49309876129"))).containsExactly(29);
  }

  @Test
  void time_agent_direction_and_length_narrow_the_search() throws Exception {
    assertThat(found(between(T0.plusSeconds(5), T0.plusSeconds(6)))).hasSize(10);
    assertThat(found(between(T0.plusSeconds(65), T0.plusSeconds(185)))).containsExactly(11, 10);
    assertThat(
            found(query(Optional.empty(), Optional.of("anna"), Optional.empty(), Optional.empty())))
        .hasSize(15);
    assertThat(
            found(query(Optional.empty(), Optional.of("an"), Optional.empty(), Optional.empty())))
        .isEmpty();
    assertThat(found(query(
            Optional.of(Direction.OUTBOUND), Optional.empty(), Optional.empty(), Optional.empty())))
        .isEmpty();
    assertThat(found(query(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(2)),
            Optional.empty())))
        .containsExactly(29);
  }

  @Test
  void a_limit_or_a_cursor_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> await(library.search(Query.newest(0))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> await(library.search(Query.newest(1001))))
        .isInstanceOf(IllegalArgumentException.class);
    for (String wrong : List.of("", "x", "%%%", "MTIzOmFiYw")) {
      assertThatThrownBy(() -> await(library.search(with(Query.newest(1), Optional.of(wrong)))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_card_tells_where_the_recording_stands() throws Exception {
    Card running = await(library.find(drafts.get(12).id())).orElseThrow();
    assertThat(running.state()).isEqualTo(State.RECORDING);
    assertThat(running.length()).isEmpty();
    assertThat(running.deleteAfter()).contains(running.startedAt().plus(Duration.ofDays(30)));

    Book ledger = new Book(open.store.entries());
    await(ledger.ended(
        running.call().id(), T0, new Ending(Ending.Whose.AGENT, "hung up", 16), Optional.empty()));
    assertThat(await(library.find(running.id())).orElseThrow().state()).isEqualTo(State.PENDING);

    await(open.store.recordings().failed(running.id(), "no room left"));
    Card failed = await(library.find(running.id())).orElseThrow();
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.findings()).contains("no room left");

    Card ready = await(library.find(drafts.get(29).id())).orElseThrow();
    assertThat(ready.state()).isEqualTo(State.READY);
    assertThat(ready.length()).contains(Duration.ofMillis(100_000));
    assertThat(await(library.find(RecordingId.random()))).isEmpty();
  }

  @Test
  void a_recording_that_is_only_reserved_is_not_listed() throws Exception {
    CallFacts facts = call();
    await(open.store.entries().add(Entry.answered(facts, THIRTY_DAYS)));
    Draft draft = open.draft(facts.id());
    await(open.store.recordings().reserve(draft));

    assertThat(await(library.find(draft.id()))).isEmpty();
    assertThat(found(Query.newest(100))).hasSize(30);
  }

  @Test
  void every_listening_is_an_entry() throws Exception {
    RecordingId id = drafts.get(29).id();
    Audio audio = await(library.open(id, EVE)).orElseThrow();
    await(library.open(id, new Listener("kim", "compliance")));

    assertThat(audio.length()).isEqualTo(600_000);
    assertThat(audio.etag()).hasSize(64);
    assertThat(StoredSound.bytes(audio.read(299_990, 300_009)))
        .isEqualTo(StoredSound.range(600_000, 299_990, 300_009));
    assertThat(await(library.listenings(id)))
        .extracting(l -> l.listener().user())
        .containsExactly("eve", "kim");
    assertThat(await(library.waveform(id))).isPresent();
  }

  @Test
  void what_is_not_ready_cannot_be_heard_and_leaves_no_entry() throws Exception {
    RecordingId id = drafts.get(5).id();

    assertThat(await(library.open(id, EVE))).isEmpty();
    assertThat(await(library.waveform(id))).isEmpty();
    assertThat(await(library.listenings(id))).isEmpty();
  }

  @Test
  void what_was_erased_cannot_be_heard_and_still_has_its_card() throws Exception {
    RecordingId id = drafts.get(3).id();
    assertThat(await(library.open(id, EVE))).isPresent();
    await(open.store.recordings().erase(id, "retention", T0));

    assertThat(await(library.open(id, EVE))).isEmpty();
    Card tombstone = await(library.find(id)).orElseThrow();
    assertThat(tombstone.state()).isEqualTo(State.ERASED);
    assertThat(tombstone.findings()).contains("erased: retention");
  }

  static List<Integer> found(Query query) throws Exception {
    List<RecordingId> ids = drafts.stream().map(Draft::id).toList();
    return await(library.search(query)).items().stream()
        .map(card -> ids.indexOf(card.id()))
        .toList();
  }

  static Query with(Query q, Optional<String> cursor) {
    return new Query(
        q.from(),
        q.to(),
        q.number(),
        q.agent(),
        q.direction(),
        q.minDuration(),
        q.text(),
        cursor,
        q.limit());
  }

  static Query query(
      Optional<Direction> direction,
      Optional<String> agent,
      Optional<Duration> least,
      Optional<String> text) {
    return new Query(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        agent,
        direction,
        least,
        text,
        Optional.empty(),
        100);
  }

  static Query text(String words) {
    return query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(words));
  }

  static Query number(String part) {
    Query q = Query.newest(100);
    return new Query(
        q.from(),
        q.to(),
        Optional.of(part),
        q.agent(),
        q.direction(),
        q.minDuration(),
        q.text(),
        q.cursor(),
        100);
  }

  static Query between(Instant from, Instant to) {
    Query q = Query.newest(100);
    return new Query(
        Optional.of(from),
        Optional.of(to),
        q.number(),
        q.agent(),
        q.direction(),
        q.minDuration(),
        q.text(),
        q.cursor(),
        100);
  }
}

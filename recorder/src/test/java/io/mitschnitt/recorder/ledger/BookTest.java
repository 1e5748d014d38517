package io.mitschnitt.recorder.ledger;

import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.THIRTY_DAYS;
import static io.mitschnitt.recorder.store.OpenStore.await;
import static io.mitschnitt.recorder.store.OpenStore.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Ledger.Row;
import io.mitschnitt.recorder.contract.Ledger.RowPage;
import io.mitschnitt.recorder.contract.Ledger.RowQuery;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.store.OpenStore;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookTest {

  static OpenStore open;
  static Book ledger;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    open = OpenStore.in(directory);
    ledger = new Book(open.store.entries());
  }

  @AfterAll
  static void close() throws Exception {
    open.close();
  }

  static final Ending HUNG_UP = new Ending(Ending.Whose.AGENT, "hung up", 16);

  @Test
  void what_the_carrier_said_is_kept_when_an_agent_takes_the_call() throws Exception {
    CallFacts plain = call();
    Map<String, String> said =
        Map.of("history-info", "<sip:+49301@c.example>;index=1", "identity", "e30.e30.c2ln");
    CallFacts facts = new CallFacts(
        plain.id(),
        plain.direction(),
        plain.customer(),
        "",
        plain.trunk(),
        plain.dialled(),
        plain.startedAt(),
        plain.answeredAt(),
        said);
    await(ledger.answered(facts, THIRTY_DAYS));
    await(ledger.agent(facts.id(), "ben", T0.plusSeconds(9)));
    assertThat(await(ledger.find(facts.id())).orElseThrow().facts().signalling())
        .isEqualTo(said);
  }

  @Test
  void a_row_comes_back_as_it_was_written() throws Exception {
    CallFacts facts = call();
    await(ledger.answered(facts, THIRTY_DAYS));
    await(ledger.agent(facts.id(), "ben", T0.plusSeconds(9)));
    ConsentEvent told = new ConsentEvent(T0.plusSeconds(7), ConsentEvent.Kind.TOLD, "de/notice");
    await(ledger.consent(facts.id(), told));
    Reason reason = new Reason(NotRecorded.REFUSED, "the caller pressed 9");
    await(ledger.ended(facts.id(), T0.plusSeconds(90), HUNG_UP, Optional.of(reason)));

    Row row = await(ledger.find(facts.id())).orElseThrow();

    assertThat(row.facts().customer()).isEqualTo(facts.customer());
    assertThat(row.facts().agent()).isEqualTo("ben");
    assertThat(row.decision()).isEqualTo(THIRTY_DAYS);
    assertThat(row.consent()).containsExactly(told);
    assertThat(row.state()).isEqualTo(Ledger.State.NOT_RECORDED);
    assertThat(row.reason()).contains(reason);
    assertThat(row.endedAt()).contains(T0.plusSeconds(90));
    assertThat(row.ending()).contains(HUNG_UP);
    assertThat(row.recording()).isEmpty();
  }

  @Test
  void an_anonymous_caller_has_a_row_too() throws Exception {
    CallFacts facts =
        new CallFacts(CallId.at(1), Direction.OUTBOUND, Party.ANONYMOUS, "", "carrier", "", T0, T0);
    await(ledger.answered(facts, THIRTY_DAYS));

    assertThat(await(ledger.find(facts.id())).orElseThrow().facts()).isEqualTo(facts);
  }

  @Test
  void answering_twice_fails() throws Exception {
    CallFacts facts = call();
    await(ledger.answered(facts, THIRTY_DAYS));

    assertThatThrownBy(() -> await(ledger.answered(facts, THIRTY_DAYS)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has a row already")
        .hasMessageNotContaining("987654");
  }

  @Test
  void an_unknown_call_fails() {
    assertThatThrownBy(() -> await(ledger.agent(CallId.at(0), "anna", T0)))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void twenty_events_at_once_are_all_kept() throws Exception {
    CallFacts facts = call();
    await(ledger.answered(facts, THIRTY_DAYS));
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(ledger.consent(
          facts.id(), new ConsentEvent(T0, ConsentEvent.Kind.PROMPT_STARTED, "" + i)));
    }
    await(Future.all(all));

    assertThat(await(ledger.find(facts.id())).orElseThrow().consent()).hasSize(20);
  }

  @Test
  void the_newest_rows_come_first() throws Exception {
    CallFacts later = call(T0.plusSeconds(86_400), "+4930111", "", "anna");
    CallFacts latest = call(T0.plusSeconds(90_000), "+4930112", "", "anna");
    await(ledger.answered(latest, THIRTY_DAYS));
    await(ledger.answered(later, THIRTY_DAYS));

    assertThat(await(ledger.newest(2)))
        .extracting(row -> row.facts().id())
        .containsExactly(latest.id(), later.id());
  }

  @Test
  void every_row_is_on_exactly_one_page() throws Exception {
    Instant day = T0.plusSeconds(40 * 86_400);
    List<CallId> made = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      // Several at the same moment: the order among them must hold over the pages too.
      CallFacts facts =
          call(day.plusSeconds(i / 4), "+493055501" + i, "", i % 2 == 0 ? "ben" : "zoe");
      await(ledger.answered(facts, THIRTY_DAYS));
      made.add(facts.id());
    }

    List<Row> all = pages(RowQuery.since(Optional.of(day), Optional.empty(), 5));

    assertThat(all).extracting(row -> row.facts().id()).containsExactlyInAnyOrderElementsOf(made);
    assertThat(all)
        .extracting(row -> row.facts().answeredAt())
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(pages(RowQuery.since(Optional.of(day), Optional.empty(), 5).of("zoe")))
        .hasSize(11);
  }

  private static List<Row> pages(RowQuery first) throws Exception {
    List<Row> all = new ArrayList<>();
    Optional<String> next = first.cursor();
    do {
      RowPage page = await(ledger.rows(new RowQuery(
          first.from(),
          first.to(),
          first.number(),
          first.agent(),
          first.direction(),
          first.state(),
          first.why(),
          first.text(),
          next,
          first.limit())));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(first.limit());
      all.addAll(page.items());
      next = page.next();
    } while (next.isPresent());
    return all;
  }

  @Test
  void calls_are_found_by_why_they_are_not_recorded() throws Exception {
    CallFacts refused = call(T0.plusSeconds(20 * 86_400), "+4930777001", "", "anna");
    CallFacts open = call(T0.plusSeconds(20 * 86_400), "+4930777002", "", "anna");
    await(ledger.answered(refused, THIRTY_DAYS));
    await(ledger.answered(open, THIRTY_DAYS));
    await(ledger.ended(
        refused.id(),
        T0.plusSeconds(20 * 86_400 + 9),
        HUNG_UP,
        Optional.of(new Reason(NotRecorded.REFUSED, "pressed 9"))));

    assertThat(
            asked(Optional.of(Ledger.State.NOT_RECORDED), Optional.of(NotRecorded.REFUSED), "777"))
        .containsExactly(refused.id());
    assertThat(asked(Optional.of(Ledger.State.OPEN), Optional.empty(), "0777002"))
        .containsExactly(open.id());
    assertThat(asked(Optional.empty(), Optional.of(NotRecorded.FORBIDDEN), "777"))
        .isEmpty();
  }

  private static List<CallId> asked(
      Optional<Ledger.State> state, Optional<NotRecorded> why, String number) throws Exception {
    RowQuery query = new RowQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.of(number),
        Optional.empty(),
        Optional.empty(),
        state,
        why,
        Optional.empty(),
        Optional.empty(),
        10);
    return await(ledger.rows(query)).items().stream()
        .map(row -> row.facts().id())
        .toList();
  }

  @Test
  void a_page_that_cannot_be_is_refused() {
    for (RowQuery wrong : List.of(
        RowQuery.newest(0),
        RowQuery.newest(1001),
        RowQuery.since(Optional.empty(), Optional.of("bm8"), 1),
        RowQuery.since(Optional.empty(), Optional.of("?"), 1))) {
      assertThatThrownBy(() -> await(ledger.rows(wrong)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void rows_left_open_are_closed_at_the_next_start() throws Exception {
    CallFacts facts = call();
    await(ledger.answered(facts, THIRTY_DAYS));

    await(ledger.reconcile());

    Row row = await(ledger.find(facts.id())).orElseThrow();
    assertThat(row.reason().orElseThrow().why()).isEqualTo(NotRecorded.ENDED_BEFORE_GATE);
    assertThat(await(ledger.reconcile())).isZero();
  }
}

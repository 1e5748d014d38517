package io.mitschnitt.recorder.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.store.OpenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EntryTest {

  static final Instant T = OpenStore.T0;
  static final CallFacts CALL = OpenStore.call();
  static final Entry ANSWERED = Entry.answered(CALL, OpenStore.THIRTY_DAYS);
  static final Ending HUNG_UP = new Ending(Ending.Whose.CALLER, "hung up", 16);
  static final Take TAKE = Take.reserved(RecordingId.random(), T, "00", "kek");
  static final Take.Sound SOUND =
      new Take.Sound(Duration.ofSeconds(9), 54_000, "ab", 16_000, 48_000);

  static final Map<String, UnaryOperator<Entry>> MOVES = Map.ofEntries(
      Map.entry("reserve", e -> e.reserved(TAKE)),
      Map.entry("start", e -> e.started(T.plusSeconds(1))),
      Map.entry("store", e -> e.stored(SOUND)),
      Map.entry("verify", e -> e.verified(List.of())),
      Map.entry("fail", e -> e.failed("disk full")),
      Map.entry("forget", Entry::forgotten),
      Map.entry("erase", e -> e.erased(T.plusSeconds(9), "the caller withdrew")),
      Map.entry("end", e -> e.ended(T.plusSeconds(60), HUNG_UP, Optional.empty())),
      Map.entry("end refused", e -> e.ended(T.plusSeconds(60), HUNG_UP, why(NotRecorded.REFUSED))),
      Map.entry("end failed", e -> e.ended(T.plusSeconds(60), HUNG_UP, why(NotRecorded.FAILED))));

  static Optional<Reason> why(NotRecorded why) {
    return Optional.of(new Reason(why, "because"));
  }

  static Entry after(String moves) {
    Entry entry = ANSWERED;
    for (String move : moves.split(", ")) {
      entry = MOVES.get(move).apply(entry);
    }
    return entry;
  }

  /** Moves -> state of the row and, where not recorded, why. */
  @TestFactory
  Stream<DynamicTest> the_row_closes_right_in_any_order() {
    return Stream.of(
            "reserve -> OPEN",
            "reserve, start, store -> OPEN",
            "reserve, start, store, verify -> RECORDED",
            "reserve, start, store, verify, end -> RECORDED",
            "reserve, start, end, store, verify -> RECORDED",
            "reserve, start, store, end, verify -> RECORDED",
            "reserve, start, end -> OPEN",
            "reserve, start, fail, end -> OPEN",
            "reserve, start, end, fail, store, verify -> RECORDED",
            "reserve, start, store, verify, end refused -> RECORDED",
            "reserve, start, end failed, store, verify -> RECORDED",
            "end -> NOT_RECORDED ENDED_BEFORE_GATE",
            "end refused -> NOT_RECORDED REFUSED",
            "end failed -> NOT_RECORDED FAILED",
            "reserve, forget, end -> NOT_RECORDED ENDED_BEFORE_GATE",
            "reserve, end, forget -> NOT_RECORDED ENDED_BEFORE_GATE",
            "reserve, end refused, forget -> NOT_RECORDED REFUSED",
            "reserve, forget -> OPEN",
            "reserve, start, erase -> OPEN",
            "reserve, start, erase, end -> NOT_RECORDED WITHDRAWN",
            "reserve, erase, start, end -> NOT_RECORDED WITHDRAWN",
            "reserve, start, end, erase -> NOT_RECORDED WITHDRAWN",
            "reserve, start, erase, end refused -> NOT_RECORDED REFUSED",
            "reserve, start, end, store, verify, erase -> RECORDED",
            "reserve, start, store, verify, erase, end -> RECORDED")
        .map(row -> row.split(" -> "))
        .map(row -> DynamicTest.dynamicTest(row[0] + " -> " + row[1], () -> {
          Entry entry = after(row[0]);
          String why = entry.reason().map(r -> " " + r.why()).orElse("");
          assertThat(entry.state() + why).isEqualTo(row[1]);
        }));
  }

  @TestFactory
  Stream<DynamicTest> the_book_refuses() {
    return Stream.of(
            "end, reserve",
            "end refused, reserve",
            "start",
            "verify",
            "reserve, start, verify",
            "reserve, start, forget",
            "reserve, start, erase, store",
            "reserve, start, erase, verify",
            "reserve, start, erase, fail",
            "reserve, start, end refused, store, verify",
            "end, end refused")
        .map(moves -> DynamicTest.dynamicTest(moves, () -> {
          List<String> all = new ArrayList<>(List.of(moves.split(", ")));
          String last = all.remove(all.size() - 1);
          Entry before = all.isEmpty() ? ANSWERED : after(String.join(", ", all));
          assertThatThrownBy(() -> MOVES.get(last).apply(before))
              .isInstanceOf(IllegalStateException.class);
        }));
  }

  @Test
  void the_same_end_told_twice_is_one_end() {
    Entry ended = after("end");

    assertThat(ended.ended(T.plusSeconds(60), HUNG_UP, Optional.empty())).isEqualTo(ended);
  }

  @Test
  void a_call_has_one_recording_at_a_time() {
    Take other = Take.reserved(RecordingId.random(), T, "00", "kek");

    assertThatThrownBy(() -> after("reserve").reserved(other))
        .isInstanceOf(IllegalStateException.class);
    assertThat(after("reserve, forget").reserved(other).take()).contains(other);
  }

  @Test
  void retention_is_frozen_by_the_first_start() {
    Entry started = after("reserve, start").started(T.plusSeconds(500));

    assertThat(started.take().orElseThrow().deleteAfter())
        .contains(T.plusSeconds(1).plus(Duration.ofDays(30)));
  }

  @Test
  void the_last_agent_is_shown_and_all_are_kept() {
    Entry entry = ANSWERED.agent("ben", T.plusSeconds(20));

    assertThat(entry.facts().agent()).isEqualTo("ben");
    assertThat(entry.agents()).extracting(Entry.Taken::agent).containsExactly("anna", "ben");
  }

  @TestFactory
  Stream<DynamicTest> a_row_left_open_by_a_dead_process_says_why() {
    return Stream.of(
        row(Mode.OPT_OUT, "anna", NotRecorded.ENDED_BEFORE_GATE, Kind.PROMPT_STARTED),
        row(Mode.OPT_OUT, "anna", NotRecorded.FAILED, Kind.PROMPT_STARTED, Kind.TOLD),
        row(Mode.OPT_OUT, "", NotRecorded.ENDED_BEFORE_GATE, Kind.TOLD),
        row(Mode.OPT_OUT, "anna", NotRecorded.REFUSED, Kind.OBJECTED),
        row(Mode.EXPLICIT_CONSENT, "anna", NotRecorded.REFUSED, Kind.PROMPT_HEARD, Kind.NO_ANSWER),
        row(Mode.EXPLICIT_CONSENT, "anna", NotRecorded.FAILED, Kind.AGREED),
        row(Mode.EXPLICIT_CONSENT, "anna", NotRecorded.WITHDRAWN, Kind.AGREED, Kind.WITHDRAWN),
        row(Mode.STATUTORY, "anna", NotRecorded.FAILED),
        row(Mode.FORBIDDEN, "anna", NotRecorded.FORBIDDEN),
        row(Mode.OFF, "anna", NotRecorded.NOT_SELECTED));
  }

  static DynamicTest row(Mode mode, String agent, NotRecorded expected, Kind... said) {
    return DynamicTest.dynamicTest(
        mode + " " + agent + " " + List.of(said) + " -> " + expected, () -> {
          Decision decision =
              new Decision(mode, "de", "notice", "service", 30, List.of("a reason"));
          Entry entry = Entry.answered(OpenStore.call(T, "+4930987654", "", agent), decision);
          for (Kind kind : said) {
            entry = entry.said(new ConsentEvent(T.plusSeconds(30), kind, ""));
          }
          Entry settled = Reconciler.settle(entry);
          assertThat(settled.reason().orElseThrow().why()).isEqualTo(expected);
          assertThat(settled.endedAt())
              .contains(said.length == 0 ? T.plusSeconds(5) : T.plusSeconds(30));
        });
  }

  @Test
  void a_row_with_a_recording_is_left_to_recovery_and_closes_when_that_is_done() {
    Entry settled = Reconciler.settle(after("reserve, start"));

    assertThat(settled.state()).isEqualTo(State.OPEN);
    assertThat(settled.ending()).contains(Reconciler.DIED);
    assertThat(settled.stored(SOUND).verified(List.of()).state()).isEqualTo(State.RECORDED);
  }

  @Test
  void closed_rows_are_not_touched_by_the_reconciler() {
    for (String moves :
        List.of("end refused", "reserve, start, store, verify", "reserve, start, end")) {
      assertThat(Reconciler.settle(after(moves))).isEqualTo(after(moves));
    }
  }
}

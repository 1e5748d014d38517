package io.mitschnitt.recorder.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Reconciler.Stray;
import io.mitschnitt.recorder.ledger.Reconciler.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcilerTest {

  private static final RecordingId ID = EntryTest.TAKE.id();
  private static final Instant ENDED = EntryTest.T.plusSeconds(60);
  private static final Instant LATER = ENDED.plusSeconds(30);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reserve, start, end                | MISSING",
        "reserve, start, fail, end          | MISSING",
        "reserve, start, store, end         | MISSING",
        "reserve, end                       | NOTHING_KEPT",
        "reserve, start                     | FINE",
        "reserve, start, store, verify, end | FINE",
        "end refused                        | FINE",
        "reserve, start, erase, end         | FINE",
      })
  void a_row_whose_recording_is_nowhere_is_judged_by_what_was_kept(String moves, Verdict wanted) {
    assertThat(Reconciler.judge(EntryTest.after(moves), nothing(LATER))).isEqualTo(wanted);
  }

  @Test
  void nobody_asks_before_the_last_steps_had_their_time() {
    Entry row = EntryTest.after("reserve, start, end");

    assertThat(Reconciler.judge(row, nothing(ENDED.plusSeconds(19)))).isEqualTo(Verdict.FINE);
    assertThat(Reconciler.judge(row, nothing(ENDED.plusSeconds(21)))).isEqualTo(Verdict.MISSING);
  }

  @Test
  void a_recording_in_hand_or_on_the_disk_is_not_missing() {
    Entry row = EntryTest.after("reserve, start, end");
    Inventory inHand = new Inventory(LATER, Set.of(ID), Map.of(), Set.of(), Set.of());
    Inventory onDisk = new Inventory(LATER, Set.of(), Map.of(ID, row.call()), Set.of(), Set.of());
    Inventory damaged = new Inventory(LATER, Set.of(), Map.of(), Set.of(ID.value()), Set.of());

    assertThat(Reconciler.judge(row, inHand)).isEqualTo(Verdict.FINE);
    assertThat(Reconciler.judge(row, onDisk)).isEqualTo(Verdict.FINE);
    assertThat(Reconciler.judge(row, damaged)).isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void the_row_of_a_call_that_vanished_is_closed_by_what_was_agreed() {
    Entry row = EntryTest.ANSWERED;
    Inventory vanished = new Inventory(LATER, Set.of(), Map.of(), Set.of(), Set.of(row.call()));
    assertThat(Reconciler.judge(row, vanished)).isEqualTo(Verdict.GONE);

    Entry closed = Reconciler.gone(row);
    assertThat(closed.state()).isEqualTo(State.NOT_RECORDED);
    assertThat(closed.reason().orElseThrow().why()).isEqualTo(NotRecorded.ENDED_BEFORE_GATE);
    assertThat(closed.ending()).contains(Reconciler.UNSEEN);
  }

  @Test
  void a_vanished_call_whose_tape_still_runs_is_left_alone() {
    Entry row = EntryTest.after("reserve, start");
    Set<CallId> vanished = Set.of(row.call());

    assertThat(
            Reconciler.judge(row, new Inventory(LATER, Set.of(ID), Map.of(), Set.of(), vanished)))
        .isEqualTo(Verdict.FINE);
    Entry ended = Reconciler.gone(row);
    assertThat(ended.state()).as("its recording may still come").isEqualTo(State.OPEN);
    assertThat(ended.endedAt()).isPresent();
  }

  @Test
  void a_missing_recording_closes_its_row_as_our_failure_and_may_still_turn_up() {
    Entry closed = EntryTest.after("reserve, start, end").abandoned("its journal is missing");
    assertThat(closed.state()).isEqualTo(State.NOT_RECORDED);
    assertThat(closed.reason().orElseThrow().why()).isEqualTo(NotRecorded.FAILED);
    assertThat(closed.take().orElseThrow().cause()).contains("its journal is missing");

    assertThat(closed.stored(EntryTest.SOUND).verified(java.util.List.of()).state())
        .isEqualTo(State.RECORDED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reserve, start, end                | TAKE_UP",
        "reserve, start, fail               | TAKE_UP",
        "reserve, start, store, verify      | DELETE",
        "reserve, start, erase              | DELETE",
        "end refused                        | ALARM",
      })
  void a_stray_journal_is_taken_up_deleted_or_shown(String moves, Stray wanted) {
    assertThat(Reconciler.judge(EntryTest.after(moves).take())).isEqualTo(wanted);
  }

  @Test
  void what_is_left_of_a_call_that_may_have_no_recording_must_go() {
    assertThat(Reconciler.mustGo(EntryTest.after("reserve, start, end refused"), LATER))
        .isTrue();
    assertThat(Reconciler.mustGo(EntryTest.after("reserve, start, erase, end refused"), LATER))
        .isFalse();
    assertThat(Reconciler.mustGo(EntryTest.after("reserve, start, end failed"), LATER))
        .isFalse();
    assertThat(Reconciler.mustGo(EntryTest.after("reserve, start, end refused"), ENDED))
        .isFalse();
  }

  @Test
  void rows_of_another_node_are_not_ours() {
    assertThat(EntryTest.ANSWERED.on("node2").isOf("node1")).isFalse();
    assertThat(EntryTest.ANSWERED.on("node2").isOf("node2")).isTrue();
    assertThat(EntryTest.ANSWERED.isOf("node1")).as("nobody noted whose").isTrue();
    assertThat(Optional.of(EntryTest.ANSWERED
            .on("node2")
            .ended(ENDED, EntryTest.HUNG_UP, Optional.empty())
            .node()))
        .contains("node2");
  }

  private static Inventory nothing(Instant at) {
    return new Inventory(at, Set.of(), Map.of(), Set.of(), Set.of());
  }
}

package io.mitschnitt.gateway.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.consent.ConsentGate.Signal;
import io.mitschnitt.gateway.consent.ConsentGate.State;
import io.mitschnitt.gateway.consent.ConsentGate.Verdict;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentGateTest {

  @ParameterizedTest(name = "{0}: {1} -> {2}, {3}")
  @CsvSource(delimiter = '|', textBlock = """
          NOTICE           | PROMPT_HEARD                    | TOLD      | PROMPT_HEARD TOLD
          NOTICE           | TIMEOUT                         | UNHEARD   |
          NOTICE           | OBJECTED PROMPT_HEARD           | OBJECTED  | OBJECTED
          NOTICE           | PROMPT_HEARD WITHDRAWN          | WITHDRAWN | PROMPT_HEARD TOLD WITHDRAWN
          OPT_OUT          | PROMPT_HEARD                    | NONE      | PROMPT_HEARD
          OPT_OUT          | PROMPT_HEARD TIMEOUT            | TOLD      | PROMPT_HEARD TOLD
          OPT_OUT          | PROMPT_HEARD OTHER_KEY TIMEOUT  | TOLD      | PROMPT_HEARD TOLD
          OPT_OUT          | PROMPT_HEARD AGREED             | AGREED    | PROMPT_HEARD AGREED
          OPT_OUT          | AGREED                          | NONE      |
          OPT_OUT          | OBJECTED                        | OBJECTED  | OBJECTED
          OPT_OUT          | PROMPT_HEARD OBJECTED TIMEOUT   | OBJECTED  | PROMPT_HEARD OBJECTED
          OPT_OUT          | PROMPT_HEARD TIMEOUT OBJECTED   | OBJECTED  | PROMPT_HEARD TOLD OBJECTED
          OPT_OUT          | PROMPT_HEARD TIMEOUT WITHDRAWN  | WITHDRAWN | PROMPT_HEARD TOLD WITHDRAWN
          OPT_OUT          | TIMEOUT PROMPT_HEARD TIMEOUT    | UNHEARD   |
          EXPLICIT_CONSENT | PROMPT_HEARD TIMEOUT            | NO_ANSWER | PROMPT_HEARD NO_ANSWER
          EXPLICIT_CONSENT | PROMPT_HEARD AGREED             | AGREED    | PROMPT_HEARD AGREED
          EXPLICIT_CONSENT | AGREED                          | AGREED    | AGREED
          EXPLICIT_CONSENT | PROMPT_HEARD TIMEOUT AGREED     | NO_ANSWER | PROMPT_HEARD NO_ANSWER
          EXPLICIT_CONSENT | PROMPT_HEARD TIMEOUT AGREED_LATE | AGREED   | PROMPT_HEARD NO_ANSWER AGREED
          EXPLICIT_CONSENT | PROMPT_HEARD OBJECTED AGREED_LATE | OBJECTED | PROMPT_HEARD OBJECTED
          EXPLICIT_CONSENT | PROMPT_HEARD TIMEOUT OBJECTED AGREED_LATE  | OBJECTED  | PROMPT_HEARD NO_ANSWER OBJECTED
          EXPLICIT_CONSENT | PROMPT_HEARD TIMEOUT WITHDRAWN AGREED_LATE | WITHDRAWN | PROMPT_HEARD NO_ANSWER WITHDRAWN
          EXPLICIT_CONSENT | TIMEOUT AGREED_LATE             | UNHEARD   |
          EXPLICIT_CONSENT | AGREED WITHDRAWN AGREED_LATE    | WITHDRAWN | AGREED WITHDRAWN
          STATUTORY        | PROMPT_HEARD                    | TOLD      | PROMPT_HEARD TOLD
          STATUTORY        | OBJECTED PROMPT_HEARD WITHDRAWN | TOLD      | PROMPT_HEARD TOLD
          STATUTORY        | TIMEOUT                         | UNHEARD   |
          ONE_PARTY        | OTHER_KEY                       | ALLOWED   |
          ONE_PARTY        | WITHDRAWN                       | WITHDRAWN | WITHDRAWN
          FORBIDDEN        | PROMPT_HEARD AGREED             | FORBIDDEN |
          OFF              | PROMPT_HEARD AGREED             | OFF       |
          """)
  void comes_to_its_verdict(Mode mode, String signals, Verdict verdict, String events) {
    ConsentGate gate = ConsentGate.under(mode);
    List<Kind> told = new ArrayList<>();
    for (String signal : signals.split(" ")) {
      ConsentGate.Step step = gate.on(Signal.valueOf(signal));
      told.addAll(step.events());
      gate = step.gate();
    }
    assertThat(gate.verdict()).isEqualTo(verdict);
    assertThat(told)
        .extracting(Kind::name)
        .isEqualTo(events == null ? List.of() : List.of(events.split(" ")));
  }

  @Test
  void forbidden_and_unwanted_gates_never_open() {
    everySequence((signals, gate) -> {
      if (gate.mode() == Mode.FORBIDDEN || gate.mode() == Mode.OFF) {
        assertThat(gate.state()).isEqualTo(State.SHUT);
      }
    });
  }

  @Test
  void no_explicit_gate_opens_without_a_yes() {
    everySequence((signals, gate) -> {
      if (gate.mode() == Mode.EXPLICIT_CONSENT && gate.mayOpen()) {
        assertThat(signals).containsAnyOf(Signal.AGREED, Signal.AGREED_LATE);
      }
    });
  }

  @Test
  void nobody_is_kept_who_was_not_told_to_the_end() {
    everySequence((signals, gate) -> {
      boolean telling = gate.mode() == Mode.NOTICE
          || gate.mode() == Mode.OPT_OUT
          || gate.mode() == Mode.STATUTORY;
      if (telling && gate.mayOpen()) {
        int heard = signals.indexOf(Signal.PROMPT_HEARD);
        assertThat(heard).isNotNegative();
        assertThat(signals.subList(0, heard)).doesNotContain(Signal.TIMEOUT);
      }
      if (gate.mode() == Mode.OPT_OUT && gate.mayOpen()) {
        List<Signal> after = signals.subList(signals.indexOf(Signal.PROMPT_HEARD), signals.size());
        assertThat(after).containsAnyOf(Signal.TIMEOUT, Signal.AGREED, Signal.AGREED_LATE);
      }
    });
  }

  @Test
  void who_objected_or_withdrew_is_not_kept_unless_the_law_demands_it() {
    everySequence((signals, gate) -> {
      boolean no = signals.contains(Signal.OBJECTED) || signals.contains(Signal.WITHDRAWN);
      if (no && gate.mode() != Mode.STATUTORY) {
        assertThat(gate.mayOpen()).isFalse();
      }
    });
  }

  @Test
  void one_party_may_open_without_an_announcement() {
    assertThat(ConsentGate.under(Mode.ONE_PARTY).mayOpen()).isTrue();
  }

  @Test
  void shut_is_for_good_but_for_who_had_not_answered() {
    everySequence((signals, gate) -> {
      if (gate.state() == State.SHUT && gate.verdict() != Verdict.NO_ANSWER) {
        for (Signal signal : Signal.values()) {
          assertThat(gate.on(signal)).isEqualTo(new ConsentGate.Step(gate, List.of()));
        }
      }
    });
  }

  @Test
  void each_thing_is_written_down_once() {
    everySequence((signals, gate) -> {
      ConsentGate walked = ConsentGate.under(gate.mode());
      List<Kind> told = new ArrayList<>();
      for (Signal signal : signals) {
        ConsentGate.Step step = walked.on(signal);
        told.addAll(step.events());
        walked = step.gate();
      }
      assertThat(told).doesNotHaveDuplicates();
    });
  }

  /** All modes with all sequences of up to five signals: 137,256 walks. */
  private static void everySequence(BiConsumer<List<Signal>, ConsentGate> check) {
    for (Mode mode : Mode.values()) {
      walk(new ArrayList<>(), ConsentGate.under(mode), check);
    }
  }

  private static void walk(
      List<Signal> signals, ConsentGate gate, BiConsumer<List<Signal>, ConsentGate> check) {
    check.accept(signals, gate);
    if (signals.size() == 5) {
      return;
    }
    for (Signal signal : Signal.values()) {
      signals.add(signal);
      walk(signals, gate.on(signal).gate(), check);
      signals.remove(signals.size() - 1);
    }
  }
}

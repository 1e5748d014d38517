package io.mitschnitt.gateway.call;

import static io.mitschnitt.gateway.call.Drive.ANNA;
import static io.mitschnitt.gateway.call.Drive.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.call.CallInput.FromAside;
import io.mitschnitt.gateway.call.CallInput.FromAside.What;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever order events come in: all short orders, and many long ones by dice. {@link Trace} knows what must hold. */
class CallPropertiesTest {

  private static final Line CAROL = Line.agent("carol");
  private static final CallInput PROMPT_HEARD = new CallInput.PromptDone("told", true);
  private static final CallInput PROMPT_CUT = new CallInput.PromptDone("told", false);
  private static final CallInput SAID = new CallInput.PromptDone("not-recorded", true);
  private static final CallInput SORRY = new CallInput.PromptDone("sorry", true);
  private static final CallInput TAPE_READY = new CallInput.TapeReady(Drive.TAPE);
  private static final CallInput TAPE_FAILED = new CallInput.TapeFailed("disk full");
  private static final CallInput GATE_OPENED = new CallInput.GateOpened();
  private static final CallInput HANG_UP = new CallInput.HangUp("ended");

  private static final List<CallInput> COMPACT = List.of(
      new CallInput.AnswerMade(Leg.CUSTOMER, "a"),
      new CallInput.OfferMade(Leg.AGENT, "o"),
      new CallInput.LineConfirmed(Line.CUSTOMER, Optional.empty()),
      new CallInput.MediaUp(Leg.CUSTOMER),
      new CallInput.LineAnswered(ANNA, "a"),
      new CallInput.MediaUp(Leg.AGENT),
      PROMPT_HEARD,
      key('9'),
      new CallInput.LineEnded(Line.CUSTOMER, Drive.BYE),
      TAPE_READY);

  private static final List<CallInput> WAITING = List.of(
      new CallInput.AgentsFound(List.of("anna")),
      new CallInput.AgentsFound(List.of("ben")),
      new CallInput.AgentsFound(List.of()),
      new CallInput.LineAnswered(ANNA, "a"),
      new CallInput.LineRefused(ANNA, 486),
      new CallInput.PromptDone("music", true),
      new CallInput.PromptDone("waiting", true),
      ring(Alarm.TELL),
      ring(Alarm.AGAIN),
      ring(Alarm.RING),
      ring(Alarm.WAIT),
      key('9'),
      SAID,
      new CallInput.LineEnded(Line.CUSTOMER, Drive.BYE));

  private static final List<CallInput> LATER = List.of(
      PROMPT_HEARD,
      PROMPT_CUT,
      SAID,
      SORRY,
      key('1'),
      key('9'),
      key('*'),
      ring(Alarm.ASK),
      ring(Alarm.TAPE),
      ring(Alarm.RING),
      TAPE_READY,
      TAPE_FAILED,
      GATE_OPENED,
      new CallInput.LineEnded(ANNA, Drive.BYE),
      new CallInput.StopRecording("anna"));

  @Test
  void all_short_orders_from_the_first_invite() {
    explore(trace(Plans.inbound(Mode.NOTICE)), COMPACT, 6);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"NOTICE", "OPT_OUT", "EXPLICIT_CONSENT", "STATUTORY", "ONE_PARTY"})
  void all_short_orders_from_the_moment_both_are_up(Mode mode) {
    Trace asked = trace(Plans.outbound(mode))
        .with(new CallInput.OfferMade(Leg.CUSTOMER, "o"))
        .with(new CallInput.LineAnswered(Line.CUSTOMER, "a"))
        .with(new CallInput.AnswerTaken(Leg.CUSTOMER))
        .with(new CallInput.AnswerMade(Leg.AGENT, "a"))
        .with(new CallInput.LineConfirmed(ANNA, Optional.empty()))
        .with(new CallInput.MediaUp(Leg.CUSTOMER))
        .with(new CallInput.MediaUp(Leg.AGENT));
    explore(asked, LATER, 4);
    explore(asked.with(PROMPT_HEARD).with(ring(Alarm.ASK)), LATER, 4);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void long_orders_by_dice(Mode mode) {
    Random dice = new Random(20261125L + mode.ordinal());
    for (int round = 0; round < 4_000; round++) {
      Plan plan = round % 2 == 0 ? Plans.inbound(mode) : Plans.outbound(mode);
      roll(dice, round % 3 == 0 ? Plans.keeping(plan) : plan, round % 5 > 0);
    }
  }

  /** What comes to a caller in a line, in all short orders from the moment the line is entered. */
  @Test
  void all_short_orders_in_a_line() {
    Hunt hunt = new Hunt(
        List.of(
            Plans.queue("service", Strategy.LONGEST_IDLE, "anna", "ben"),
            Plans.plain("sales", Strategy.RING_ALL, "anna")),
        false);
    Trace waiting = trace(Plans.by(hunt, Plans.inbound(Mode.OPT_OUT)))
        .with(new CallInput.AnswerMade(Leg.CUSTOMER, "a"))
        .with(new CallInput.OfferMade(Leg.AGENT, "o"))
        .with(new CallInput.LineConfirmed(Line.CUSTOMER, Optional.empty()))
        .with(new CallInput.MediaUp(Leg.CUSTOMER))
        .with(PROMPT_HEARD)
        .with(ring(Alarm.ASK));
    explore(waiting, WAITING, 5);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void long_orders_in_lines_by_dice(Strategy strategy) {
    Random dice = new Random(20261126L + strategy.ordinal());
    for (int round = 0; round < 4_000; round++) {
      Hunt hunt = new Hunt(
          List.of(
              dice.nextBoolean()
                  ? Plans.queue("service", strategy, "anna", "ben")
                  : Plans.plain("service", strategy, "anna", "ben"),
              Plans.queue("sales", strategy, "ben")),
          false);
      Mode mode = Mode.values()[dice.nextInt(Mode.values().length)];
      Hunt way = round % 20 == 0 ? Hunt.CLOSED : hunt;
      roll(dice, Plans.by(way, Plans.inbound(mode)), true);
    }
  }

  private static final List<CallInput> HANDED = List.of(
      new CallInput.HandOver(Plans.toAgent("ben", Mode.NOTICE), true),
      new CallInput.HandTo(Plans.toAgent("carol", Mode.FORBIDDEN), CAROL, true),
      new FromAside(What.OFFERED, "o"),
      new FromAside(What.UP, ""),
      new FromAside(What.LOST, ""),
      new CallInput.LineAnswered(BEN, "a"),
      new CallInput.LineRefused(BEN, 486),
      new CallInput.LineEnded(BEN, Drive.BYE),
      new CallInput.LineEnded(ANNA, Drive.BYE),
      new CallInput.LineEnded(Line.CUSTOMER, Drive.BYE),
      new CallInput.MediaLost(Leg.AGENT, "lost"),
      ring(Alarm.TRANSFER),
      new CallInput.PauseRecording(true, "anna"));

  /** Every way through a transfer in all short orders, from the moment they talk and are recorded. */
  @ParameterizedTest
  @EnumSource(Direction.class)
  void all_short_orders_of_a_transfer(Direction direction) {
    Trace talk = direction == Direction.INBOUND
        ? trace(Plans.inbound(Mode.OPT_OUT))
            .with(new CallInput.AnswerMade(Leg.CUSTOMER, "a"))
            .with(new CallInput.OfferMade(Leg.AGENT, "o"))
            .with(new CallInput.AgentsFound(List.of("anna")))
            .with(new CallInput.LineConfirmed(Line.CUSTOMER, Optional.empty()))
            .with(new CallInput.MediaUp(Leg.CUSTOMER))
            .with(new CallInput.LineAnswered(ANNA, "a"))
        : trace(Plans.outbound(Mode.OPT_OUT))
            .with(new CallInput.OfferMade(Leg.CUSTOMER, "o"))
            .with(new CallInput.LineAnswered(Line.CUSTOMER, "a"))
            .with(new CallInput.AnswerTaken(Leg.CUSTOMER))
            .with(new CallInput.AnswerMade(Leg.AGENT, "a"))
            .with(new CallInput.LineConfirmed(ANNA, Optional.empty()))
            .with(new CallInput.MediaUp(Leg.CUSTOMER));
    Trace recorded = talk.with(new CallInput.MediaUp(Leg.AGENT))
        .with(PROMPT_HEARD)
        .with(ring(Alarm.ASK))
        .with(TAPE_READY)
        .with(GATE_OPENED);
    explore(recorded, HANDED, 3);
    Trace handed = recorded.with(HANDED.get(0)).with(new FromAside(What.OFFERED, "o"));
    Trace rung = handed.with(new CallInput.AgentsFound(List.of("ben")));
    explore(handed, HANDED, 2);
    explore(rung, HANDED, 3);
    explore(rung.with(new CallInput.LineAnswered(BEN, "a")), HANDED, 3);
  }

  private static void roll(Random dice, Plan plan, boolean offers) {
    Trace trace =
        Trace.of(plan).with(new CallInput.Began(offers ? Optional.of("offer") : Optional.empty()));
    int length = 5 + dice.nextInt(40);
    for (int i = 0; i < length; i++) {
      boolean cooperative = dice.nextInt(4) > 0;
      List<CallInput> likely = cooperative ? trace.expected() : List.of();
      List<CallInput> from = likely.isEmpty() ? everything(dice) : likely;
      trace = step(trace, from.get(dice.nextInt(from.size())));
    }
    finish(trace);
  }

  /** All inputs there are, the ones that end a call more seldom than they would come up by chance. */
  private static List<CallInput> everything(Random dice) {
    List<CallInput> all = new ArrayList<>();
    for (Leg leg : Leg.values()) {
      all.add(new CallInput.OfferMade(leg, "o"));
      all.add(new CallInput.AnswerMade(leg, "a"));
      all.add(new CallInput.AnswerTaken(leg));
      all.add(new CallInput.MediaUp(leg));
    }
    for (Line line : List.of(Line.CUSTOMER, ANNA, BEN)) {
      all.add(new CallInput.LineRings(line));
      all.add(new CallInput.LineSounds(line, "o"));
      all.add(new CallInput.LineReoffered(line, Optional.empty()));
      all.add(new CallInput.LineConfirmed(line, Optional.of("a")));
      all.add(new CallInput.LineAnswered(line, "a"));
      all.add(new CallInput.LineConfirmed(line, Optional.empty()));
      all.add(new CallInput.LineReoffered(line, Optional.of("o")));
      if (dice.nextInt(6) == 0) {
        all.add(new CallInput.LineRefused(line, 486));
        all.add(new CallInput.LineEnded(line, Drive.BYE));
        all.add(new CallInput.MediaRefused(line.leg(), "no"));
        all.add(new CallInput.MediaLost(line.leg(), "lost"));
        all.add(HANG_UP);
      }
    }
    for (Alarm alarm : Alarm.values()) {
      all.add(ring(alarm));
    }
    all.add(new CallInput.EarlyPassed("e"));
    all.add(new CallInput.AgentsFound(List.of()));
    all.add(new CallInput.AgentsFound(List.of("anna")));
    all.add(new CallInput.AgentsFound(List.of("ben", "anna")));
    all.add(new CallInput.PromptDone("music", dice.nextBoolean()));
    all.add(new CallInput.PromptDone("waiting", dice.nextBoolean()));
    all.add(new CallInput.PauseRecording(dice.nextBoolean(), "anna"));
    all.addAll(LATER);
    Mode mode = Mode.values()[dice.nextInt(Mode.values().length)];
    all.add(new CallInput.HandOver(Plans.toAgent("ben", mode), true));
    all.add(new CallInput.HandOver(Plans.toNumber(mode), true));
    all.add(new CallInput.HandTo(Plans.toAgent("carol", mode), CAROL, true));
    for (What what : What.values()) {
      all.add(new FromAside(what, "o"));
    }
    all.add(new CallInput.LineAnswered(Line.outside(), "a"));
    if (dice.nextInt(6) == 0) {
      all.add(new CallInput.LineEnded(CAROL, Drive.BYE));
      all.add(new CallInput.LineEnded(Line.outside(), Drive.BYE));
      all.add(new CallInput.GiveAway(Line.CUSTOMER));
    }
    return all;
  }

  private static void explore(Trace trace, List<CallInput> alphabet, int depth) {
    finish(trace);
    if (depth == 0 || trace.over()) {
      return;
    }
    for (CallInput input : alphabet) {
      if (trace.possible(input)) {
        explore(trace.with(input), alphabet, depth - 1);
      }
    }
  }

  private static Trace step(Trace trace, CallInput input) {
    return trace.possible(input) ? trace.with(input) : trace;
  }

  /** Ends the call where it has not ended by itself, has the recorder answer what it still owes, and looks back. */
  private static void finish(Trace trace) {
    Trace ended = trace.with(HANG_UP);
    assertThat(ended.over()).isTrue();
    Trace settled = step(step(ended, TAPE_READY), GATE_OPENED);
    settled.check();
    assertThat(settled
            .with(HANG_UP)
            .with(key('9'))
            .with(new CallInput.MediaUp(Leg.AGENT))
            .orders())
        .isEqualTo(settled.orders());
  }

  private static Trace trace(Plan plan) {
    return Trace.of(plan).with(new CallInput.Began(Optional.of("offer")));
  }

  private static CallInput key(char key) {
    return new CallInput.KeyPressed(Leg.CUSTOMER, key, false);
  }

  private static CallInput ring(Alarm alarm) {
    return new CallInput.AlarmRang(alarm);
  }
}

package io.mitschnitt.gateway.call;

import static io.mitschnitt.gateway.call.Drive.ANNA;
import static io.mitschnitt.gateway.call.Drive.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.call.CallInput.FromAside.What;
import io.mitschnitt.gateway.call.Order.Aside.Deed;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A customer who is handed to somebody else: the agent changes, the customer's line and recording stay. */
class TransferTest {

  private static final Line CAROL = Line.agent("carol");

  /** A recorded call that anna has. */
  private static Drive talk(Plan plan) {
    Drive call = plan.inbound()
        ? new Drive(plan).callerHears().annaAnswers()
        : new Drive(plan).on(new CallInput.OfferMade(Leg.CUSTOMER, "o")).carrierAnswers();
    return call.heard().rang(Alarm.ASK).tapeRuns();
  }

  private static Drive inbound() {
    return talk(Plans.inbound(Mode.OPT_OUT));
  }

  private static Drive handed(Drive call, Transfer transfer) {
    return call.on(new CallInput.HandOver(transfer, true), aside(What.OFFERED));
  }

  private static CallInput aside(What what) {
    return new CallInput.FromAside(what, "s");
  }

  private static List<Integer> told(Drive call) {
    return call.all(Order.TellReferrer.class).stream()
        .map(Order.TellReferrer::status)
        .toList();
  }

  private static Drive benTakesIt(Drive call) {
    return call.on(new CallInput.LineRings(BEN))
        .on(new CallInput.LineAnswered(BEN, "ben's answer"))
        .on(aside(What.UP));
  }

  @Test
  void the_customer_hears_music_while_the_new_agent_rings_and_the_former_one_is_let_go_after() {
    Drive call = handed(inbound(), Plans.toAgent("ben", Mode.OPT_OUT));
    assertThat(call.names(call.last))
        .containsSubsequence("Part", "SetAlarm", "Aside", "Play", "SeekAgents", "PlaceLine");
    assertThat(call.played()).endsWith("music");
    call.on(new CallInput.PromptDone("music", true));
    assertThat(call.played()).endsWith("music", "music");
    benTakesIt(call);
    assertThat(call.last)
        .containsSubsequence(
            new Order.StopPrompt(),
            new Order.TellReferrer(ANNA, 200),
            new Order.Aside(Deed.EXCHANGE, ""),
            new Order.EndLine(ANNA, new Ending(Ending.Whose.US, "handed over", 0)),
            new Order.Bridge());
    assertThat(told(call)).containsExactly(180, 200);
    assertThat(call.call.agent()).contains("ben");
    assertThat(call.light().code()).isEqualTo("told");
    assertThat(call.all(Order.OpenTape.class)).hasSize(1);
    assertThat(call.all(Order.ShutGate.class)).isEmpty();
    assertThat(call.last)
        .anyMatch(order -> order instanceof Order.ShowLight light && light.line().equals(BEN));
    call.ended(ANNA);
    assertThat(call.call.over()).as("the former agent's BYE is nobody's end").isFalse();
    call.ended(BEN);
    assertThat(call.call.over()).isTrue();
    assertThat(call.one(Order.NoteEnded.class).reason()).isEmpty();
  }

  @Test
  void a_call_that_an_agent_dialled_is_handed_over_the_same_way_and_back_again() {
    Drive call = handed(talk(Plans.outbound(Mode.OPT_OUT)), Plans.toAgent("ben", Mode.OPT_OUT));
    benTakesIt(call);
    assertThat(call.call.agent()).contains("ben");
    call.ended(ANNA);
    handed(call, Plans.transfer("ben", "anna", Mode.OPT_OUT))
        .on(new CallInput.LineAnswered(ANNA, "a"), aside(What.UP));
    assertThat(call.call.agent()).contains("anna");
    assertThat(call.all(Order.Bridge.class)).hasSize(3);
    call.ended(BEN).ended(Line.CUSTOMER);
    assertThat(call.call.over()).isTrue();
  }

  @Test
  void where_nobody_takes_the_customer_they_are_back_with_their_agent() {
    Drive call = handed(inbound(), Plans.toAgent("ben", Mode.OPT_OUT));
    call.on(new CallInput.LineRefused(BEN, 486));
    assertThat(told(call)).containsExactly(486);
    assertThat(call.last).contains(new Order.Aside(Deed.CLOSE, ""), new Order.Bridge());
    assertThat(call.call.agent()).contains("anna");
    assertThat(call.call.handOverRefused()).isEmpty();
    handed(call, Plans.toAgent("ben", Mode.OPT_OUT)).rang(Alarm.TRANSFER);
    assertThat(told(call)).containsExactly(486, 480);
    assertThat(call.last).anyMatch(order -> order instanceof Order.EndLine end && end.line().equals(BEN));
  }

  @Test
  void an_agent_who_hands_over_and_hangs_up_at_once_leaves_the_customer_to_the_new_one() {
    Drive call = handed(inbound(), Plans.toAgent("ben", Mode.OPT_OUT)).ended(ANNA);
    assertThat(call.call.over()).isFalse();
    call.on(new CallInput.MediaLost(Leg.AGENT, "ICE consent expired"));
    assertThat(call.call.over()).isFalse();
    benTakesIt(call);
    assertThat(told(call)).isEmpty();
    assertThat(call.call.agent()).contains("ben");
    assertThat(call.call.over()).isFalse();
  }

  @Test
  void where_nobody_takes_the_customer_and_nobody_is_left_that_is_said_and_the_call_ends() {
    Drive call = handed(inbound(), Plans.toAgent("ben", Mode.OPT_OUT)).ended(ANNA);
    call.on(new CallInput.LineRefused(BEN, 480));
    assertThat(call.played()).endsWith("sorry");
    call.on(new CallInput.PromptDone("sorry", true));
    assertThat(call.call.over()).isTrue();
    assertThat(call.one(Order.NoteEnded.class).ending().why()).isEqualTo("no agent answered");
  }

  @Test
  void a_customer_who_hangs_up_meanwhile_ends_all() {
    Drive call = handed(inbound(), Plans.toAgent("ben", Mode.OPT_OUT)).ended(Line.CUSTOMER);
    assertThat(call.call.over()).isTrue();
    assertThat(call.all(Order.EndLine.class)).extracting(Order.EndLine::line).contains(ANNA, BEN);
  }

  @Test
  void a_new_party_whose_sound_does_not_come_is_given_up() {
    for (CallInput bad : List.of(aside(What.REFUSED), aside(What.LOST), new CallInput.AlarmRang(Alarm.TRANSFER))) {
      Drive call = handed(inbound(), Plans.toAgent("ben", Mode.OPT_OUT));
      call.on(new CallInput.LineAnswered(BEN, "bad")).on(bad);
      assertThat(call.last)
          .anyMatch(order -> order instanceof Order.EndLine end && end.line().equals(BEN));
      assertThat(call.last).contains(new Order.Bridge());
      assertThat(call.call.agent()).contains("anna");
    }
  }

  @Test
  void one_after_the_other_in_a_group_is_tried_but_never_who_hands_over() {
    Drive call = handed(inbound(), Plans.toGroup(Mode.OPT_OUT, "anna", "ben", "carol"));
    assertThat(lastPlaced(call)).isEqualTo(BEN);
    call.on(new CallInput.LineRefused(BEN, 486));
    assertThat(call.last).anyMatch(o -> o instanceof Order.PlaceLine p && p.line().equals(CAROL));
    call.on(new CallInput.LineRefused(CAROL, 486));
    assertThat(told(call)).containsExactly(486);
    assertThat(lastPlaced(call)).isEqualTo(CAROL);
  }

  @Test
  void stricter_rules_of_the_new_party_end_the_recording_and_looser_ones_change_nothing() {
    for (Mode mode : List.of(Mode.FORBIDDEN, Mode.OFF, Mode.EXPLICIT_CONSENT)) {
      Drive call = benTakesIt(handed(inbound(), Plans.toAgent("ben", mode)));
      assertThat(call.names(call.last)).as(mode.name()).containsSubsequence("ShutGate", "Bridge");
      assertThat(call.all(Order.DiscardTape.class)).isEmpty();
      assertThat(call.light().code()).isEqualTo("stricter");
      call.ended(BEN);
      assertThat(call.one(Order.NoteEnded.class).reason()).as("what was kept stays").isEmpty();
    }
    for (Mode mode : List.of(Mode.OPT_OUT, Mode.NOTICE, Mode.ONE_PARTY, Mode.STATUTORY)) {
      Drive call = benTakesIt(handed(inbound(), Plans.toAgent("ben", mode)));
      assertThat(call.all(Order.ShutGate.class)).as(mode.name()).isEmpty();
      assertThat(call.consent()).endsWith(Kind.HANDED_OVER);
    }
  }

  @Test
  void a_call_that_was_not_recorded_is_never_recorded_after() {
    Drive call = new Drive(Plans.inbound(Mode.OPT_OUT)).callerHears().annaAnswers().keys("9");
    call.saidNotRecorded();
    benTakesIt(handed(call, Plans.toAgent("ben", Mode.ONE_PARTY)));
    assertThat(call.all(Order.OpenTape.class)).isEmpty();
    assertThat(call.light().code()).isEqualTo("objected");
  }

  @Test
  void an_outside_party_was_told_nothing_so_the_recording_ends_and_the_agent_is_free() {
    Drive call = handed(inbound(), Plans.toNumber(Mode.NOTICE));
    assertThat(lastPlaced(call)).isEqualTo(Line.outside());
    call.on(new CallInput.LineAnswered(Line.outside(), "sdp"), aside(What.UP));
    assertThat(call.light().code()).isEqualTo("stricter");
    assertThat(call.call.agent()).as("who handed over answers for it").contains("anna");
    call.ended(ANNA);
    assertThat(call.call.engaged()).isEmpty();
    call.ended(Line.outside());
    assertThat(call.call.over()).isTrue();
  }

  private static Line lastPlaced(Drive call) {
    List<Order.PlaceLine> placed = call.all(Order.PlaceLine.class);
    return placed.get(placed.size() - 1).line();
  }

  @Test
  void a_pause_goes_on_over_the_transfer_and_ends_by_the_clock() {
    Drive call = inbound().on(new CallInput.PauseRecording(true, "anna"));
    benTakesIt(handed(call, Plans.toAgent("ben", Mode.OPT_OUT)));
    assertThat(call.light().code()).isEqualTo("paused");
    call.rang(Alarm.PAUSE);
    assertThat(call.light().code()).isEqualTo("told");
    call.on(new CallInput.PauseRecording(true, "ben"));
    assertThat(call.light().code()).isEqualTo("paused");
  }

  @Test
  void who_waits_in_another_call_takes_the_customer_at_once() {
    Drive call = inbound()
        .on(new CallInput.HandTo(Plans.toAgent("ben", Mode.OPT_OUT), BEN, true));
    assertThat(call.names(call.last))
        .containsSubsequence("Part", "TellReferrer", "Aside", "EndLine", "NoteAgent", "Bridge");
    assertThat(call.call.agent()).contains("ben");
    Drive consultation = talk(Plans.outbound(Mode.OFF)).on(new CallInput.GiveAway(Line.CUSTOMER));
    assertThat(consultation.call.over()).isTrue();
    assertThat(consultation.all(Order.EndLine.class))
        .extracting(Order.EndLine::line)
        .as("only the agent's second line is hung up")
        .containsExactly(ANNA);
  }

  @Test
  void nothing_is_handed_over_before_they_talk_or_twice_at_once() {
    Drive early = new Drive(Plans.inbound(Mode.OPT_OUT)).callerHears().annaAnswers();
    early.on(new CallInput.HandOver(Plans.toAgent("ben", Mode.OPT_OUT), true));
    assertThat(early.last).isEmpty();
    assertThat(early.call.handOverRefused()).isPresent();
    Drive call = handed(inbound(), Plans.toAgent("ben", Mode.OPT_OUT));
    assertThat(call.call.handOverRefused()).contains("The call is being handed over already.");
    call.on(new CallInput.HandOver(Plans.toAgent("ben", Mode.OPT_OUT), true));
    assertThat(call.last).isEmpty();
  }
}

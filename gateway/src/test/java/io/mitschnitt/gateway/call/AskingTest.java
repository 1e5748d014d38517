package io.mitschnitt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.call.CallInput.FromAside.What;
import io.mitschnitt.gateway.contract.GatewayConf.Asking;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.NotRecorded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Repeating, late keys, declining, and recordings on demand. */
class AskingTest {

  private static final Asking LATE = new Asking('*', Duration.ofSeconds(5), false, false);
  private static final Asking DECLINES = new Asking('*', Duration.ZERO, true, false);
  private static final Asking ON_DEMAND = new Asking('*', Duration.ZERO, false, true);

  @Test
  void the_announcement_is_said_once_more_when_asked_for_and_the_waiting_begins_anew() {
    Drive call =
        inbound(LATE, Mode.EXPLICIT_CONSENT).callerHears().annaAnswers().heard();
    call.keys("*");
    assertThat(call.played()).containsExactly("told", "told");
    assertThat(call.rang(Alarm.ASK).consent()).doesNotContain(Kind.NO_ANSWER); // it was stopped
    call.heard().keys("1").tapeRuns();
    assertThat(call.light().code()).isEqualTo("agreed");
  }

  @Test
  void a_yes_that_comes_late_counts_for_a_while_and_after_a_star_for_good() {
    for (String keys : List.of("1", "*1")) {
      Drive call = unanswered(LATE);
      assertThat(call.light().code()).isEqualTo("no-answer");
      call.keys(keys).tapeRuns();
      assertThat(call.light().code()).isEqualTo("agreed");
      assertThat(call.all(Order.Bridge.class)).hasSize(1);
    }
    Drive tooLate = unanswered(LATE).rang(Alarm.LATE);
    assertThat(tooLate.keys("1").all(Order.OpenTape.class)).isEmpty();
    assertThat(tooLate.keys("*1").all(Order.OpenTape.class)).hasSize(1);
  }

  @Test
  void an_objection_that_comes_late_counts_for_a_while_and_erases() {
    Drive call =
        outbound(LATE, Mode.OPT_OUT).carrierAnswers().heard().rang(Alarm.ASK).tapeRuns();
    assertThat(call.light().code()).isEqualTo("told");
    call.keys("9");
    assertThat(call.light().code()).isEqualTo("withdrawn");
    assertThat(call.names(call.last)).containsSubsequence("ShutGate", "DiscardTape");
    Drive later =
        outbound(LATE, Mode.OPT_OUT).carrierAnswers().heard().rang(Alarm.ASK).tapeRuns();
    assertThat(later.rang(Alarm.LATE).keys("9").light().code()).isEqualTo("told");
    assertThat(later.keys("*9").light().code()).isEqualTo("withdrawn");
  }

  @Test
  void nobody_agrees_late_to_what_one_of_ours_has_stopped() {
    Drive call = unanswered(LATE).on(new CallInput.StopRecording("anna")).keys("*1");
    assertThat(call.all(Order.OpenTape.class)).isEmpty();
  }

  @Test
  void a_late_yes_opens_nothing_under_the_stricter_rules_of_a_new_party() {
    for (Mode mode : Mode.values()) {
      Drive late = handed(unanswered(LATE), mode).keys("*1");
      Drive demanded = handed(
              inbound(ON_DEMAND, Mode.EXPLICIT_CONSENT).callerHears().annaAnswers(), mode)
          .on(new CallInput.StartRecording("ben"))
          .heard()
          .keys("1");
      for (Drive call : List.of(late, demanded)) {
        assertThat(call.all(Order.OpenTape.class))
            .as("handed over under " + mode)
            .hasSize(mode == Mode.EXPLICIT_CONSENT ? 1 : 0);
      }
    }
  }

  private static Drive handed(Drive call, Mode mode) {
    return call.on(new CallInput.HandOver(Plans.toAgent("ben", mode), true))
        .on(new CallInput.FromAside(What.OFFERED, "s"))
        .on(new CallInput.LineAnswered(Drive.BEN, "b"))
        .on(new CallInput.FromAside(What.UP, "s"));
  }

  @Test
  void who_said_no_is_not_asked_again() {
    Drive call =
        outbound(LATE, Mode.EXPLICIT_CONSENT).carrierAnswers().keys("9").saidNotRecorded();
    assertThat(call.keys("1").keys("*1").all(Order.OpenTape.class)).isEmpty();
  }

  @Test
  void a_call_that_is_declined_says_why_and_hangs_up() {
    Drive objects = inbound(DECLINES, Mode.OPT_OUT).callerHears().keys("9");
    assertThat(objects.names(objects.last)).contains("StopPrompt", "EndLine", "Play");
    assertDeclined(objects);
    assertDeclined(
        outbound(DECLINES, Mode.EXPLICIT_CONSENT).carrierAnswers().heard().rang(Alarm.ASK));
  }

  /** German FinVermV, section 18a: a client who objects to the duty to record is not advised on the telephone. */
  @Test
  void an_objection_to_a_statutory_recording_ends_the_call_where_calls_are_declined() {
    Drive call = inbound(DECLINES, Mode.STATUTORY).callerHears().keys("9");
    assertThat(call.consent()).contains(Kind.OBJECTED);
    call.saidNotRecorded();
    assertThat(call.call.over()).isTrue();
    assertThat(call.all(Order.OpenTape.class)).isEmpty();
    Drive goesOn =
        inbound(LATE, Mode.STATUTORY).callerHears().annaAnswers().keys("9").heard();
    assertThat(goesOn.all(Order.OpenTape.class)).hasSize(1);
  }

  @Test
  void on_demand_nothing_is_said_and_kept_until_somebody_wants_it() {
    Drive call = inbound(ON_DEMAND, Mode.EXPLICIT_CONSENT).callerHears().annaAnswers();
    assertThat(call.played()).isEmpty();
    assertThat(call.light()).extracting(Light::code).isEqualTo("on-demand");
    assertThat(call.call.startRefused()).isEmpty();
    assertThat(call.keys("1").all(Order.OpenTape.class)).isEmpty();
    call.on(new CallInput.StartRecording("anna"));
    assertThat(call.one(Order.Play.class).to()).containsExactly(Leg.CUSTOMER, Leg.AGENT);
    assertThat(call.call.awaitsKeys()).isTrue();
    call.heard().keys("1").tapeRuns();
    assertThat(call.light().code()).isEqualTo("agreed");
    assertThat(call.call.startRefused())
        .hasValueSatisfying(why -> assertThat(why).contains("already"));
  }

  @Test
  void on_demand_a_no_is_a_no_and_who_was_never_asked_was_not_selected() {
    Drive refused = outbound(ON_DEMAND, Mode.OPT_OUT).carrierAnswers();
    refused.on(new CallInput.StartRecording("anna")).keys("9");
    assertThat(refused.light().code()).isEqualTo("objected");
    assertThat(refused.all(Order.OpenTape.class)).isEmpty();
    Drive never = outbound(ON_DEMAND, Mode.ONE_PARTY).carrierAnswers().ended(Line.CUSTOMER);
    assertThat(never.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.NOT_SELECTED);
    Drive forbidden = outbound(ON_DEMAND, Mode.FORBIDDEN).carrierAnswers();
    assertThat(forbidden.call.startRefused()).isPresent();
    assertThat(forbidden.on(new CallInput.StartRecording("anna")).all(Order.OpenTape.class))
        .isEmpty();
  }

  @Test
  void keys_mean_something_only_while_they_can_change_something() {
    Drive call = outbound(LATE, Mode.OPT_OUT);
    assertThat(call.call.awaitsKeys()).isFalse();
    call.carrierAnswers();
    assertThat(call.call.awaitsKeys()).isTrue();
    call.heard().rang(Alarm.ASK).tapeRuns();
    assertThat(call.call.awaitsKeys()).isTrue(); // *9
    call.keys("*9");
    assertThat(call.call.awaitsKeys()).isFalse();
    assertThat(outbound(LATE, Mode.FORBIDDEN).carrierAnswers().call.awaitsKeys())
        .isFalse();
    assertThat(outbound(LATE, Mode.STATUTORY).carrierAnswers().call.awaitsKeys())
        .isFalse();
  }

  private static void assertDeclined(Drive call) {
    assertThat(call.call.over()).isFalse();
    call.saidNotRecorded();
    Order.NoteEnded ended = call.one(Order.NoteEnded.class);
    assertThat(ended.ending().why()).startsWith("declined");
    assertThat(ended.reason().orElseThrow().why()).isEqualTo(NotRecorded.REFUSED);
    assertThat(call.all(Order.OpenTape.class)).isEmpty();
    assertThat(call.all(Order.Bridge.class)).isEmpty();
  }

  /** Joined unrecorded, because no answer came. */
  private static Drive unanswered(Asking asking) {
    return outbound(asking, Mode.EXPLICIT_CONSENT)
        .carrierAnswers()
        .heard()
        .rang(Alarm.ASK)
        .saidNotRecorded();
  }

  private static Drive inbound(Asking asking, Mode mode) {
    return new Drive(Plans.asking(asking, Plans.inbound(mode)));
  }

  private static Drive outbound(Asking asking, Mode mode) {
    return new Drive(Plans.asking(asking, Plans.outbound(mode)));
  }
}

package io.mitschnitt.gateway.call;

import static io.mitschnitt.gateway.call.Drive.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.NotRecorded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundTest {

  @Test
  void the_agents_phone_is_answered_when_the_outside_party_answers_and_both_are_told() {
    Drive call = new Drive(Plans.outbound(Mode.OPT_OUT));
    assertThat(call.one(Order.PlaceLine.class).to())
        .isEqualTo(new Destination.ToTrunk("carrier", "+4930999"));
    call.on(new CallInput.LineRings(Line.CUSTOMER));
    assertThat(call.one(Order.RingLine.class).line()).isEqualTo(ANNA);
    assertThat(call.all(Order.AnswerLine.class)).isEmpty();
    assertThat(call.light().code()).isEqualTo("ringing");

    call.carrierAnswers();
    assertThat(call.one(Order.AnswerLine.class))
        .isEqualTo(new Order.AnswerLine(ANNA, "our answer to offer"));
    assertThat(call.one(Order.Play.class).to()).containsExactly(Leg.CUSTOMER, Leg.AGENT);
    assertThat(call.light().code()).isEqualTo("asking");

    call.heard().rang(Alarm.ASK).tapeRuns();
    assertThat(call.light().code()).isEqualTo("told");
    assertThat(call.all(Order.ShowLight.class))
        .extracting(show -> show.call().light().code())
        .containsExactly("asking", "asking", "told");
    assertThat(call.all(Order.NoteAgent.class)).isEmpty();

    call.ended(ANNA);
    assertThat(call.one(Order.NoteEnded.class).reason()).isEmpty();
    assertThat(call.one(Order.EndLine.class).line()).isEqualTo(Line.CUSTOMER);
  }

  @ParameterizedTest
  @CsvSource({
    "486, 486, busy",
    "603, 603, refused",
    "404, 404, unknown number",
    "503, 503, unreachable",
    "408, 408, no answer",
    "401, 503, failed",
    "302, 503, failed"
  })
  void what_the_carrier_says_reaches_the_agent(int carrier, int agent, String why) {
    Drive call = new Drive(Plans.outbound(Mode.OPT_OUT))
        .on(new CallInput.LineRefused(Line.CUSTOMER, carrier));
    assertThat(call.one(Order.RefuseLine.class).status()).isEqualTo(agent);
    assertThat(call.call.live().ending()).hasValue(new Ending(Ending.Whose.CARRIER, why, carrier));
    assertThat(call.all(Order.NoteEnded.class)).isEmpty();
  }

  @Test
  void nobody_answers_in_time() {
    Drive call = new Drive(Plans.outbound(Mode.OPT_OUT)).rang(Alarm.RING);
    assertThat(call.one(Order.RefuseLine.class))
        .isEqualTo(new Order.RefuseLine(ANNA, 480, "Nobody Answered"));
    assertThat(call.one(Order.EndLine.class).line()).isEqualTo(Line.CUSTOMER);
  }

  @Test
  void an_agent_who_gives_up_cancels_the_ringing() {
    Drive call = new Drive(Plans.outbound(Mode.OPT_OUT)).ended(ANNA);
    assertThat(call.one(Order.EndLine.class).line()).isEqualTo(Line.CUSTOMER);
    assertThat(call.all(Order.RefuseLine.class)).isEmpty();
    assertThat(call.call.live().ending().orElseThrow().whose()).isEqualTo(Ending.Whose.AGENT);
  }

  @Test
  void the_called_party_hangs_up_in_the_announcement() {
    Drive call = new Drive(Plans.outbound(Mode.OPT_OUT)).carrierAnswers().ended(Line.CUSTOMER);
    assertThat(call.one(Order.EndLine.class).line()).isEqualTo(ANNA);
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.ENDED_BEFORE_GATE);
  }

  @Test
  void the_called_party_hangs_up_before_the_agents_phone_is_answered() {
    Call call = Call.planned(Plans.outbound(Mode.OPT_OUT));
    call = call.on(new CallInput.Began(Optional.of("offer")), Plans.START).call();
    call = call.on(new CallInput.OfferMade(Leg.CUSTOMER, "ours"), Plans.START).call();
    call = call.on(new CallInput.LineAnswered(Line.CUSTOMER, "theirs"), Plans.START)
        .call();
    Step end = call.on(new CallInput.LineEnded(Line.CUSTOMER, Drive.BYE), Plans.START);
    assertThat(end.orders()).contains(new Order.RefuseLine(ANNA, 480, "Nobody Answered"));
    assertThat(end.orders()).anyMatch(Order.NoteEnded.class::isInstance);
  }

  @Test
  void an_emergency_call_is_joined_at_once_and_not_kept() {
    Drive call = new Drive(Plans.outbound(Mode.OFF)).carrierAnswers();
    assertThat(call.played()).isEmpty();
    assertThat(call.all(Order.Bridge.class)).hasSize(1);
    call.ended(Line.CUSTOMER);
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.NOT_SELECTED);
  }

  @Test
  void one_party_needs_no_announcement() {
    Drive call = new Drive(Plans.outbound(Mode.ONE_PARTY)).carrierAnswers().tapeRuns();
    assertThat(call.played()).isEmpty();
    assertThat(call.light().code()).isEqualTo("one-party");
  }

  @Test
  void a_phone_without_an_offer_gets_ours_with_the_answer() {
    Drive call = new Drive(Plans.outbound(Mode.NOTICE), Optional.empty());
    call.on(new CallInput.LineAnswered(Line.CUSTOMER, "carrier's answer"));
    assertThat(call.one(Order.AnswerLine.class)).isEqualTo(new Order.AnswerLine(ANNA, "our offer"));
    call.on(new CallInput.LineConfirmed(ANNA, Optional.of("anna's answer")));
    assertThat(call.all(Order.TakeAnswer.class))
        .contains(new Order.TakeAnswer(Leg.AGENT, "anna's answer"));
  }

  @Test
  void what_sounds_before_the_answer_is_heard_by_who_dialled_and_kept_by_nobody() {
    Drive call = new Drive(Plans.outbound(Mode.ONE_PARTY));
    call.on(new CallInput.LineSounds(Line.CUSTOMER, "early"));
    assertThat(call.last)
        .isEqualTo(List.<Order>of(new Order.PassEarly(Line.CUSTOMER, "early", ANNA, "offer")));
    call.on(new CallInput.EarlyPassed("our early answer"));
    call.on(new CallInput.LineSounds(Line.CUSTOMER, "another phone's"));
    assertThat(call.last).isEqualTo(List.<Order>of(new Order.RingLine(ANNA)));
    call.carrierAnswers();
    assertThat(call.all(Order.EndEarly.class)).hasSize(1);
    assertThat(call.one(Order.AnswerLine.class))
        .isEqualTo(new Order.AnswerLine(ANNA, "our early answer"));
    assertThat(call.orders.indexOf(new Order.EndEarly()))
        .isLessThan(call.orders.indexOf(new Order.OpenTape(call.call.plan().decision())));
  }

  @Test
  void an_answer_that_overtakes_the_early_sound_ends_it() {
    Drive call = new Drive(Plans.outbound(Mode.NOTICE));
    call.on(new CallInput.LineSounds(Line.CUSTOMER, "early"));
    call.carrierAnswers();
    assertThat(call.all(Order.EndEarly.class)).isEmpty();
    call.on(new CallInput.EarlyPassed("our early answer"));
    assertThat(call.all(Order.EndEarly.class)).hasSize(1);
    assertThat(call.all(Order.AnswerLine.class)).hasSize(1);
  }

  @Test
  void a_gate_that_does_not_open_after_all_is_the_recorders_failure() {
    Drive call = new Drive(Plans.outbound(Mode.NOTICE)).carrierAnswers().heard();
    call.on(
        new CallInput.TapeReady(Drive.TAPE), new CallInput.TapeFailed("the tape did not start"));
    assertThat(call.names(call.last)).contains("DiscardTape");
    assertThat(call.light().code()).isEqualTo("recorder-down");
    call.ended(ANNA);
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.FAILED);
  }
}

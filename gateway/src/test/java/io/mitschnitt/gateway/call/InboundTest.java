package io.mitschnitt.gateway.call;

import static io.mitschnitt.gateway.call.Drive.ANNA;
import static io.mitschnitt.gateway.call.Drive.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.gateway.contract.LiveCall.Phase;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.NotRecorded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboundTest {

  @Test
  void the_caller_is_answered_told_and_joined_and_only_then_recorded() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE)).callerHears();
    assertThat(call.one(Order.NoteAnswered.class).facts().answeredAt())
        .isEqualTo(call.call.live().answeredAt().get());
    assertThat(call.one(Order.Play.class).to()).containsExactly(Leg.CUSTOMER);
    assertThat(call.all(Order.PlaceLine.class))
        .extracting(Order.PlaceLine::line)
        .containsExactly(ANNA, BEN);
    assertThat(call.light().code()).isEqualTo("asking");

    call.heard().annaAnswers();
    assertThat(call.all(Order.Bridge.class)).isEmpty();
    assertThat(call.all(Order.OpenTape.class)).hasSize(1);

    call.on(new CallInput.TapeReady(Drive.TAPE));
    assertThat(call.names(call.last)).containsSubsequence("Bridge", "OpenGate");
    assertThat(call.light().state()).isEqualTo(Light.State.UNDECIDED);

    call.on(new CallInput.GateOpened());
    assertThat(call.light())
        .isEqualTo(new Light(Light.State.ON, "told", "Recorded: the other party was told."));
    assertThat(call.one(Order.NoteAgent.class).agent()).isEqualTo("anna");
    assertThat(call.consent()).containsExactly(Kind.PROMPT_STARTED, Kind.PROMPT_HEARD, Kind.TOLD);

    call.ended(Line.CUSTOMER);
    assertThat(call.one(Order.NoteEnded.class).reason()).isEmpty();
    assertThat(call.one(Order.NoteEnded.class).ending().whose()).isEqualTo(Ending.Whose.UNKNOWN);
    assertThat(call.names(call.last))
        .containsExactly("ShutGate", "EndLine", "CloseMedia", "NoteEnded", "TellEnded");
  }

  @Test
  void the_first_agent_has_it_and_the_other_phones_fall_silent() {
    Drive call = new Drive(Plans.inbound(Mode.OPT_OUT)).callerHears().annaAnswers();
    Order.EndLine silenced = call.one(Order.EndLine.class);
    assertThat(silenced.line()).isEqualTo(BEN);
    assertThat(silenced.ending().cause()).isEqualTo(200);
    call.on(new CallInput.LineAnswered(BEN, "too late"));
    assertThat(call.last).isEmpty();
    assertThat(call.call.agent()).hasValue("anna");
  }

  @Test
  void an_agent_who_answers_early_waits_until_the_caller_was_asked() {
    Drive call =
        new Drive(Plans.inbound(Mode.OPT_OUT)).callerHears().annaAnswers().heard();
    assertThat(call.all(Order.OpenTape.class)).isEmpty();
    assertThat(call.call.live().phase()).isEqualTo(Phase.ASKING);
    call.rang(Alarm.ASK);
    assertThat(call.all(Order.OpenTape.class)).hasSize(1);
    assertThat(call.consent()).containsExactly(Kind.PROMPT_STARTED, Kind.PROMPT_HEARD, Kind.TOLD);
  }

  @Test
  void nine_in_the_announcement_stops_it_and_nothing_is_kept() {
    Drive call =
        new Drive(Plans.inbound(Mode.OPT_OUT)).callerHears().annaAnswers().keys("9");
    assertThat(call.names(call.last)).containsSubsequence("StopPrompt", "Play");
    assertThat(call.played()).containsExactly("told", "not-recorded");
    assertThat(call.all(Order.Bridge.class)).isEmpty();
    call.on(new CallInput.PromptDone("told", false)).saidNotRecorded();
    assertThat(call.names(call.last)).contains("Bridge");
    assertThat(call.light().code()).isEqualTo("objected");
    assertThat(call.all(Order.OpenTape.class)).isEmpty();
    call.ended(ANNA);
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.REFUSED);
    assertThat(call.one(Order.NoteEnded.class).ending().whose()).isEqualTo(Ending.Whose.AGENT);
  }

  @Test
  void an_objection_while_the_phones_still_ring_counts() {
    Drive call = new Drive(Plans.inbound(Mode.OPT_OUT))
        .callerHears()
        .heard()
        .rang(Alarm.ASK)
        .keys("9")
        .saidNotRecorded();
    call.annaAnswers();
    assertThat(call.all(Order.OpenTape.class)).isEmpty();
    assertThat(call.all(Order.Bridge.class)).hasSize(1);
  }

  @Test
  void nine_alone_is_part_of_the_talk_once_they_talk() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE))
        .callerHears()
        .heard()
        .annaAnswers()
        .tapeRuns()
        .keys("9");
    assertThat(call.light().state()).isEqualTo(Light.State.ON);
  }

  @Test
  void star_nine_ends_the_recording_at_once_and_erases_it() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE))
        .callerHears()
        .heard()
        .annaAnswers()
        .tapeRuns()
        .keys("*9");
    assertThat(call.names(call.last))
        .containsSubsequence("NoteConsent", "ShutGate", "DiscardTape", "ShowLight");
    assertThat(call.light().code()).isEqualTo("withdrawn");
    call.ended(Line.CUSTOMER);
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.WITHDRAWN);
    assertThat(call.all(Order.ShutGate.class)).hasSize(1);
  }

  @Test
  void star_nine_keeps_what_was_kept_where_the_profile_says_so() {
    Drive call = new Drive(Plans.keeping(Plans.inbound(Mode.NOTICE)));
    call.callerHears().heard().annaAnswers().tapeRuns().keys("*9").ended(ANNA);
    assertThat(call.all(Order.DiscardTape.class)).isEmpty();
    assertThat(call.one(Order.NoteEnded.class).reason()).isEmpty();
  }

  @Test
  void people_of_ours_stop_the_recording() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE))
        .callerHears()
        .heard()
        .annaAnswers()
        .tapeRuns();
    call.on(new CallInput.StopRecording("anna"));
    assertThat(call.names(call.last)).contains("ShutGate");
    assertThat(call.light().code()).isEqualTo("stopped");
  }

  @Test
  void explicit_consent_needs_the_one() {
    Drive silent = new Drive(Plans.inbound(Mode.EXPLICIT_CONSENT))
        .callerHears()
        .annaAnswers()
        .heard();
    silent.rang(Alarm.ASK).saidNotRecorded();
    assertThat(silent.light().code()).isEqualTo("no-answer");
    assertThat(silent.all(Order.OpenTape.class)).isEmpty();

    Drive yes = new Drive(Plans.inbound(Mode.EXPLICIT_CONSENT))
        .callerHears()
        .annaAnswers()
        .heard()
        .keys("1")
        .tapeRuns();
    assertThat(yes.light().code()).isEqualTo("agreed");
  }

  @Test
  void an_announcement_that_was_cut_off_told_nobody() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE)).callerHears().annaAnswers();
    call.on(new CallInput.PromptDone("told", false)).saidNotRecorded();
    assertThat(call.light().code()).isEqualTo("not-told");
    call.ended(Line.CUSTOMER);
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.FAILED);
  }

  @Test
  void an_announcement_that_never_ends_is_given_up() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE))
        .callerHears()
        .annaAnswers()
        .rang(Alarm.PROMPT)
        .saidNotRecorded();
    assertThat(call.all(Order.Bridge.class)).hasSize(1);
    assertThat(call.light().code()).isEqualTo("not-told");
  }

  @Test
  void forbidden_calls_are_joined_without_a_word() {
    Drive call = new Drive(Plans.inbound(Mode.FORBIDDEN)).callerHears().annaAnswers();
    assertThat(call.played()).isEmpty();
    assertThat(call.all(Order.Bridge.class)).hasSize(1);
    assertThat(call.light().code()).isEqualTo("forbidden");
    call.ended(Line.CUSTOMER);
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.FORBIDDEN);
  }

  @Test
  void a_recorder_that_is_down_does_not_stop_the_talk() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE)).callerHears().heard().annaAnswers();
    call.on(new CallInput.TapeFailed("disk full"));
    assertThat(call.all(Order.Bridge.class)).hasSize(1);
    assertThat(call.light().code()).isEqualTo("recorder-down");
    call.ended(Line.CUSTOMER);
    var reason = call.one(Order.NoteEnded.class).reason().orElseThrow();
    assertThat(reason.why()).isEqualTo(NotRecorded.FAILED);
    assertThat(reason.detail()).isEqualTo("disk full");
  }

  @Test
  void a_recorder_that_is_slow_is_not_waited_for_and_its_tape_is_thrown_away() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE))
        .callerHears()
        .heard()
        .annaAnswers()
        .rang(Alarm.TAPE);
    assertThat(call.all(Order.Bridge.class)).hasSize(1);
    call.on(new CallInput.TapeReady(Drive.TAPE));
    assertThat(call.names(call.last)).containsExactly("DiscardTape");
    assertThat(call.light().code()).isEqualTo("recorder-down");
  }

  @Test
  void a_tape_that_comes_after_the_end_is_thrown_away() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE))
        .callerHears()
        .heard()
        .annaAnswers()
        .ended(ANNA);
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.ENDED_BEFORE_GATE);
    call.on(new CallInput.TapeReady(Drive.TAPE));
    assertThat(call.names(call.last)).containsExactly("DiscardTape");
    call.on(new CallInput.TapeReady(Drive.TAPE));
    assertThat(call.last).isEmpty();
  }

  @Test
  void nobody_answers_and_the_caller_is_told() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE)).callerHears().rang(Alarm.RING);
    assertThat(call.all(Order.EndLine.class))
        .extracting(Order.EndLine::line)
        .containsExactly(ANNA, BEN);
    assertThat(call.played()).containsExactly("told", "sorry");
    call.on(new CallInput.PromptDone("told", false));
    assertThat(call.call.over()).isFalse();
    call.on(new CallInput.PromptDone("sorry", true));
    assertThat(call.call.live().ending())
        .hasValue(new Ending(Ending.Whose.US, "no agent answered", 480));
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.ENDED_BEFORE_GATE);
  }

  @Test
  void all_agents_refuse() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE)).callerHears();
    call.on(new CallInput.LineRefused(ANNA, 486));
    assertThat(call.played()).containsExactly("told");
    call.on(new CallInput.LineRefused(BEN, 603));
    assertThat(call.played()).containsExactly("told", "sorry");
  }

  @Test
  void a_caller_who_hangs_up_in_the_announcement_leaves_no_phone_ringing() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE)).callerHears().ended(Line.CUSTOMER);
    assertThat(call.all(Order.EndLine.class))
        .extracting(Order.EndLine::line)
        .containsExactly(ANNA, BEN);
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.ENDED_BEFORE_GATE);
    assertThat(call.one(Order.CloseMedia.class)).isNotNull();
  }

  @Test
  void an_offer_we_cannot_live_with_is_488_and_no_row() {
    Call call = Call.planned(Plans.inbound(Mode.NOTICE));
    call = call.on(new CallInput.Began(Optional.of("bad")), Plans.START).call();
    Step end = call.on(new CallInput.MediaRefused(Leg.CUSTOMER, "no codec"), Plans.START);
    assertThat(end.orders())
        .contains(new Order.RefuseLine(Line.CUSTOMER, 488, "Not Acceptable Here"));
    assertThat(end.orders()).noneMatch(Order.NoteEnded.class::isInstance);
  }

  @Test
  void an_invite_without_an_offer_gets_ours() {
    Call call = Call.planned(Plans.inbound(Mode.NOTICE));
    call = call.on(new CallInput.Began(Optional.empty()), Plans.START).call();
    Step answered = call.on(new CallInput.OfferMade(Leg.CUSTOMER, "ours"), Plans.START);
    assertThat(answered.orders()).contains(new Order.AnswerLine(Line.CUSTOMER, "ours"));
    Step confirmed = answered
        .call()
        .on(new CallInput.LineConfirmed(Line.CUSTOMER, Optional.of("theirs")), Plans.START);
    assertThat(confirmed.orders()).contains(new Order.TakeAnswer(Leg.CUSTOMER, "theirs"));
  }

  @Test
  void a_later_offer_is_answered_for_that_side_alone() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE))
        .callerHears()
        .heard()
        .annaAnswers()
        .tapeRuns();
    call.on(new CallInput.LineReoffered(Line.CUSTOMER, Optional.of("hold")));
    assertThat(call.last).isEqualTo(List.<Order>of(new Order.Reanswer(Line.CUSTOMER, "hold")));
    call.on(new CallInput.LineReoffered(ANNA, Optional.empty()));
    assertThat(call.last).isEqualTo(List.<Order>of(new Order.Reoffer(ANNA)));
    call.on(new CallInput.LineConfirmed(ANNA, Optional.of("theirs")));
    assertThat(call.last).isEqualTo(List.<Order>of(new Order.TakeAnswer(Leg.AGENT, "theirs")));
  }

  @Test
  void keys_that_came_in_signalling_are_sent_on_as_sound() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE))
        .callerHears()
        .heard()
        .annaAnswers()
        .tapeRuns();
    call.on(new CallInput.KeyPressed(Leg.AGENT, '5', true));
    assertThat(call.last).isEqualTo(List.<Order>of(new Order.SendKey(Leg.CUSTOMER, '5')));
  }

  @Test
  void both_hang_up_at_once_and_it_ends_once() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE))
        .callerHears()
        .heard()
        .annaAnswers()
        .tapeRuns();
    call.ended(ANNA).ended(Line.CUSTOMER);
    assertThat(call.last).isEmpty();
    assertThat(call.all(Order.NoteEnded.class)).hasSize(1);
    assertThat(call.all(Order.TellEnded.class)).hasSize(1);
  }

  @Test
  void media_that_is_lost_ends_the_call() {
    Drive call = new Drive(Plans.inbound(Mode.NOTICE))
        .callerHears()
        .heard()
        .annaAnswers()
        .tapeRuns();
    call.on(new CallInput.MediaLost(Leg.AGENT, "consent expired"));
    assertThat(call.call.live().ending()).hasValue(new Ending(Ending.Whose.AGENT, "media lost", 0));
    assertThat(call.names(call.last)).startsWith("ShutGate", "EndLine", "EndLine", "CloseMedia");
  }
}

package io.mitschnitt.gateway.call;

import static io.mitschnitt.gateway.call.Drive.ANNA;
import static io.mitschnitt.gateway.call.Drive.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import io.mitschnitt.gateway.route.Roster.Engaged;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.NotRecorded;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A caller who waits, and the agents who are rung one after the other. */
class QueueTest {

  private static Plan waits(Mode mode, Hunt.Station... stations) {
    return Plans.by(new Hunt(List.of(stations), false), Plans.inbound(mode));
  }

  private static Drive inLine(Mode mode) {
    Plan plan = waits(mode, Plans.queue("service", Strategy.LONGEST_IDLE, "anna", "ben"));
    return new Drive(plan, true).callerHears();
  }

  @Test
  void the_caller_is_told_hears_music_and_only_the_talk_is_kept() {
    Drive call = inLine(Mode.NOTICE).heard();
    assertThat(call.played()).containsExactly("told", "music");
    assertThat(call.light().code()).isEqualTo("queued");
    assertThat(call.light().state()).isEqualTo(Light.State.UNDECIDED);
    call.on(new CallInput.PromptDone("music", true));
    assertThat(call.played()).containsExactly("told", "music", "music");

    call.on(new CallInput.AgentsFound(List.of("ben")));
    assertThat(call.call.engaged()).containsEntry("ben", Engaged.RINGING).hasSize(1);
    assertThat(call.all(Order.OpenTape.class)).isEmpty();
    call.on(
        new CallInput.LineAnswered(BEN, "answer"),
        new CallInput.MediaUp(io.mitschnitt.recorder.contract.Leg.AGENT));
    assertThat(call.names(call.last)).containsSubsequence("StopSeeking", "StopPrompt", "OpenTape");
    call.on(new CallInput.PromptDone("music", false)).tapeRuns();
    assertThat(call.light().code()).isEqualTo("told");
    assertThat(call.played()).containsExactly("told", "music", "music");
    assertThat(call.call.engaged()).containsEntry("ben", Engaged.TALKING);
  }

  @Test
  void a_word_is_said_now_and_then() {
    Drive call = inLine(Mode.NOTICE).heard().rang(Alarm.TELL);
    call.on(new CallInput.PromptDone("music", false));
    assertThat(call.played()).containsExactly("told", "music", "waiting");
    call.on(new CallInput.PromptDone("waiting", true));
    assertThat(call.played()).containsExactly("told", "music", "waiting", "music");
    call.rang(Alarm.TELL);
    assertThat(call.played()).endsWith("waiting");
  }

  @Test
  void no_music_before_the_question_is_settled() {
    Drive call = inLine(Mode.OPT_OUT).heard();
    assertThat(call.played()).containsExactly("told");
    call.rang(Alarm.ASK);
    assertThat(call.played()).containsExactly("told", "music");
    call.keys("9");
    assertThat(call.played()).containsExactly("told", "music", "not-recorded");
    call.on(new CallInput.PromptDone("music", false)).saidNotRecorded();
    assertThat(call.played()).endsWith("not-recorded", "music");
    call.on(new CallInput.AgentsFound(List.of("anna"))).annaAnswers();
    assertThat(call.all(Order.Bridge.class)).hasSize(1);
    assertThat(call.all(Order.OpenTape.class)).isEmpty();
  }

  @Test
  void who_does_not_answer_is_left_alone_and_the_next_is_rung() {
    Drive call = inLine(Mode.NOTICE).heard();
    call.allBusy = false;
    call.on(new CallInput.AgentsFound(List.of("anna"))).rang(Alarm.RING);
    assertThat(call.names(call.last)).containsSubsequence("EndLine", "SeekAgents", "PlaceLine");
    assertThat(call.call.engaged()).containsOnlyKeys("ben");
    call.on(new CallInput.LineRefused(BEN, 486));
    assertThat(call.call.engaged()).isEmpty();
    assertThat(call.call.over()).isFalse();
    call.rang(Alarm.AGAIN);
    assertThat(call.call.engaged()).containsOnlyKeys("anna");
  }

  @Test
  void an_agent_who_becomes_free_is_added_to_those_who_ring() {
    Plan plan = waits(Mode.NOTICE, Plans.queue("service", Strategy.RING_ALL, "anna", "ben"));
    Drive call = new Drive(plan, true).callerHears().heard();
    call.on(new CallInput.AgentsFound(List.of("anna")), new CallInput.AgentsFound(List.of("ben")));
    assertThat(call.call.engaged()).containsOnlyKeys("anna", "ben");
    call.annaAnswers();
    Order.EndLine silenced = call.one(Order.EndLine.class);
    assertThat(silenced.line()).isEqualTo(BEN);
    assertThat(silenced.ending())
        .isEqualTo(new Ending(Ending.Whose.US, "Call completed elsewhere", 200));
  }

  @Test
  void who_waits_too_long_goes_on_to_the_next_group_and_then_is_told_sorry() {
    Drive call = new Drive(
            waits(
                Mode.NOTICE,
                Plans.queue("service", Strategy.ROUND_ROBIN, "anna"),
                Plans.plain("sales", Strategy.RING_ALL, "ben")),
            true)
        .callerHears()
        .heard();
    call.on(new CallInput.AgentsFound(List.of("anna"))).rang(Alarm.WAIT);
    assertThat(call.names(call.last)).containsSubsequence("EndLine", "StopSeeking", "SeekAgents");
    call.on(new CallInput.AgentsFound(List.of("ben")));
    assertThat(call.call.engaged()).containsOnlyKeys("ben");
    call.on(new CallInput.LineRefused(BEN, 486));
    assertThat(call.played()).endsWith("sorry");
    call.on(new CallInput.PromptDone("sorry", true));
    assertThat(call.call.live().ending())
        .hasValue(new Ending(Ending.Whose.US, "no agent answered", 480));
  }

  @Test
  void a_full_line_sends_the_caller_on() {
    Drive call = inLine(Mode.NOTICE).on(new CallInput.AgentsFound(List.of()));
    assertThat(call.played()).endsWith("sorry");
  }

  @Test
  void a_caller_who_gives_up_in_the_line_leaves_a_row_that_says_so() {
    Drive call = inLine(Mode.NOTICE).heard();
    call.on(new CallInput.AgentsFound(List.of("anna"))).ended(Line.CUSTOMER);
    assertThat(call.one(Order.EndLine.class).line()).isEqualTo(ANNA);
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.ENDED_BEFORE_GATE);
    assertThat(call.one(Order.NoteEnded.class).ending().whose()).isEqualTo(Ending.Whose.UNKNOWN);
    call.on(new CallInput.PromptDone("music", false), new CallInput.AgentsFound(List.of("ben")));
    assertThat(call.last).isEmpty();
  }

  @Test
  void a_closed_house_says_so_rings_nobody_and_hangs_up() {
    Drive call =
        new Drive(Plans.by(Hunt.CLOSED, Plans.inbound(Mode.EXPLICIT_CONSENT))).callerHears();
    assertThat(call.played()).containsExactly("sorry");
    assertThat(call.all(Order.SeekAgents.class)).isEmpty();
    call.on(new CallInput.PromptDone("sorry", true));
    assertThat(call.call.live().ending()).hasValue(new Ending(Ending.Whose.US, "closed", 480));
    assertThat(call.one(Order.NoteEnded.class).reason().orElseThrow().why())
        .isEqualTo(NotRecorded.ENDED_BEFORE_GATE);
  }
}

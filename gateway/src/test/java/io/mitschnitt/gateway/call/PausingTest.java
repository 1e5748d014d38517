package io.mitschnitt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf.Pause;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausingTest {

  @Test
  void star_eight_of_the_agent_pauses_and_lets_go_on() {
    Drive drive = agentKeys(recorded(Plans.inbound(Mode.NOTICE)), "*8");
    assertThat(drive.one(Order.PauseTape.class).paused()).isTrue();
    Light light = drive.call.live().light();
    assertThat(light.state()).isEqualTo(Light.State.PAUSED);
    assertThat(light.until()).contains(drive.now.plus(Duration.ofMinutes(2)));

    agentKeys(drive, "*8");
    assertThat(drive.all(Order.PauseTape.class).get(1).paused()).isFalse();
    assertThat(drive.call.live().light().state()).isEqualTo(Light.State.ON);
    assertThat(drive.last).contains(new Order.StopAlarm(Alarm.PAUSE));
    assertThat(drive.all(Order.NoteConsent.class))
        .extracting(note -> note.event().kind())
        .endsWith(Kind.PAUSED, Kind.RESUMED);
  }

  @Test
  void star_eight_of_the_customer_and_a_lone_eight_pause_nothing() {
    Drive drive = recorded(Plans.inbound(Mode.NOTICE)).keys("*8");
    assertThat(agentKeys(drive, "8").all(Order.PauseTape.class)).isEmpty();
  }

  @Test
  void a_pause_that_nobody_ends_ends_by_the_clock() {
    Drive drive = recorded(Plans.inbound(Mode.NOTICE)).on(pause(true)).rang(Alarm.PAUSE);
    assertThat(drive.all(Order.PauseTape.class))
        .extracting(Order.PauseTape::paused)
        .containsExactly(true, false);
    assertThat(drive
            .all(Order.NoteConsent.class)
            .get(drive.all(Order.NoteConsent.class).size() - 1)
            .event()
            .detail())
        .isEqualTo("by the clock");
  }

  @Test
  void what_a_law_demands_is_not_paused_and_the_agent_reads_why() {
    Drive drive = agentKeys(recorded(Plans.inbound(Mode.STATUTORY)), "*8");
    assertThat(drive.all(Order.PauseTape.class)).isEmpty();
    assertThat(drive.last)
        .filteredOn(Order.ShowLight.class::isInstance)
        .singleElement()
        .satisfies(shown -> {
          Light light = ((Order.ShowLight) shown).call().light();
          assertThat(light.code()).isEqualTo("pause-by-law");
          assertThat(light.state()).isEqualTo(Light.State.ON);
        });
    assertThat(drive.call.pauseRefused(true).orElseThrow()).contains("demanded by law");
  }

  @Test
  void a_profile_without_a_pause_refuses_it() {
    Plan plan = withoutPause(Plans.inbound(Mode.NOTICE));
    Drive drive = recorded(plan).on(pause(true));
    assertThat(drive.all(Order.PauseTape.class)).isEmpty();
    assertThat(drive.call.pauseRefused(true).orElseThrow()).contains("policy");
  }

  @Test
  void what_is_not_recorded_cannot_be_paused_and_what_is_not_paused_cannot_go_on() {
    Drive drive = new Drive(Plans.inbound(Mode.NOTICE));
    assertThat(drive.call.pauseRefused(true)).isPresent();
    assertThat(drive.call.pauseRefused(false)).isPresent();
    assertThat(drive.on(pause(true), pause(false)).all(Order.PauseTape.class)).isEmpty();
  }

  @Test
  void a_withdrawal_ends_the_pause_and_nothing_goes_on_afterwards() {
    Drive drive = recorded(Plans.inbound(Mode.OPT_OUT)).on(pause(true)).keys("*9");
    assertThat(drive.last).contains(new Order.ShutGate(), new Order.StopAlarm(Alarm.PAUSE));
    drive.on(pause(false)).rang(Alarm.PAUSE);
    assertThat(drive.all(Order.PauseTape.class)).hasSize(1);
    assertThat(drive.call.live().light().code()).isEqualTo("withdrawn");
  }

  private static CallInput pause(boolean paused) {
    return new CallInput.PauseRecording(paused, "anna");
  }

  private static Drive recorded(Plan plan) {
    Drive drive = new Drive(plan).callerHears().annaAnswers().heard();
    if (plan.decision().mode() == Mode.OPT_OUT) {
      drive.rang(Alarm.ASK);
    }
    drive.tapeRuns();
    assertThat(drive.call.live().light().state()).isEqualTo(Light.State.ON);
    return drive;
  }

  private static Drive agentKeys(Drive drive, String keys) {
    for (char key : keys.toCharArray()) {
      drive.on(new CallInput.KeyPressed(Leg.AGENT, key, false));
    }
    return drive;
  }

  private static Plan withoutPause(Plan plan) {
    Profile p = plan.profile();
    Profile strict = new Profile(
        p.name(),
        p.mode(),
        p.language(),
        p.retentionDays(),
        p.agreeKey(),
        p.objectKey(),
        p.askTimeout(),
        p.ringTimeout(),
        p.eraseOnWithdrawal(),
        p.followsLaw(),
        p.keeping(),
        new Pause(false, '8', Duration.ofMinutes(2)));
    return new Plan(
        plan.id(),
        plan.direction(),
        plan.customer(),
        plan.caller(),
        plan.agents(),
        plan.trunk(),
        plan.dialled(),
        strict,
        plan.decision(),
        plan.announcement(),
        plan.notRecorded(),
        plan.sorry(),
        plan.startedAt(),
        plan.hunt(),
        plan.colleague());
  }
}

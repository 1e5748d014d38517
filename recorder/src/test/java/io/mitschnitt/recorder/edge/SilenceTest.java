package io.mitschnitt.recorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape;
import org.junit.jupiter.api.Test;

class SilenceTest {

  private final Silence silence = new Silence();

  @Test
  void a_leg_that_sends_nothing_for_nine_steps_alarms_once() {
    int alarms = 0;
    for (int second = 1; second <= 30; second++) {
      alarms += silence.step(Leg.AGENT, 0, true) ? 1 : 0;
      assertThat(silence.step(Leg.CUSTOMER, 50 * second, true)).isFalse();
      assertThat(alarms).isEqualTo(second < Silence.STEPS ? 0 : 1);
      assertThat(silence.silent()).isEqualTo(alarms);
    }
  }

  @Test
  void sound_ends_the_silence_and_a_new_one_alarms_anew() {
    int alarms = 0;
    for (int second = 0; second < 2 * Silence.STEPS + 2; second++) {
      alarms += silence.step(Leg.AGENT, second < Silence.STEPS + 1 ? 0 : 1, true) ? 1 : 0;
    }
    assertThat(alarms).isEqualTo(2);
  }

  @Test
  void nobody_expects_sound_of_a_leg_on_hold() {
    for (int second = 0; second < 30; second++) {
      assertThat(silence.step(Leg.CUSTOMER, 0, false)).isFalse();
    }
  }

  @Test
  void a_tape_counts_what_comes_and_knows_whom_to_expect() {
    RingTape tape = new RingTape(RecordingId.random(), CallId.at(1), null);
    assertThat(tape.expects(Leg.CUSTOMER)).as("before the start").isFalse();
    FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMU, 0);
    call.start(tape);
    call.packet(tape);
    call.packet(tape);
    assertThat(tape.arrived(Leg.CUSTOMER)).isEqualTo(2);
    assertThat(tape.expects(Leg.CUSTOMER)).isTrue();
    tape.mark(Tape.Mark.HOLD, Leg.CUSTOMER, 1);
    assertThat(tape.expects(Leg.CUSTOMER)).isFalse();
    assertThat(tape.expects(Leg.AGENT)).isTrue();
    tape.mark(Tape.Mark.UNHOLD, Leg.CUSTOMER, 2);
    assertThat(tape.expects(Leg.CUSTOMER)).isTrue();
  }
}

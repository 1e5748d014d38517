package io.mitschnitt.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.edge.OpenReel;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GateTest {

  private final OpenReel tape = new OpenReel();
  private final Gate gate = new Gate();
  private long now;

  @Test
  void nothing_of_a_pause_is_kept_of_either_leg_and_both_are_marked() {
    open();
    write(Leg.CUSTOMER, Codec.PCMA, 1);
    gate.pause(true, now);
    write(Leg.CUSTOMER, Codec.PCMA, 2);
    write(Leg.AGENT, Codec.PCMA, 2);
    gate.pause(false, now);
    write(Leg.CUSTOMER, Codec.PCMA, 3);
    assertThat(tape.kept).hasSize(2);
    assertThat(tape.marks)
        .containsExactly("PAUSE CUSTOMER", "PAUSE AGENT", "RESUME CUSTOMER", "RESUME AGENT");
  }

  @Test
  void a_packet_of_the_pause_that_was_overtaken_is_not_kept() {
    open();
    gate.pause(true, now);
    write(Leg.CUSTOMER, Codec.PCMA, 0xFFFF);
    gate.pause(false, now);
    write(Leg.CUSTOMER, Codec.PCMA, 0xFFFE);
    assertThat(tape.kept).isEmpty();
    write(Leg.CUSTOMER, Codec.PCMA, 0);
    write(Leg.CUSTOMER, Codec.PCMA, 0xFFFD);
    assertThat(tape.kept).hasSize(1);
  }

  @Test
  void the_first_opus_packet_after_a_pause_may_repeat_the_last_hidden_one_and_is_not_kept() {
    open();
    gate.pause(true, now);
    write(Leg.AGENT, Codec.OPUS, 10);
    gate.pause(false, now);
    write(Leg.AGENT, Codec.OPUS, 11);
    assertThat(tape.kept).isEmpty();
    write(Leg.AGENT, Codec.OPUS, 12);
    assertThat(tape.kept).hasSize(1);
  }

  @Test
  void a_sequence_that_went_once_around_is_kept() {
    open();
    gate.pause(true, now);
    write(Leg.CUSTOMER, Codec.PCMA, 0);
    gate.pause(false, now);
    for (int i = 1; i <= 1_100; i++) {
      write(Leg.CUSTOMER, Codec.PCMA, i);
    }
    write(Leg.CUSTOMER, Codec.PCMA, 0x9000);
    write(Leg.CUSTOMER, Codec.PCMA, 0);
    assertThat(tape.kept).hasSize(1_102);
  }

  @Test
  void while_either_side_holds_neither_is_kept() {
    open();
    gate.hold(Leg.AGENT, true, now);
    gate.hold(Leg.CUSTOMER, true, now);
    gate.hold(Leg.AGENT, false, now);
    write(Leg.CUSTOMER, Codec.PCMA, 1);
    write(Leg.AGENT, Codec.PCMA, 1);
    assertThat(tape.kept).isEmpty();
    gate.hold(Leg.CUSTOMER, false, now);
    write(Leg.AGENT, Codec.PCMA, 2);
    assertThat(tape.kept).hasSize(1);
    assertThat(tape.marks)
        .containsExactly("HOLD CUSTOMER", "HOLD AGENT", "UNHOLD CUSTOMER", "UNHOLD AGENT");
  }

  @Test
  void a_gate_that_opens_on_a_held_call_says_so() {
    gate.hold(Leg.AGENT, true, now);
    open();
    write(Leg.CUSTOMER, Codec.PCMA, 1);
    assertThat(tape.kept).isEmpty();
    assertThat(tape.marks).containsExactly("HOLD CUSTOMER", "HOLD AGENT");
  }

  private void open() {
    assertThat(gate.open(tape, now, Instant.EPOCH)).isTrue();
  }

  private void write(Leg leg, Codec codec, int sequence) {
    now += 20_000_000;
    gate.write(leg, codec, sequence, sequence * 160, 7, now, new byte[160], 0, 160);
  }
}

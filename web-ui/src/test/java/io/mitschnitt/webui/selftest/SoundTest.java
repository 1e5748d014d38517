package io.mitschnitt.webui.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoundTest {

  private final short[] customer = TonesTest.sine(440, 8_000, 3_000, 7_000);
  private final short[] agent = TonesTest.sine(660, 8_000, 3_000, 7_000);

  @Test
  void each_side_in_its_own_channel_is_right() {
    assertThat(new Sound(8_000, customer, agent).faults(3_050)).isEmpty();
  }

  @Test
  void swapped_channels_are_found() {
    assertThat(new Sound(8_000, agent, customer).faults(3_000))
        .contains("the customer is not heard on the left", "the agent is not heard on the right");
  }

  @Test
  void crosstalk_at_minus_25_dB_is_found() {
    assertThat(new Sound(8_000, mixed(customer, TonesTest.sine(660, 8_000, 3_000, 394)), agent)
            .faults(3_000))
        .containsExactly("the agent is heard on the left");
  }

  @Test
  void a_tenth_of_a_second_from_before_the_gate_is_found() {
    short[] early = TonesTest.sine(1_000, 8_000, 100, 7_000);
    short[] leaked = customer.clone();
    System.arraycopy(early, 0, leaked, 0, early.length);
    assertThat(new Sound(8_000, leaked, agent).faults(3_000))
        .containsExactly("left: sound from before the gate");
  }

  @Test
  void a_wrong_length_is_found() {
    assertThat(new Sound(8_000, customer, agent).faults(3_150))
        .containsExactly("length is off by -150 ms");
  }

  private static short[] mixed(short[] one, short[] two) {
    short[] sum = new short[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (short) (one[i] + two[i]);
    }
    return sum;
  }
}

package io.mitschnitt.recorder.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Library.Span;
import io.mitschnitt.recorder.contract.Library.Waveform;
import io.mitschnitt.recorder.contract.Talk;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

  /** A letter is 100 ms: c the customer talks, a the agent, b both, a dot nobody. */
  private static Talk talk(String who, Span... spans) {
    byte[] customer = new byte[2 * who.length()];
    byte[] agent = new byte[2 * who.length()];
    for (int i = 0; i < who.length(); i++) {
      swing(customer, i, "cb".indexOf(who.charAt(i)) >= 0);
      swing(agent, i, "ab".indexOf(who.charAt(i)) >= 0);
    }
    return Conversation.of(new Waveform(100, customer, agent, List.of(spans)));
  }

  private static void swing(byte[] peaks, int at, boolean loud) {
    peaks[2 * at] = (byte) (loud ? -50 : -1);
    peaks[2 * at + 1] = (byte) (loud ? 60 : 1);
  }

  @Test
  void shares_overlap_silence_and_the_longest_turns_are_told() {
    Talk talk = talk("cccccccccc..........aaaaaaaaaaaaaaaaaaaabbbbbcccccccccc");
    assertThat(talk.customerMillis()).isEqualTo(2500);
    assertThat(talk.agentMillis()).isEqualTo(2500);
    assertThat(talk.overlapMillis()).isEqualTo(500);
    assertThat(talk.silenceMillis()).isEqualTo(1000);
    assertThat(talk.longestAgentMillis()).isEqualTo(2500);
    assertThat(talk.longestCustomerMillis()).isEqualTo(1500);
    assertThat(talk.turns()).isEqualTo(2);
  }

  @Test
  void a_breath_does_not_end_the_talk_and_a_rest_does() {
    assertThat(talk("aaaaa...aaaaa").agentMillis()).isEqualTo(1300);
    assertThat(talk("aaaaa..........aaaaa").agentMillis()).isEqualTo(1000);
  }

  @Test
  void hold_is_neither_silence_nor_talk() {
    Talk talk =
        talk("aaaaaaaaaa..........aaaaaaaaaa", new Span(Leg.AGENT, Span.Kind.HOLD, 1000, 2000));
    assertThat(talk.holdMillis()).isEqualTo(1000);
    assertThat(talk.silenceMillis()).isZero();
    assertThat(talk.longestAgentMillis()).isEqualTo(1000);
  }

  @Test
  void noise_and_an_empty_recording_are_silence() {
    assertThat(talk("..........").silenceMillis()).isEqualTo(1000);
    assertThat(talk("")).isEqualTo(new Talk(0, 0, 0, 0, 0, 0, 0, 0));
  }
}

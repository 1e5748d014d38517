package io.mitschnitt.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Codec;
import org.junit.jupiter.api.Test;

class PlainSdpTest {

  private static final String OFFER = """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 20000 RTP/AVP 111 8 0 101
      a=rtpmap:111 opus/48000/2
      a=rtpmap:101 telephone-event/8000
      """;

  @Test
  void the_first_G711_codec_of_an_offer_is_taken() {
    assertThat(PlainSdp.read(OFFER)).contains(new PlainSdp("127.0.0.1", 20_000, Codec.PCMA, 101));
  }

  @Test
  void an_answer_names_the_codec_and_the_digits_of_the_offer() {
    String answer = PlainSdp.read(OFFER).orElseThrow().answer("127.0.0.1", 4_000);
    assertThat(answer)
        .contains("m=audio 4000 RTP/AVP 8 101\r\n", "a=rtpmap:101 telephone-event/8000\r\n");
    assertThat(PlainSdp.read(answer)).contains(new PlainSdp("127.0.0.1", 4_000, Codec.PCMA, 101));
  }

  @Test
  void without_digits_in_the_offer_there_are_none_in_the_answer() {
    String answer = PlainSdp.read(OFFER.replace("telephone-event", "nothing"))
        .orElseThrow()
        .answer("127.0.0.1", 4_000);
    assertThat(answer).contains("m=audio 4000 RTP/AVP 8\r\n").doesNotContain("telephone-event");
  }

  @Test
  void an_offer_without_G711_or_with_a_refused_stream_is_nothing() {
    assertThat(PlainSdp.read(OFFER.replace("111 8 0 101", "111 101"))).isEmpty();
    assertThat(PlainSdp.read(OFFER.replace("m=audio 20000", "m=audio 0"))).isEmpty();
    assertThat(PlainSdp.read("nonsense")).isEmpty();
  }
}

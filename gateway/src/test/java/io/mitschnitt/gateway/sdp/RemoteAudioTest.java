package io.mitschnitt.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.gateway.media.CallMedia.BadSdp;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.sdp.RemoteAudio.Way;
import io.mitschnitt.recorder.contract.Codec;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RemoteAudioTest {

  private static final String PRINT = "AB:".repeat(31) + "CD";

  /** As Chromium writes it, with a second section that nobody wants. */
  private static final String CHROMIUM = """
      v=0
      o=- 4611731400430051336 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0 1
      a=extmap-allow-mixed
      a=msid-semantic: WMS 5f8e
      m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
      c=IN IP4 0.0.0.0
      a=rtcp:9 IN IP4 0.0.0.0
      a=candidate:1 1 udp 2113937151 3c1f.local 51234 typ host generation 0 network-cost 999
      a=ice-ufrag:Wj2k
      a=ice-pwd:qVtB2pHxM4J9s1n0aaaaaaaa
      a=ice-options:trickle
      a=fingerprint:sha-1 AA:BB
      a=fingerprint:sha-256 %s
      a=setup:actpass
      a=mid:0
      a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
      a=sendrecv
      a=msid:5f8e 77
      a=rtcp-mux
      a=rtcp-rsize
      a=rtpmap:111 opus/48000/2
      a=rtcp-fb:111 transport-cc
      a=fmtp:111 minptime=10;useinbandfec=1
      a=rtpmap:63 red/48000/2
      a=fmtp:63 111/111
      a=rtpmap:9 G722/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:8 PCMA/8000
      a=rtpmap:13 CN/8000
      a=rtpmap:110 telephone-event/48000
      a=rtpmap:126 telephone-event/8000
      a=ssrc:1234 cname:x
      m=video 9 UDP/TLS/RTP/SAVPF 96
      c=IN IP4 0.0.0.0
      a=mid:1
      a=rtpmap:96 VP8/90000
      """.formatted(PRINT).replace("\n", "\r\n");

  private static final String CARRIER = """
      v=0
      o=sbc 1 1 IN IP4 198.51.100.7
      s=-
      c=IN IP4 198.51.100.7
      t=0 0
      m=audio 4000 RTP/AVP 18 8 0 101
      a=rtpmap:18 G729/8000
      a=rtpmap:101 telephone-event/8000
      a=ptime:20
      """;

  @Test
  void chromium_s_offer_is_understood() throws BadSdp {
    RemoteAudio offer = RemoteAudio.read(CHROMIUM, Way.SECURE);
    assertThat(offer.sounds())
        .extracting(RemoteAudio.Sound::codec)
        .containsExactly(Codec.OPUS, Codec.G722, Codec.PCMU, Codec.PCMA);
    assertThat(offer.ice()).contains(new RemoteAudio.Ice("Wj2k", "qVtB2pHxM4J9s1n0aaaaaaaa"));
    assertThat(offer.fingerprint()).contains(new Fingerprint("sha-256", PRINT));
    assertThat(offer.setup()).isEqualTo("actpass");
    assertThat(offer.reportsOnSamePort()).isTrue();
  }

  @Test
  void one_codec_is_chosen_by_preference_with_the_keys_of_its_clock() throws BadSdp {
    RemoteAudio offer = RemoteAudio.read(CHROMIUM, Way.SECURE);
    assertThat(offer.choose(List.of(Codec.PCMA, Codec.OPUS)))
        .isEqualTo(new Format(Codec.PCMA, 8, 126));
    assertThat(offer.choose(List.of(Codec.OPUS))).isEqualTo(new Format(Codec.OPUS, 111, 110));
    assertThatThrownBy(() -> offer.choose(List.of())).isInstanceOf(BadSdp.class);
  }

  @Test
  void lost_packets_may_be_asked_for_where_both_sides_know_how() throws BadSdp {
    Format opus = new Format(Codec.OPUS, 111, 110);
    RemoteAudio plain = RemoteAudio.read(CHROMIUM, Way.SECURE);
    assertThat(plain.asksForLost(111)).isFalse();
    assertThat(secure().answer(plain, opus)).doesNotContain("rtcp-fb");
    RemoteAudio asking = RemoteAudio.read(
        CHROMIUM.replace("a=rtcp-fb:111 transport-cc", "a=rtcp-fb:111 nack"), Way.SECURE);
    assertThat(asking.asksForLost(111)).isTrue();
    assertThat(asking.asksForLost(8)).isFalse();
    assertThat(secure().answer(asking, opus)).contains("a=rtcp-fb:111 nack\r\n");
    assertThat(secure().offer(List.of(Codec.PCMA))).contains("a=rtcp-fb:8 nack\r\n");
  }

  @Test
  void our_answer_has_one_format_and_refuses_what_else_was_offered() throws BadSdp {
    RemoteAudio offer = RemoteAudio.read(CHROMIUM, Way.SECURE);
    String answer = secure().answer(offer, offer.choose(List.of(Codec.OPUS)));
    assertThat(answer)
        .contains(
            "a=ice-lite\r\n",
            "m=audio 10000 UDP/TLS/RTP/SAVPF 111 110\r\n",
            "a=rtpmap:111 opus/48000/2\r\n",
            "stereo=0",
            "a=rtpmap:110 telephone-event/48000\r\n",
            "a=mid:0\r\n",
            "a=group:BUNDLE 0\r\n",
            "a=rtcp-mux\r\n",
            "a=setup:passive\r\n",
            "a=candidate:1 1 udp 2130706431 192.0.2.1 10000 typ host\r\n",
            "m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n")
        .doesNotContain("extmap", "PCMA");
    RemoteAudio back = RemoteAudio.read(answer, Way.SECURE);
    assertThat(back.chosen()).isEqualTo(new Format(Codec.OPUS, 111, 110));
    assertThat(back.direction()).isEqualTo(Direction.SENDRECV);
  }

  @Test
  void a_carrier_s_offer_with_static_types_is_understood() throws BadSdp {
    RemoteAudio offer = RemoteAudio.read(CARRIER, Way.PLAIN);
    assertThat(offer.address()).isEqualTo("198.51.100.7");
    assertThat(offer.port()).isEqualTo(4000);
    assertThat(offer.reportPort()).isEqualTo(4001);
    assertThat(offer.choose(List.of(Codec.OPUS, Codec.PCMU)))
        .isEqualTo(new Format(Codec.PCMU, 0, 101));
    assertThat(plain().answer(offer, new Format(Codec.PCMU, 0, 101)))
        .contains("m=audio 20000 RTP/AVP 0 101\r\n", "a=rtcp:20001\r\n", "a=sendrecv\r\n")
        .doesNotContain("ice", "BUNDLE", "fingerprint");
  }

  @Test
  void our_offer_to_a_carrier_lists_codecs_in_order_with_keys_for_each_clock() {
    assertThat(plain().offer(List.of(Codec.PCMA, Codec.OPUS, Codec.PCMU)))
        .contains("m=audio 20000 RTP/AVP 8 111 0 110 101\r\n");
  }

  @Test
  void a_held_side_is_answered_in_kind() throws BadSdp {
    RemoteAudio held = RemoteAudio.read(CARRIER + "a=sendonly\n", Way.PLAIN);
    assertThat(plain().answer(held, held.choose(List.of(Codec.PCMA)))).contains("a=recvonly\r\n");
    assertThat(RemoteAudio.read(
                CARRIER.replace("c=IN IP4 198.51.100.7", "c=IN IP4 0.0.0.0"), Way.PLAIN)
            .direction())
        .isEqualTo(Direction.INACTIVE);
  }

  @Test
  void each_side_gets_the_transport_that_it_must_have() {
    assertThatThrownBy(() -> RemoteAudio.read(CARRIER, Way.SECURE)).isInstanceOf(BadSdp.class);
    assertThatThrownBy(() -> RemoteAudio.read(CHROMIUM, Way.PLAIN)).isInstanceOf(BadSdp.class);
    assertThatThrownBy(() -> RemoteAudio.read(CARRIER.replace("4000", "0"), Way.PLAIN))
        .isInstanceOf(BadSdp.class);
  }

  @Test
  void a_weak_or_missing_fingerprint_is_none() throws BadSdp {
    String weak = CHROMIUM.replace("a=fingerprint:sha-256 ", "a=fingerprint:md5 ");
    assertThat(RemoteAudio.read(weak, Way.SECURE).fingerprint()).isEmpty();
  }

  @Test
  void what_is_too_long_is_not_read() {
    String long_ = CARRIER + "a=x:" + "y".repeat(33_000);
    assertThatThrownBy(() -> RemoteAudio.read(long_, Way.PLAIN))
        .isInstanceOf(BadSdp.class)
        .hasMessageContaining("long");
    assertThatThrownBy(
            () -> RemoteAudio.read(CARRIER + "m=audio 0 RTP/AVP 0\n".repeat(20), Way.PLAIN))
        .isInstanceOf(BadSdp.class);
  }

  @Test
  void garbage_is_refused_or_read_but_never_anything_else() {
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? CHROMIUM : CARRIER);
      for (int cuts = 1 + random.nextInt(5); cuts > 0; cuts--) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) text.setCharAt(at, (char) random.nextInt(256));
        else text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
      }
      try {
        RemoteAudio read = RemoteAudio.read(text.toString(), i % 2 == 0 ? Way.SECURE : Way.PLAIN);
        plain().answer(read, read.choose(List.of(Codec.values())));
      } catch (BadSdp refused) {
        assertThat(refused).hasMessageMatching("[ -~]+");
      }
    }
  }

  private static OurAudio plain() {
    return new OurAudio("192.0.2.1", 20_000, 20_001, 1, 1, Optional.empty());
  }

  private static OurAudio secure() {
    return new OurAudio(
        "192.0.2.1",
        10_000,
        10_000,
        1,
        1,
        Optional.of(new OurAudio.Secure(
            "ufrag",
            "p".repeat(24),
            new Fingerprint("sha-256", PRINT),
            "passive",
            true,
            5,
            "name")));
  }
}

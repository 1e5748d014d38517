package io.mitschnitt.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.gateway.media.CallMedia.BadSdp;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.sdp.RemoteAudio.Way;
import io.mitschnitt.recorder.contract.Codec;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CryptoTest {

  private static final String KEY =
      "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"; // RFC 4568, section 9.1
  private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";

  private static String offer(String protocol, String... crypto) {
    return "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 4000 " + protocol
        + " 8\n" + String.join("\n", crypto) + "\n";
  }

  @ParameterizedTest
  @CsvSource({
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY, true",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20, true",
    "a=crypto:7 AES_CM_128_HMAC_SHA1_80 inline:KEY WSH=128, true",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY -FUTURE=1, true",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20|1:4, false",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY;inline:KEY, false",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY UNENCRYPTED_SRTP, false",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:KEY, false",
    "a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:KEY, false",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abcd, false",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:?, false",
    "a=crypto:1, false"
  })
  void a_line_is_taken_or_it_is_not(String line, boolean taken) {
    assertThat(Crypto.read(List.of(line.replace("KEY", KEY))).isPresent()).isEqualTo(taken);
  }

  @Test
  void the_answer_names_the_line_that_it_takes_and_brings_its_own_key() throws Exception {
    String weak = "a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:" + KEY;
    RemoteAudio remote = RemoteAudio.read(
        offer("RTP/SAVP", weak, "a=crypto:2 " + SUITE + " inline:" + KEY), Way.KEYED);
    Crypto ours = Crypto.random(new SecureRandom());
    OurAudio us = new OurAudio(
        "192.0.2.2", 20_000, 20_001, 1, 1, Optional.empty(), remote.crypto().map(ours::answering));

    String answer = us.answer(remote, new Format(Codec.PCMA, 8, Format.NO_KEYS));

    assertThat(answer).contains("m=audio 20000 RTP/SAVP 8\r\n", "a=crypto:2 " + SUITE + " inline:");
    Crypto read = RemoteAudio.read(answer, Way.KEYED).crypto().orElseThrow();
    assertThat(read.sameKey(ours)).isTrue();
    assertThat(read.sameKey(remote.crypto().orElseThrow())).isFalse();
    assertThat(read).hasToString("Crypto[***]");
  }

  @Test
  void plain_sound_and_sound_with_keys_are_not_taken_for_each_other() {
    String line = "a=crypto:1 " + SUITE + " inline:" + KEY;
    for (String refused : List.of(offer("RTP/AVP", line), offer("RTP/SAVP"), offer("RTP/AVP"))) {
      assertThatThrownBy(() -> RemoteAudio.read(refused, Way.KEYED)).isInstanceOf(BadSdp.class);
    }
    assertThatThrownBy(() -> RemoteAudio.read(offer("RTP/SAVP", line), Way.PLAIN))
        .isInstanceOf(BadSdp.class);
  }
}

package io.mitschnitt.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.gateway.media.CallMedia.BadSdp;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.sdp.Crypto;
import io.mitschnitt.gateway.sdp.RemoteAudio;
import io.mitschnitt.gateway.srtp.SrtpLeg;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SRTP with a carrier whose keys stand in the descriptions (RFC 4568), through real sockets. */
class KeyedCarrierTest {

  private static final Format PCMA = new Format(Codec.PCMA, 8, PlainPhone.EVENTS);
  private static Vertx vertx;
  private static MediaHouse house;

  private final Crypto key = Crypto.random(new SecureRandom());
  private Rig rig;

  @BeforeAll
  static void open_the_house() {
    vertx = Vertx.vertx();
    house = Rig.get(MediaHouse.start(vertx, Rig.conf(1, 41_400, 41_499)));
  }

  @AfterAll
  static void close_the_house() {
    Rig.get(house.close());
    Rig.get(vertx.close());
  }

  @BeforeEach
  void a_carrier_with_srtp() {
    rig = Rig.unconnected(vertx, house, Codec.PCMA, PCMA);
    rig.call.keyed();
  }

  @AfterEach
  void hang_up() {
    rig.close();
  }

  private String theirs(String tag) {
    String line = "a=crypto:" + tag + " AES_CM_128_HMAC_SHA1_80 inline:"
        + Base64.getEncoder().encodeToString(key.key()) + "|2^31\r\n";
    String reports = "a=rtcp:" + rig.phone.port() + "\r\n"; // where the phone's only port is
    return rig.phone.sdp().replace("RTP/AVP", "RTP/SAVP") + line + reports;
  }

  private void agentConnects() {
    Rig.get(rig.peer
        .offer()
        .compose(sdp -> rig.call.answer(Leg.AGENT, sdp, Rig.ALL))
        .compose(rig.peer::answered)
        .compose(v -> rig.peer.connected()));
    rig.call.bridge();
    rig.peer.tone(1000);
    rig.phone.tone(440);
  }

  private SrtpLeg lock(String ours) throws BadSdp {
    RemoteAudio us = RemoteAudio.read(ours, RemoteAudio.Way.KEYED);
    return SrtpLeg.told(key.key(), us.crypto().orElseThrow().key());
  }

  @Test
  void who_is_called_and_who_calls_hear_each_other() throws Exception {
    String offer = Rig.get(rig.call.offer(Leg.CUSTOMER, Rig.ALL));
    assertThat(offer).contains(" RTP/SAVP ").containsPattern("a=crypto:1 \\S+ inline:\\S{40}\r\n");
    Rig.get(rig.call.answered(Leg.CUSTOMER, theirs("1")));
    rig.phone.locked(lock(offer));
    rig.phone.dials(offer);
    agentConnects();
    rig.until(() -> MediaHouseTest.level(rig.phone.heard(), 8000, 1000) > -25, "phone hears agent");
    rig.until(
        () -> MediaHouseTest.level(rig.peer.heard(), rig.peer.sampleRate(), 440) > -25,
        "agent hears phone");
    rig.until(() -> rig.phone.reports > 0, "a report that can be opened");
  }

  @Test
  void an_offer_with_a_key_is_answered_with_ours_and_the_same_again_changes_nothing()
      throws Exception {
    String answer = Rig.get(rig.call.answer(Leg.CUSTOMER, theirs("3"), Rig.ALL));
    assertThat(answer).contains(" RTP/SAVP ", "a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:");
    rig.phone.locked(lock(answer));
    rig.phone.dials(answer);
    agentConnects();
    rig.until(
        () -> MediaHouseTest.level(rig.peer.heard(), rig.peer.sampleRate(), 440) > -25,
        "agent hears phone");
    String again = Rig.get(rig.call.answer(Leg.CUSTOMER, theirs("3"), Rig.ALL));
    assertThat(RemoteAudio.read(again, RemoteAudio.Way.KEYED).crypto().orElseThrow())
        .matches(now -> now.sameKey(crypto(answer)));
    rig.phone.forget();
    rig.until(
        () -> MediaHouseTest.level(rig.phone.heard(), 8000, 1000) > -25, "phone hears agent still");
  }

  private static Crypto crypto(String sdp) {
    try {
      return RemoteAudio.read(sdp, RemoteAudio.Way.KEYED).crypto().orElseThrow();
    } catch (BadSdp e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void plain_packets_are_not_heard_and_a_plain_description_is_refused() {
    assertThatThrownBy(() -> Rig.get(rig.call.answer(Leg.CUSTOMER, rig.phone.sdp(), Rig.ALL)))
        .hasMessageContaining("RTP/SAVP");
    String answer = Rig.get(rig.call.answer(Leg.CUSTOMER, theirs("1"), Rig.ALL));
    rig.phone.dials(answer); // and says it plainly
    agentConnects();
    long dropped = house.dropped();
    rig.until(() -> house.dropped() > dropped + 20, "what it says is dropped");
    assertThat(rig.peer.heard()).isEmpty();
  }
}

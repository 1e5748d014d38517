package io.mitschnitt.gateway.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.rtp.RtpPacket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vector is {@code srtp_validate} of libsrtp's test/srtp_driver.c (BSD-3-Clause), after RFC 3711, appendix B. */
class SrtpLegTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] KEY = HEX.parseHex("e1f97a0d3e018be0d64fa32c06de4139");
  private static final byte[] SALT = HEX.parseHex("0ec675ad498afeebb6960b3aabe6");
  private static final String RTP = "800f1234decafbadcafebabeabababababababababababababababab";
  private static final String SRTP =
      "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb";
  private static final String RTCP = "81c8000bcafebabeabababababababababababababababab";
  private static final String SRTCP =
      "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798";

  private final byte[] room = new byte[2048];
  private final RtpPacket p = new RtpPacket();

  @Test
  void libsrtp_s_packet_is_made_and_opened() {
    assertThat(leg(true).protect(load(RTP))).isTrue();
    assertThat(hex()).isEqualTo(SRTP);
    assertThat(leg(false).open(load(SRTP))).isTrue();
    assertThat(hex()).isEqualTo(RTP);
  }

  @Test
  void libsrtp_s_report_is_opened() {
    assertThat(leg(false).openReport(load(SRTCP))).isTrue();
    assertThat(hex()).isEqualTo(RTCP);
  }

  @Test
  void a_repeated_packet_is_refused() {
    SrtpLeg leg = leg(false);
    assertThat(leg.open(load(SRTP))).isTrue();
    assertThat(leg.open(load(SRTP))).isFalse();
    assertThat(leg.refused()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_protected_is_hidden_and_opens_over_the_roll_over(SrtpProfile profile) {
    SrtpKeys keys = keys(profile);
    SrtpLeg client = SrtpLeg.ofClient(keys);
    SrtpLeg server = SrtpLeg.ofServer(keys);
    for (int i = 0; i < 70_000; i++) {
      packet(i, 172);
      byte[] clear = Arrays.copyOf(room, 172);
      assertThat(client.protect(p)).isTrue();
      assertThat(p.length).isEqualTo(172 + profile.tagOctets());
      assertThat(Arrays.equals(clear, 12, 172, room, 12, 172)).isFalse();
      assertThat(server.open(p)).isTrue();
      assertThat(Arrays.equals(clear, 0, 172, room, 0, 172)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_bit_anywhere_is_refused(SrtpProfile profile) {
    SrtpKeys keys = keys(profile);
    SrtpLeg server = SrtpLeg.ofServer(keys);
    packet(1, 60);
    SrtpLeg.ofClient(keys).protect(p);
    byte[] good = Arrays.copyOf(room, p.length);
    for (int bit = 0; bit < 8 * good.length; bit++) {
      System.arraycopy(good, 0, room, 0, good.length);
      room[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(server.open(p.wrap(room, 0, good.length))).as("bit " + bit).isFalse();
    }
    System.arraycopy(good, 0, room, 0, good.length);
    assertThat(server.open(p.wrap(room, 0, good.length))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void without_room_for_the_tag_nothing_is_said_to_be_protected(SrtpProfile profile) {
    byte[] tight = new byte[172];
    tight[0] = (byte) 0x80;
    assertThat(SrtpLeg.ofClient(keys(profile)).protect(p.wrap(tight, 0, 172))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void reports_go_both_ways_and_not_twice(SrtpProfile profile) {
    SrtpKeys keys = keys(profile);
    SrtpLeg client = SrtpLeg.ofClient(keys);
    SrtpLeg server = SrtpLeg.ofServer(keys);
    assertThat(server.protectReport(load(RTCP))).isTrue();
    byte[] wire = Arrays.copyOf(room, p.length);
    assertThat(client.openReport(p)).isTrue();
    assertThat(hex()).isEqualTo(RTCP);
    System.arraycopy(wire, 0, room, 0, wire.length);
    assertThat(client.openReport(p.wrap(room, 0, wire.length))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void noise_is_refused_without_harm(SrtpProfile profile) {
    SrtpLeg server = SrtpLeg.ofServer(keys(profile));
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      int length = random.nextInt(200);
      random.nextBytes(room);
      room[0] = (byte) (0x80 | room[0] & 0x3F);
      assertThat(server.open(p.wrap(room, 0, length))).isFalse();
      assertThat(server.openReport(p.wrap(room, 0, length))).isFalse();
    }
  }

  private static SrtpLeg leg(boolean client) {
    SrtpKeys keys =
        new SrtpKeys(SrtpProfile.AES128_CM_HMAC_SHA1_80, KEY, new byte[16], SALT, new byte[14]);
    return client ? SrtpLeg.ofClient(keys) : SrtpLeg.ofServer(keys);
  }

  private static SrtpKeys keys(SrtpProfile profile) {
    byte[] material = new byte[SrtpKeys.octets(profile)];
    new Random(3).nextBytes(material);
    return SrtpKeys.cut(profile, material);
  }

  private void packet(int sequence, int length) {
    Arrays.fill(room, 0, length + SrtpLeg.TAIL, (byte) 0x55);
    room[0] = (byte) 0x80;
    room[1] = 8;
    room[2] = (byte) (sequence >> 8);
    room[3] = (byte) sequence;
    p.wrap(room, 0, length);
  }

  private RtpPacket load(String hex) {
    byte[] b = HEX.parseHex(hex);
    System.arraycopy(b, 0, room, 0, b.length);
    return p.wrap(room, 0, b.length);
  }

  private String hex() {
    return HEX.formatHex(p.bytes, p.offset, p.offset + p.length);
  }
}

package io.mitschnitt.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {

  private static final long MILLIS = 1_700_000_000_500L;

  private final RtpOut out = new RtpOut(11, 1, 1);
  private final RtpIn in = new RtpIn();
  private final byte[] b = new byte[256];

  @Test
  void who_sends_and_hears_reports_both_and_says_its_name() {
    out.rewrite(RtpOutTest.packet(5, 1, 0), 8, 160, 0);
    for (int s = 65_530; s < 65_540; s++)
      if (s != 65_535) in.heard(RtpOutTest.packet(22, s, 160 * s), s * 20_000_000L);
    int length = Rtcp.write(b, 0, out, in, "name", MILLIS, 65_540 * 20_000_000L);
    assertThat(length % 4).isZero();
    assertThat(b[0]).isEqualTo((byte) 0x81);
    assertThat(b[1] & 255).isEqualTo(200);
    assertThat(Octets.i32(b, 4)).isEqualTo(11);
    assertThat(Integer.toUnsignedLong(Octets.i32(b, 8))).isEqualTo(1_700_000_000L + 2_208_988_800L);
    assertThat(Octets.i32(b, 12)).isEqualTo(0x8000_0000);
    assertThat(Octets.i32(b, 28)).isEqualTo(22);
    assertThat(Octets.i32(b, 32)).as("a tenth lost, one packet").isEqualTo(25 << 24 | 1);
    assertThat(Octets.i32(b, 36)).as("rolled over once").isEqualTo(0x1_0003);
    assertThat(b[53] & 255).isEqualTo(202);
    assertThat(new String(b, 62, 4)).isEqualTo("name");
    assertThat(Octets.u16(b, 2) + 1 + Octets.u16(b, 54) + 1).isEqualTo(length / 4);
  }

  @Test
  void who_sends_nothing_is_a_receiver() {
    Rtcp.write(b, 0, out, in, "name", MILLIS, 0);
    assertThat(b[1] & 255).isEqualTo(201);
    assertThat(b[0]).isEqualTo((byte) 0x80);
  }

  @Test
  void a_sender_report_is_remembered_for_the_round_trip() {
    RtpOut theirs = new RtpOut(22, 1, 1);
    theirs.rewrite(RtpOutTest.packet(5, 1, 0), 8, 160, 0);
    int length = Rtcp.write(b, 0, theirs, new RtpIn(), "x", MILLIS, 0);
    in.heard(RtpOutTest.packet(22, 1, 0), 0);
    Rtcp.read(b, 0, length, in, out, 1_000_000_000L);
    assertThat(in.lastReport()).isEqualTo(Octets.i32(b, 10));
    assertThat(in.sinceLastReport(1_500_000_000L)).isEqualTo(32_768);
  }

  @Test
  void the_round_trip_is_what_passed_less_what_the_other_side_held() {
    out.rewrite(RtpOutTest.packet(5, 1, 0), 8, 160, 0);
    RtpIn theirIn = new RtpIn();
    theirIn.heard(RtpOutTest.packet(11, 1, 0), 30_000_000L);
    byte[] answer = new byte[256];
    int ours = Rtcp.write(b, 0, out, in, "us", MILLIS, 0);
    Rtcp.read(b, 0, ours, theirIn, new RtpOut(22, 1, 1), 40_000_000L);
    int theirs =
        Rtcp.write(answer, 0, new RtpOut(22, 1, 1), theirIn, "them", MILLIS, 1_040_000_000L);
    Rtcp.read(answer, 0, theirs, in, out, 1_085_000_000L);
    assertThat(out.echo().roundTripMicros()).isBetween(84_900, 85_100);
    assertThat(out.echo().blocks()).isEqualTo(1);
    Rtcp.read(answer, 0, theirs, in, new RtpOut(12, 1, 1), 1_085_000_000L);
    assertThat(out.echo().blocks()).as("a report on another stream").isEqualTo(1);
  }

  @Test
  void garbage_is_read_without_harm() {
    Random random = new Random(1);
    assertThatCode(() -> {
          for (int i = 0; i < 20_000; i++) {
            byte[] garbage = new byte[random.nextInt(80)];
            random.nextBytes(garbage);
            if (garbage.length > 1) garbage[0] = (byte) 0x81;
            if (garbage.length > 1) garbage[1] = (byte) 200;
            if (garbage.length > 3) garbage[2] = 0;
            Rtcp.read(garbage, 0, garbage.length, in, out, 0);
          }
        })
        .doesNotThrowAnyException();
  }
}

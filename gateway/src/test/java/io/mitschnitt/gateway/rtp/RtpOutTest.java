package io.mitschnitt.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RtpOutTest {

  private static final long PACKET_NANOS = 20_000_000;

  private final RtpOut out = new RtpOut(0xABCD, 40_000, 1000);
  private long nanos = 1_000_000_000L;

  @Test
  void the_first_sequence_number_lies_below_two_to_the_fifteenth() {
    assertThat(relay(packet(7, 60_000, 5)).sequence()).isEqualTo(40_000 & 0x7FFF);
  }

  @Test
  void a_source_s_loss_and_order_stay_visible() {
    int first = relay(packet(7, 10, 0)).sequence();
    assertThat(relay(packet(7, 13, 480)).sequence()).isEqualTo(first + 3);
    assertThat(relay(packet(7, 12, 320)).sequence()).isEqualTo(first + 2);
    assertThat(relay(packet(7, 14, 640)).sequence()).isEqualTo(first + 4);
  }

  @Test
  void numbers_roll_over_without_a_break() {
    int first = relay(packet(7, 65_534, -160)).sequence();
    RtpPacket second = relay(packet(7, 65_535, 0));
    RtpPacket third = relay(packet(7, 0, 160));
    assertThat(second.sequence()).isEqualTo(first + 1);
    assertThat(third.sequence()).isEqualTo(first + 2);
  }

  @Test
  void a_source_that_begins_anew_is_joined_to_what_was_sent() {
    RtpPacket before = relay(packet(7, 500, 80_000));
    int sequence = before.sequence();
    int time = before.timestamp();
    RtpPacket after = relay(packet(7, 3, 160));
    assertThat(after.sequence()).isEqualTo(sequence + 1);
    assertThat(after.timestamp()).isEqualTo(time + 160);
    assertThat(after.marker()).isTrue();
  }

  @Test
  void another_source_after_a_pause_carries_the_pause_in_its_timestamp() {
    int time = relay(packet(7, 1, 0)).timestamp();
    nanos += 1_000_000_000L - PACKET_NANOS;
    assertThat(relay(packet(8, 900, 99)).timestamp()).isEqualTo(time + 8000);
  }

  @Test
  void packets_of_our_own_continue_the_relayed_stream_and_are_continued_by_it() {
    int sequence = relay(packet(7, 1, 0)).sequence();
    byte[] own = new byte[12];
    int time = out.next(own, 0, 8, true, 160, 160, nanos);
    RtpPacket ours = new RtpPacket(own);
    assertThat(ours.sequence()).isEqualTo(sequence + 1);
    RtpPacket again = relay(packet(7, 2, 160));
    assertThat(again.sequence()).isEqualTo(sequence + 2);
    assertThat(again.timestamp() - time).isGreaterThanOrEqualTo(160);
  }

  @Test
  void extensions_and_other_sources_are_dropped_and_the_payload_is_kept() {
    byte[] b = ByteBuffer.allocate(12 + 4 + 8 + 3)
        .put((byte) 0x91)
        .put((byte) 0x6F)
        .putShort((short) 5)
        .putInt(6)
        .putInt(7)
        .putInt(99)
        .putShort((short) 0xBEDE)
        .putShort((short) 1)
        .putInt(0x10AA_0000)
        .put(new byte[] {1, 2, 3})
        .array();
    RtpPacket p = new RtpPacket(b);
    assertThat(out.rewrite(p, 8, 160, nanos)).isTrue();
    assertThat(p.length).isEqualTo(15);
    assertThat(p.headerLength()).isEqualTo(12);
    assertThat(p.payloadType()).isEqualTo(8);
    assertThat(p.ssrc()).isEqualTo(0xABCD);
    assertThat(b[p.offset + 14]).isEqualTo((byte) 3);
  }

  @Test
  void malformed_headers_are_refused() {
    assertThat(out.rewrite(
            new RtpPacket(new byte[] {(byte) 0x8F, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1}), 8, 160, 0))
        .isFalse();
    byte[] extension = packet(7, 1, 0).bytes;
    extension[0] = (byte) 0x90;
    extension[14] = (byte) 0xFF;
    assertThat(new RtpPacket(extension).headerLength()).isEqualTo(-1);
  }

  @Test
  void padding_is_no_payload_and_more_padding_than_payload_is_malformed() {
    RtpPacket p = packet(7, 1, 0);
    p.bytes[0] = (byte) 0xA0;
    p.bytes[p.length - 1] = 3;
    assertThat(p.payloadLength(12)).isEqualTo(7);
    p.bytes[p.length - 1] = 11;
    assertThat(p.payloadLength(12)).isEqualTo(-1);
    p.bytes[p.length - 1] = 0;
    assertThat(p.payloadLength(12)).isEqualTo(-1);
  }

  private RtpPacket relay(RtpPacket p) {
    assertThat(out.rewrite(p, 8, 160, nanos)).isTrue();
    nanos += PACKET_NANOS;
    return p;
  }

  static RtpPacket packet(int ssrc, int sequence, int time) {
    return new RtpPacket(ByteBuffer.allocate(22)
        .put((byte) 0x80)
        .put((byte) 8)
        .putShort((short) sequence)
        .putInt(time)
        .putInt(ssrc)
        .array());
  }
}

package io.mitschnitt.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NackTest {

  private static final int OURS = 0x1234_5678;

  private final List<Integer> missing = new ArrayList<>();

  @Test
  void a_number_and_the_bits_after_it_are_asked_for_over_the_roll_over() {
    read(nack(OURS, 0xFFFE, 0b1000_0000_0000_0101));
    assertThat(missing).containsExactly(0xFFFE, 0xFFFF, 1, 14);
  }

  @Test
  void it_is_found_behind_a_report_and_alone() {
    byte[] report = ByteBuffer.allocate(8).putInt(0x80C9_0001).putInt(7).array();
    byte[] nack = nack(OURS, 5, 0);
    read(ByteBuffer.allocate(report.length + nack.length).put(report).put(nack).array());
    read(nack);
    assertThat(missing).containsExactly(5, 5);
  }

  @Test
  void another_stream_s_packets_are_not_ours_to_send() {
    read(nack(OURS + 1, 5, 0xFFFF));
    assertThat(missing).isEmpty();
  }

  @Test
  void garbage_asks_for_nothing_and_harms_nobody() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      read(noise);
      byte[] cut = nack(OURS, i, 0xFFFF);
      Nack.read(cut, 0, random.nextInt(cut.length), OURS, s -> missing.add(-1));
    }
    assertThat(missing).doesNotContain(-1);
  }

  @Test
  void what_left_leaves_again_as_it_was_twice_at_most_and_not_when_it_is_old() {
    SentRing ring = new SentRing();
    byte[] to = new byte[1500];
    for (int i = 65_500; i < 65_540; i++) ring.keep(i & 0xFFFF, new byte[] {(byte) i, 2, 3}, 1, 2);
    assertThat(ring.again(65_530, to)).isEqualTo(2);
    assertThat(to).startsWith(2, 3);
    assertThat(ring.again(2, to)).isEqualTo(2);
    assertThat(ring.again(2, to)).isEqualTo(2);
    assertThat(ring.again(2, to)).isZero();
    assertThat(ring.again(65_501, to)).isZero();
    assertThat(ring.again(9, to)).isZero();
  }

  private void read(byte[] packet) {
    Nack.read(packet, 0, packet.length, OURS, missing::add);
  }

  private static byte[] nack(int ssrc, int first, int after) {
    return ByteBuffer.allocate(16)
        .putInt(0x81CD_0003)
        .putInt(7)
        .putInt(ssrc)
        .putShort((short) first)
        .putShort((short) after)
        .array();
  }
}

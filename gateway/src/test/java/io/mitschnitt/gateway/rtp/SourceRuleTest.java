package io.mitschnitt.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SourceRuleTest {

  private static final long SECOND = 1_000_000_000L;
  private static final InetSocketAddress CARRIER = at("198.51.100.7", 4000);
  private static final InetSocketAddress CARRIERS_OTHER_PORT = at("198.51.100.7", 4567);
  private static final InetSocketAddress STRANGER = at("203.0.113.9", 4000);
  private static final InetAddress OURS = at("192.0.2.1", 1).getAddress();

  private final SourceRule rule = new SourceRule(CARRIER, OURS, 0);
  private int sequence;

  @Test
  void the_signalled_address_is_believed_at_once() {
    assertThat(rule.believes(CARRIER, packet(), 0)).isTrue();
  }

  @Test
  void a_stranger_is_not_heard_beside_the_signalled_address() {
    rule.believes(CARRIER, packet(), 0);
    assertThat(send(STRANGER, 200, 2 * SECOND)).isZero();
    assertThat(rule.target()).isEqualTo(CARRIER);
  }

  @Test
  void a_stranger_who_is_early_is_not_heard() {
    assertThat(send(STRANGER, 49, 0)).isZero();
  }

  @Test
  void a_source_is_learned_when_the_signalled_address_kept_silent_and_gives_way_when_it_speaks() {
    assertThat(send(CARRIERS_OTHER_PORT, 10, 2 * SECOND)).isEqualTo(6);
    assertThat(rule.target()).isEqualTo(CARRIERS_OTHER_PORT);
    assertThat(rule.believes(CARRIER, packet(), 3 * SECOND)).isTrue();
    assertThat(send(CARRIERS_OTHER_PORT, 10, 4 * SECOND)).isZero();
    assertThat(rule.target()).isEqualTo(CARRIER);
  }

  @Test
  void what_was_learned_is_not_learned_again() {
    send(CARRIERS_OTHER_PORT, 10, 2 * SECOND);
    assertThat(send(STRANGER, 50, 3 * SECOND)).isZero();
  }

  @Test
  void another_host_is_heard_but_never_answered() {
    assertThat(send(STRANGER, 10, 2 * SECOND)).isPositive();
    assertThat(rule.target()).isEqualTo(CARRIER);
  }

  @Test
  void nothing_is_learned_late() {
    assertThat(send(STRANGER, 50, 11 * SECOND)).isZero();
  }

  @Test
  void packets_without_order_teach_nothing() {
    for (int i = 0; i < 50; i++) {
      RtpPacket p = RtpOutTest.packet(i, i * 40, 0);
      assertThat(rule.believes(STRANGER, p, 2 * SECOND)).isFalse();
    }
  }

  @Test
  void a_phone_behind_a_translator_is_answered_where_it_sends_from() {
    SourceRule behind = new SourceRule(at("10.0.0.5", 4000), OURS, 0);
    for (int i = 0; i < 5; i++) behind.believes(STRANGER, packet(), SECOND / 10);
    assertThat(behind.target()).isEqualTo(STRANGER);
  }

  @Test
  void reports_are_read_from_the_carrier_s_host_only() {
    assertThat(rule.believesReports(at("198.51.100.7", 4001))).isTrue();
    assertThat(rule.believesReports(STRANGER)).isFalse();
  }

  private int send(InetSocketAddress from, int packets, long nanos) {
    int heard = 0;
    for (int i = 0; i < packets; i++) {
      if (rule.believes(from, packet(), nanos + i * 20_000_000L)) heard++;
    }
    return heard;
  }

  private RtpPacket packet() {
    return RtpOutTest.packet(5, ++sequence, 160 * sequence);
  }

  private static InetSocketAddress at(String literal, int port) {
    return new InetSocketAddress(literal, port);
  }
}

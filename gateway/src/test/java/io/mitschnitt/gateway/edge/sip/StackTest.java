package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.gateway.sip.SipGuard;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import io.mitschnitt.recorder.contract.Party;
import io.vertx.core.Vertx;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stack itself: its limits, its threads, and two of it side by side. */
class StackTest {

  private static Vertx vertx;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() throws Exception {
    House.get(vertx.close());
  }

  @Test
  void none_of_the_stacks_limits_is_without_end() throws Exception {
    try (House house = House.open(vertx)) {
      assertThat(house.edge.stack().limits())
          .isEqualTo(
              new VertxSipStack.Limits(SipGuard.MESSAGE, 5_000, 1_000, 50_000, 50_000, 5_000));
    }
  }

  @Test
  void the_stack_has_no_thread_of_its_own() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (House house = House.open(vertx)) {
      House.until(() -> Thread.getAllStackTraces().keySet().stream()
          .filter(t -> !before.contains(t))
          .map(Thread::getName)
          .filter(n -> !n.startsWith("vert.x-"))
          .collect(Collectors.toSet())
          .isEmpty());
      assertThat(house.edge.openLegs()).isZero();
    }
  }

  @Test
  void a_taken_port_is_said() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      GatewayConf other = House.conf(taken.getLocalPort());
      assertThatThrownBy(() -> House.get(SipEdge.start(vertx, other)))
          .hasMessageContaining("in use");
    }
  }

  @Test
  void two_stacks_in_one_process_call_each_other() throws Exception {
    int port;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (House carrier = House.open(vertx, House.trunk(port, Transport.UDP));
        House gateway =
            House.openAt(vertx, port, House.trunk(carrier.edge.udpPort(), Transport.UDP))) {
      for (int i = 0; i < 200; i++) {
        Heard calling = new Heard();
        SipLeg out = gateway.on(() -> gateway
            .edge
            .door()
            .call(
                new Destination.ToTrunk("carrier", "+49" + 30),
                Party.ANONYMOUS,
                TextPhone.OFFER,
                calling));
        Incoming in = carrier.arrival();
        Heard called = Heard.of(in.leg());
        carrier.on(() -> in.leg().answer(TextPhone.OFFER));
        assertThat(calling.next()).isEqualTo("answered");
        assertThat(called.next()).isEqualTo("confirmed");
        gateway.on(() -> out.hangup(new Ending(Whose.US, "done", 0)));
        assertThat(called.next()).isEqualTo("ended CALLER hung up");
        assertThat(calling.next()).isEqualTo("ended US done");
      }
      House.until(() -> gateway.edge.openLegs() == 0 && carrier.edge.openLegs() == 0);
    }
  }
}

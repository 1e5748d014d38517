package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf.Tls;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.TrunkState.Reach;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import io.mitschnitt.recorder.contract.Party;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A carrier with two addresses, of which one or the other fails. */
class TrunkHuntTest {

  private static Vertx vertx;
  private TextWire.Udp firstWire;
  private TextWire.Udp secondWire;
  private TextPhone first;
  private TextPhone second;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() throws Exception {
    House.get(vertx.close());
  }

  @BeforeEach
  void carriers() {
    firstWire = new TextWire.Udp();
    secondWire = new TextWire.Udp();
    first = new TextPhone(firstWire, "first", "");
    second = new TextPhone(secondWire, "second", "");
  }

  @AfterEach
  void hang_up() {
    firstWire.close();
    secondWire.close();
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private House house(Transport transport, int firstPort, int secondPort, Duration keepAlive)
      throws Exception {
    House house = House.open(
        vertx,
        new Trunk(
            "carrier",
            at(firstPort),
            transport,
            List.of("PCMA"),
            "carrier.example",
            List.of(at(secondPort)),
            Tls.PLAIN,
            Optional.empty(),
            keepAlive));
    firstWire.to(house.edge.udpPort());
    secondWire.to(house.edge.udpPort());
    return house;
  }

  private House house(Duration keepAlive) throws Exception {
    return house(Transport.UDP, firstWire.port(), secondWire.port(), keepAlive);
  }

  private static Reach state(House house, int peer) {
    return house.edge.trunks().get(0).peers().get(peer).state();
  }

  private static SipLeg call(House house, Heard heard) throws Exception {
    return house.on(() -> house
        .edge
        .door()
        .call(
            new Destination.ToTrunk("carrier", "+49170555"),
            Party.ANONYMOUS,
            TextPhone.OFFER,
            heard));
  }

  private static void talk(House house, TextPhone phone, SipLeg leg, Heard heard, String invite)
      throws Exception {
    phone.answer(invite, 200, "OK", TextPhone.OFFER);
    phone.await("ACK");
    assertThat(heard.next()).isEqualTo("answered");
    house.on(() -> leg.hangup(new Ending(Whose.US, "done", 0)));
    phone.answer(phone.await("BYE"), 200, "OK", "");
    assertThat(heard.next()).isEqualTo("ended US done");
    assertThat(house.edge.openLegs()).isZero();
  }

  @Test
  void a_peer_that_answers_503_is_passed_over() throws Exception {
    try (House house = house(Duration.ZERO)) {
      Heard heard = new Heard();
      SipLeg leg = call(house, heard);
      first.answer(first.await("INVITE"), 503, "Service Unavailable", "");
      first.await("ACK");
      String invite = second.await("INVITE");
      assertThat(invite).startsWith("INVITE sip:+49170555@127.0.0.1:" + secondWire.port());
      talk(house, second, leg, heard, invite);
      assertThat(state(house, 1)).isEqualTo(Reach.UP);
    }
  }

  @Test
  void a_peer_that_says_nothing_is_passed_over_and_known_to_be_down() throws Exception {
    try (House house = house(Duration.ZERO)) {
      Heard heard = new Heard();
      SipLeg leg = call(house, heard);
      talk(house, second, leg, heard, second.await("INVITE"));
      assertThat(state(house, 0)).isEqualTo(Reach.DOWN);
      Heard next = new Heard();
      long before = System.nanoTime();
      SipLeg nextLeg = call(house, next);
      String invite = second.await("INVITE"); // straight away
      assertThat(System.nanoTime() - before).isLessThan(House.quick().trying().toNanos());
      talk(house, second, nextLeg, next, invite);
    }
  }

  @Test
  void a_peer_that_cannot_be_connected_to_is_passed_over() throws Exception {
    int nobody;
    try (TextWire.Tcp free = TextWire.Tcp.listen()) {
      nobody = free.port();
    }
    try (TextWire.Tcp wire = TextWire.Tcp.listen();
        House house = house(Transport.TCP, nobody, wire.port(), Duration.ZERO)) {
      Heard heard = new Heard();
      SipLeg leg = call(house, heard);
      TextPhone phone = new TextPhone(wire, "b", "");
      talk(house, phone, leg, heard, phone.await("INVITE"));
      assertThat(state(house, 0)).isEqualTo(Reach.DOWN);
    }
  }

  @Test
  void a_refusal_is_the_last_word() throws Exception {
    try (House house = house(Duration.ZERO)) {
      Heard heard = new Heard();
      call(house, heard);
      first.answer(first.await("INVITE"), 486, "Busy Here", "");
      first.await("ACK");
      assertThat(heard.next()).isEqualTo("refused 486");
      assertThat(secondWire.receive(200)).isNull();
      assertThat(house.edge.openLegs()).isZero();
    }
  }

  @Test
  void where_all_fail_the_call_is_refused() throws Exception {
    try (House house = house(Duration.ZERO)) {
      Heard heard = new Heard();
      call(house, heard);
      first.answer(first.await("INVITE"), 503, "No", "");
      second.answer(second.await("INVITE"), 503, "No", "");
      assertThat(heard.next()).isEqualTo("refused 503");
      assertThat(house.edge.openLegs()).isZero();
    }
  }

  @Test
  void a_call_that_is_taken_back_is_not_tried_elsewhere() throws Exception {
    try (House house = house(Duration.ZERO)) {
      Heard heard = new Heard();
      SipLeg leg = call(house, heard);
      String invite = first.await("INVITE");
      house.on(() -> leg.hangup(new Ending(Whose.US, "done", 0)));
      assertThat(heard.next()).isEqualTo("ended US done");
      first.answer(invite, 503, "No", "");
      assertThat(secondWire.receive(300)).isNull();
    }
  }

  @Test
  void a_peer_is_asked_and_found_up_down_and_up_again() throws Exception {
    try (House house = house(Duration.ofMillis(200))) {
      assertThat(state(house, 0)).isEqualTo(Reach.UNKNOWN);
      String options = first.await("OPTIONS");
      assertThat(options).startsWith("OPTIONS sip:127.0.0.1:" + firstWire.port());
      first.answer(options, 404, "Not Found", ""); // any answer is a sign of life
      House.until(() -> state(house, 0) == Reach.UP);
      first.answer(first.await("OPTIONS"), 503, "No", "");
      first.answer(first.await("OPTIONS"), 503, "No", "");
      House.until(() -> state(house, 0) == Reach.DOWN);
      House.until(() -> state(house, 1) == Reach.DOWN); // nobody answered there
      assertThat(house.edge.trunks().get(0).usable()).isFalse();
      for (int i = 0; i < 5 && state(house, 0) != Reach.UP; i++) {
        first.answer(first.await("OPTIONS"), 200, "OK", "");
        firstWire.receive(50);
      }
      House.until(() -> state(house, 0) == Reach.UP);
      Heard heard = new Heard();
      SipLeg leg = call(house, heard);
      talk(house, first, leg, heard, first.await("INVITE"));
    }
  }

  @Test
  void both_addresses_may_call() throws Exception {
    try (House house = house(Duration.ZERO)) {
      for (TextWire.Udp wire : List.of(firstWire, secondWire)) {
        TextPhone phone =
            new TextPhone(wire, "+49170", "sip:+49301111@127.0.0.1:" + house.edge.udpPort());
        phone.request("INVITE", TextPhone.OFFER);
        var call = house.arrival();
        Heard heard = Heard.of(call.leg());
        house.on(() -> call.leg().answer(TextPhone.OFFER));
        assertThat(TextPhone.status(phone.finalAnswer())).isEqualTo(200);
        phone.request("ACK", "");
        assertThat(heard.next()).isEqualTo("confirmed");
        house.on(() -> call.leg().hangup(new Ending(Whose.US, "done", 0)));
        phone.answer(phone.await("BYE"), 200, "OK", "");
        assertThat(heard.next()).isEqualTo("ended US done");
      }
    }
  }
}

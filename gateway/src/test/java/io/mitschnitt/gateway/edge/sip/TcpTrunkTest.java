package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import io.mitschnitt.recorder.contract.Party;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls with a carrier over TCP. */
class TcpTrunkTest {

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
  void a_call_comes_in_and_is_ended_by_us_over_the_same_connection() throws Exception {
    try (House house = House.open(vertx, House.trunk(9, Transport.TCP));
        TextWire.Tcp wire = TextWire.Tcp.dial(house.edge.tcpPort())) {
      TextPhone phone =
          new TextPhone(wire, "+49170", "sip:+49301111@127.0.0.1:" + house.edge.tcpPort());
      phone.request("INVITE", TextPhone.OFFER);
      Incoming call = house.arrival();
      Heard heard = Heard.of(call.leg());
      house.on(() -> call.leg().answer(TextPhone.OFFER));
      assertThat(phone.finalAnswer()).contains("transport=tcp");
      phone.request("ACK", "");
      assertThat(heard.next()).isEqualTo("confirmed");
      house.on(() -> call.leg().hangup(new Ending(Whose.US, "done", 0)));
      phone.answer(phone.await("BYE"), 200, "OK", "");
      assertThat(heard.next()).isEqualTo("ended US done");
      assertThat(house.edge.openLegs()).isZero();
    }
  }

  @Test
  void calls_go_out_over_one_connection() throws Exception {
    try (TextWire.Tcp wire = TextWire.Tcp.listen();
        House house = House.open(vertx, House.trunk(wire.port(), Transport.TCP))) {
      TextPhone phone = new TextPhone(wire, "b", "");
      for (int i = 0; i < 3; i++) {
        Heard heard = new Heard();
        SipLeg leg = house.on(() -> house
            .edge
            .door()
            .call(
                new Destination.ToTrunk("carrier", "+49170555"),
                Party.ANONYMOUS,
                TextPhone.OFFER,
                heard));
        String invite = phone.await("INVITE");
        assertThat(invite)
            .startsWith("INVITE sip:+49170555@127.0.0.1:" + wire.port() + ";transport=tcp");
        phone.answer(invite, 200, "OK", TextPhone.OFFER);
        phone.await("ACK");
        assertThat(heard.next()).isEqualTo("answered");
        house.on(() -> leg.hangup(new Ending(Whose.US, "done", 0)));
        phone.answer(phone.await("BYE"), 200, "OK", "");
        assertThat(heard.next()).isEqualTo("ended US done");
      }
    }
  }

  @Test
  void a_carrier_that_does_not_listen_is_unreachable_at_once() throws Exception {
    int port;
    try (TextWire.Tcp free = TextWire.Tcp.listen()) {
      port = free.port();
    }
    try (House house = House.open(vertx, House.trunk(port, Transport.TCP))) {
      Heard heard = new Heard();
      house.on(() -> house
          .edge
          .door()
          .call(
              new Destination.ToTrunk("carrier", "+49170555"),
              Party.ANONYMOUS,
              TextPhone.OFFER,
              heard));
      assertThat(heard.next()).isEqualTo("refused 503");
      assertThat(house.edge.openLegs()).isZero();
    }
  }

  @Test
  void keep_alives_are_answered_and_compact_headers_understood() throws Exception {
    try (House house = House.open(vertx, House.trunk(9, Transport.TCP));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.edge.tcpPort())) {
      socket.setSoTimeout(8_000);
      socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(2))
          .isEqualTo("\r\n".getBytes(StandardCharsets.US_ASCII));
      socket
          .getOutputStream()
          .write(
              ("OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nv: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bKc\r\n"
                      + "f: <sip:a@x>;tag=1\r\nt: <sip:x@127.0.0.1>\r\ni: c\r\nCSeq: 1 OPTIONS\r\nl: 0\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("SIP/2.0 200 ");
    }
  }

  @Test
  void a_stream_that_cannot_be_cut_is_closed() throws Exception {
    try (House house = House.open(vertx, House.trunk(9, Transport.TCP))) {
      for (String bad : List.of(
          "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
          "OPTIONS sip:x SIP/2.0\r\nContent-Length: 1900000000\r\n\r\n",
          "OPTIONS sip:x SIP/2.0\r\nContent-Length: 1\r\nl: 2\r\n\r\n",
          "OPTIONS sip:x SIP/2.0\r\nContent-Length: -1\r\n\r\n",
          "x".repeat(20_000),
          "OPTIONS sip:half SIP/2.0\r\nVia: ")) { // the last: after a while
        try (TextWire.Tcp wire = TextWire.Tcp.dial(house.edge.tcpPort())) {
          wire.send(bad.getBytes(StandardCharsets.US_ASCII));
          assertThat(wire.closed(8_000)).as(bad.substring(0, 10)).isTrue();
        }
      }
    }
  }

  @Test
  void a_stranger_is_not_let_in() throws Exception {
    Trunk elsewhere = new Trunk(
        "elsewhere",
        new InetSocketAddress("127.0.0.2", 5060),
        Transport.TCP,
        List.of("PCMA"),
        "x.example");
    try (House house = House.open(vertx, elsewhere);
        TextWire.Tcp wire = TextWire.Tcp.dial(house.edge.tcpPort())) {
      assertThat(wire.closed(8_000)).isTrue();
      assertThat(house.edge.dropped()).isEqualTo(1);
    }
  }
}

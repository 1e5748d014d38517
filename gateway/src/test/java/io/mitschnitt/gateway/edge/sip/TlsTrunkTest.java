package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Tls;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with a carrier over TLS, with certificates that are made for the test. */
class TlsTrunkTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final Ending DONE = new Ending(Whose.US, "done", 0);

  @TempDir
  static Path directory;

  private static Vertx vertx;
  private static Papers ours;
  private static Papers theirs;

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    ours = new Papers(directory, "127.0.0.1");
    theirs = new Papers(directory, "127.0.0.1");
  }

  @AfterAll
  static void close() throws Exception {
    House.get(vertx.close());
  }

  private static Trunk trunk(int port, Papers trusted, Optional<String> name) {
    return new Trunk(
        "carrier",
        new InetSocketAddress("127.0.0.1", port),
        Transport.TLS,
        List.of("PCMA"),
        "carrier.example",
        List.of(),
        new Tls(Optional.of(trusted.ca), Optional.empty(), Optional.empty(), name),
        Optional.empty(),
        Duration.ZERO);
  }

  /** Our side; {@code asks}: who comes in must show a certificate of the carrier's authority. */
  private static House house(boolean asks, Trunk trunk) throws Exception {
    Tls tls = new Tls(
        asks ? Optional.of(theirs.ca) : Optional.empty(),
        Optional.of(ours.cert),
        Optional.of(ours.key),
        Optional.empty());
    return House.open(
        vertx,
        House.conf(
            new GatewayConf.Sip(
                "127.0.0.1",
                0,
                0,
                House.DOMAIN,
                Optional.of(new GatewayConf.SecurePort(0, tls)),
                100),
            trunk),
        House.quick());
  }

  private static SSLSocket dial(House house, Papers shown, boolean mute) throws Exception {
    SSLSocket socket = (SSLSocket)
        shown.context(ours, mute).getSocketFactory().createSocket(HERE, house.edge.tlsPort());
    socket.setSoTimeout(8_000);
    return socket;
  }

  private static SSLServerSocket listen(Papers shown) throws Exception {
    return (SSLServerSocket)
        shown.context(ours, false).getServerSocketFactory().createServerSocket(0, 10, HERE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_carrier_with_a_certificate_of_its_authority_calls(String version) throws Exception {
    try (House house = house(true, trunk(9, theirs, Optional.empty()))) {
      SSLSocket socket = dial(house, theirs, false);
      socket.setEnabledProtocols(new String[] {version});
      try (TextWire.Tcp wire = TextWire.Tcp.secure(socket, null)) {
        TextPhone phone =
            new TextPhone(wire, "+49170", "sip:+49301111@127.0.0.1:" + house.edge.tlsPort());
        phone.request("INVITE", TextPhone.OFFER);
        Incoming call = house.arrival();
        Heard heard = Heard.of(call.leg());
        house.on(() -> call.leg().answer(TextPhone.OFFER));
        assertThat(TextPhone.header(phone.finalAnswer(), "Contact"))
            .contains(":" + house.edge.tlsPort())
            .contains("transport=tls");
        phone.request("ACK", "");
        assertThat(heard.next()).isEqualTo("confirmed");
        house.on(
            () -> call.leg().hangup(DONE)); // on the same connection: the carrier listens nowhere
        phone.answer(phone.await("BYE"), 200, "OK", "");
        assertThat(heard.next()).isEqualTo("ended US done");
        assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoever_shows_no_certificate_of_that_authority_is_not_let_in(boolean mute) throws Exception {
    Papers stranger = new Papers(directory, "127.0.0.1");
    try (House house = house(true, trunk(9, theirs, Optional.empty()));
        TextWire.Tcp wire = TextWire.Tcp.secure(dial(house, stranger, mute), null)) {
      try {
        new TextPhone(wire, "+49170", "sip:+49301111@127.0.0.1").request("OPTIONS", "");
      } catch (java.io.UncheckedIOException e) {
        assertThat(e)
            .hasRootCauseInstanceOf(
                java.io.IOException.class); // the door was shut before we had spoken
      }
      assertThat(wire.closed(8_000)).isTrue();
      House.until(() -> house.edge.dropped() > 0);
    }
  }

  @Test
  void a_carrier_that_is_set_to_tls_is_not_heard_in_the_clear() throws Exception {
    try (House house = house(false, trunk(9, theirs, Optional.empty()));
        TextWire.Tcp wire = TextWire.Tcp.dial(house.edge.tcpPort())) {
      assertThat(wire.closed(8_000)).isTrue();
    }
  }

  @Test
  void calls_in_both_directions_share_the_connection_that_we_dialled() throws Exception {
    SSLServerSocket server = listen(theirs);
    server.setNeedClientAuth(true); // the carrier wants to see our certificate
    try (TextWire.Tcp wire = TextWire.Tcp.secure(null, server);
        House house = house(false, trunk(wire.port(), theirs, Optional.empty()))) {
      TextPhone phone = new TextPhone(wire, "b", "");
      for (int i = 0; i < 2; i++) {
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
            .startsWith("INVITE sip:+49170555@127.0.0.1:" + wire.port() + ";transport=tls");
        assertThat(TextPhone.header(invite, "Via")).startsWith("SIP/2.0/TLS");
        phone.answer(invite, 200, "OK", TextPhone.OFFER);
        phone.await("ACK");
        assertThat(heard.next()).isEqualTo("answered");
        house.on(() -> leg.hangup(DONE));
        phone.answer(phone.await("BYE"), 200, "OK", "");
        assertThat(heard.next()).isEqualTo("ended US done");
      }
      TextPhone caller =
          new TextPhone(wire, "+49170", "sip:+49301111@127.0.0.1:" + house.edge.tlsPort());
      caller.request("INVITE", TextPhone.OFFER);
      Incoming call = house.arrival();
      Heard heard = Heard.of(call.leg());
      house.on(() -> call.leg().answer(TextPhone.OFFER));
      assertThat(TextPhone.status(caller.finalAnswer())).isEqualTo(200);
      caller.request("ACK", "");
      assertThat(heard.next()).isEqualTo("confirmed");
      caller.request("BYE", "");
      assertThat(TextPhone.status(caller.finalAnswer())).isEqualTo(200);
      assertThat(heard.next()).isEqualTo("ended CALLER hung up");
    }
  }

  @Test
  void a_carrier_of_another_authority_gets_no_call() throws Exception {
    refused(theirs, ours, Optional.empty());
  }

  @Test
  void a_certificate_of_another_name_gets_no_call() throws Exception {
    refused(theirs, theirs, Optional.of("sip.carrier.example"));
  }

  @Test
  void the_name_in_the_certificate_may_be_said() throws Exception {
    Papers named = new Papers(directory, "sip.carrier.example");
    try (TextWire.Tcp wire = TextWire.Tcp.secure(null, listen(named));
        House house = house(false, trunk(wire.port(), named, Optional.of("sip.carrier.example")))) {
      house.on(() -> house
          .edge
          .door()
          .call(
              new Destination.ToTrunk("carrier", "+49170555"),
              Party.ANONYMOUS,
              TextPhone.OFFER,
              new Heard()));
      assertThat(new TextPhone(wire, "b", "").await("INVITE")).contains("transport=tls");
    }
  }

  private static void refused(Papers shown, Papers trusted, Optional<String> name)
      throws Exception {
    SSLServerSocket server = listen(shown);
    Thread carrier = new Thread(() -> {
      try (var socket = server.accept()) {
        socket.getInputStream().read();
      } catch (java.io.IOException e) {
        // as it should be: the handshake fails
      }
    });
    carrier.start();
    try (House house = house(false, trunk(server.getLocalPort(), trusted, name))) {
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
    } finally {
      server.close();
      carrier.join(8_000);
    }
  }
}

package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls with a carrier that somebody else wrote: sipp. In CI it must be there; elsewhere the tests are left out without it. */
@EnabledIf(value = "here", disabledReason = "sipp is not installed (apt install sip-tester)")
class SippTest {

  private static Vertx vertx;

  @TempDir
  Path scratch;

  static boolean here() {
    return System.getenv("CI") != null || new File("/usr/bin/sipp").canExecute();
  }

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() throws Exception {
    House.get(vertx.close());
  }

  /** Starts sipp on {@code port}; it ends by itself after {@code calls}. */
  private Process sipp(String scenario, Transport transport, int port, int target, int calls)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(
        "sipp",
        "127.0.0.1:" + target,
        "-sf",
        Path.of(System.getProperty("sipp.scenarios", "src/test/sipp"), scenario + ".xml")
            .toAbsolutePath()
            .toString(),
        "-i",
        "127.0.0.1",
        "-p",
        "" + port,
        "-t",
        transport == Transport.TCP ? "t1" : "u1",
        "-s",
        "+49301111",
        "-m",
        "" + calls,
        "-r",
        "20",
        "-l",
        "1",
        "-timeout",
        "60s",
        "-timeout_error",
        "-nostdin",
        "-trace_err",
        "-error_file",
        scratch.resolve("errors").toString()));
    return new ProcessBuilder(command)
        .directory(scratch.toFile())
        .redirectErrorStream(true)
        .redirectOutput(scratch.resolve("out").toFile())
        .start();
  }

  private void succeeds(Process sipp) throws Exception {
    boolean ended = sipp.waitFor(70, TimeUnit.SECONDS);
    if (!ended) {
      sipp.destroyForcibly();
    }
    Path errors = scratch.resolve("errors");
    assertThat(ended && sipp.exitValue() == 0)
        .as(() ->
            "sipp: " + (errors.toFile().exists() ? read(errors) : read(scratch.resolve("out"))))
        .isTrue();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() throws Exception {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** What the house does with a call that comes in. */
  private static Consumer<Incoming> manners(String scenario) {
    return call -> {
      call.leg().listen(new Heard() {
        @Override
        public void confirmed(Optional<String> sdp) {
          if (scenario.equals("inbound-byed")) {
            call.leg().hangup(new Ending(Whose.US, "done", 0));
          }
        }

        @Override
        public void reoffered(Optional<String> sdp) {
          boolean hold = scenario.equals("inbound-hold");
          call.leg().reanswer(TextPhone.OFFER + (hold ? "a=recvonly\r\n" : ""));
        }
      });
      if (scenario.equals("inbound-busy")) {
        call.leg().refuse(486, "Busy Here");
        return;
      }
      call.leg().ring();
      if (!scenario.equals("inbound-cancel")) {
        call.leg().answer(TextPhone.OFFER);
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "inbound-bye, UDP, 200",
    "inbound-bye, TCP, 20",
    "inbound-byed, UDP, 20",
    "inbound-byed, TCP, 20",
    "inbound-cancel, UDP, 20",
    "inbound-busy, UDP, 20",
    "inbound-hold, UDP, 5",
    "inbound-hold, TCP, 5",
    "inbound-timer, UDP, 5",
    "inbound-reliable, UDP, 5",
    "inbound-reliable, TCP, 5"
  })
  void a_carrier_calls(String scenario, Transport transport, int calls) throws Exception {
    int port = freePort();
    try (House house = House.open(vertx, SipTimes.usual(), House.trunk(port, transport))) {
      house.on(() -> house.edge.door().onIncoming(manners(scenario)));
      int target = transport == Transport.TCP ? house.edge.tcpPort() : house.edge.udpPort();
      succeeds(sipp(scenario, transport, port, target, calls));
      House.until(() -> house.edge.openLegs() == 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "outbound-answer, UDP, answered",
    "outbound-answer, TCP, answered",
    "outbound-busy, UDP, refused 486",
    "outbound-reliable, UDP, answered"
  })
  void we_call_a_carrier(String scenario, Transport transport, String outcome) throws Exception {
    int port = freePort();
    try (House house = House.open(vertx, SipTimes.usual(), House.trunk(port, transport))) {
      Process sipp = sipp(scenario, transport, port, house.edge.udpPort(), 5);
      for (int i = 0; i < 5; i++) {
        assertThat(dial(house)).isEqualTo(outcome);
      }
      succeeds(sipp);
      House.until(() -> house.edge.openLegs() == 0);
    }
  }

  @Test
  void a_carrier_that_says_where_the_call_was_sent_on_is_heard() throws Exception {
    Incoming call = one("inbound-diversion").call();
    assertThat(call.from().number()).contains(new PhoneNumber("+4930999"));
    assertThat(call.headers())
        .containsEntry("diversion", "<sip:+49301@carrier.example>;reason=no-answer")
        .containsEntry("history-info", "<sip:+49301@carrier.example>;index=1")
        .containsEntry(
            "identity", "e30.e30.c2ln;info=<https://cert.example/c.pem>;alg=ES256;ppt=shaken");
  }

  @Test
  void a_key_by_info_is_heard() throws Exception {
    assertThat(one("inbound-info").heard().words)
        .anyMatch(word -> word.startsWith("info application/dtmf-relay Signal=5"));
  }

  @Test
  void the_cause_of_a_carriers_bye_is_kept() throws Exception {
    assertThat(one("inbound-reason").cause()).isEqualTo(31);
  }

  /** A call that has ended, and what was heard of it. */
  private record Over(Incoming call, Heard heard, int cause) {}

  private Over one(String scenario) throws Exception {
    int port = freePort();
    AtomicInteger cause = new AtomicInteger(-1);
    AtomicReference<Incoming> came = new AtomicReference<>();
    Heard heard = new Heard() {
      @Override
      public void ended(Ending ending) {
        cause.set(ending.cause());
      }
    };
    try (House house = House.open(vertx, SipTimes.usual(), House.trunk(port, Transport.UDP))) {
      house.on(() -> house.edge.door().onIncoming(call -> {
        came.set(call);
        call.leg().listen(heard);
        call.leg().answer(TextPhone.OFFER);
      }));
      succeeds(sipp(scenario, Transport.UDP, port, house.edge.udpPort(), 1));
      House.until(() -> cause.get() >= 0);
    }
    return new Over(came.get(), heard, cause.get());
  }

  @Test
  void a_carrier_is_told_that_the_house_is_full_and_when_to_come_back() throws Exception {
    int port = freePort();
    GatewayConf.Sip none =
        new GatewayConf.Sip("127.0.0.1", 0, 0, House.DOMAIN, Optional.empty(), 0);
    GatewayConf conf = House.conf(none, House.trunk(port, Transport.UDP));
    try (House house = House.open(vertx, conf, SipTimes.usual())) {
      succeeds(sipp("inbound-full", Transport.UDP, port, house.edge.udpPort(), 5));
      assertThat(house.edge.openLegs()).isZero();
    }
  }

  @Test
  void where_a_peer_is_out_of_service_the_next_one_is_called() throws Exception {
    int away = freePort();
    int there = freePort();
    Trunk plain = House.trunk(away, Transport.UDP);
    Trunk trunk = new Trunk(
        plain.name(),
        plain.peer(),
        plain.transport(),
        plain.codecs(),
        plain.fromDomain(),
        List.of(House.trunk(there, Transport.UDP).peer()),
        plain.tls(),
        plain.register(),
        plain.keepAlive());
    try (House house = House.open(vertx, SipTimes.usual(), trunk)) {
      Process first = sipp("outbound-away", Transport.UDP, away, house.edge.udpPort(), 1);
      Process second = sipp("outbound-answer", Transport.UDP, there, house.edge.udpPort(), 1);
      listening(away);
      listening(there);
      assertThat(dial(house)).isEqualTo("answered");
      succeeds(first);
      succeeds(second);
    }
  }

  @Test
  void a_call_that_nobody_answers_is_taken_back() throws Exception {
    int port = freePort();
    try (House house = House.open(vertx, SipTimes.usual(), House.trunk(port, Transport.UDP))) {
      Process sipp = sipp("outbound-silent", Transport.UDP, port, house.edge.udpPort(), 1);
      listening(port);
      Heard heard = new Heard();
      var leg = house.on(() -> house
          .edge
          .door()
          .call(
              new Destination.ToTrunk("carrier", "+49170555"),
              Party.ANONYMOUS,
              TextPhone.OFFER,
              heard));
      assertThat(heard.next()).isEqualTo("ringing 180");
      house.on(() -> leg.hangup(new Ending(Whose.AGENT, "gave up", 0)));
      succeeds(sipp);
      House.until(() -> house.edge.openLegs() == 0);
    }
  }

  /** Waits until sipp has its port. */
  private static void listening(int port) {
    House.until(() -> {
      try (DatagramSocket probe = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
        return !probe.isBound();
      } catch (IOException taken) {
        return true;
      }
    });
  }

  /** Calls until the carrier is up; what came of the call. */
  private static String dial(House house) throws Exception {
    String word = "";
    for (int tries = 0;
        tries < 20 && !word.startsWith("answered") && !word.equals("refused 486");
        tries++) {
      Heard heard = new Heard();
      var leg = house.on(() -> house
          .edge
          .door()
          .call(
              new Destination.ToTrunk("carrier", "+49170555"),
              Party.ANONYMOUS,
              TextPhone.OFFER,
              heard));
      do {
        word = heard.next();
      } while (word.startsWith("ringing"));
      house.on(() -> leg.hangup(new Ending(Whose.US, "done", 0)));
    }
    return word;
  }

  @Test
  void a_carrier_that_is_not_configured_hears_nothing() throws Exception {
    try (House house = House.open(vertx, House.trunk(freePort(), Transport.UDP))) {
      Process sipp = sipp("inbound-busy", Transport.UDP, freePort(), house.edge.udpPort(), 1);
      House.until(
          () -> house.edge.dropped() >= 2); // the INVITE, and the same again: nothing came back
      sipp.destroy();
      assertThat(house.edge.openLegs()).isZero();
    }
  }
}

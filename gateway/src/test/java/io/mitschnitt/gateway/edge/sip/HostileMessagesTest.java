package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * Messages that are wrong or odd in the ways of RFC 4475, and worse, from a carrier's own address: nothing throws, and
 * calls go on.
 */
class HostileMessagesTest {

  private static final String HEAD = "Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK@;rport\n"
      + "Max-Forwards: 70\nFrom: <sip:a@example.org>;tag=1\nTo: <sip:b@example.org>\nCall-ID: @\nContact: <sip:a@127.0.0.1:9>\n";

  private static Vertx vertx;
  private static TextWire.Udp wire;
  private static House house;
  private static final ListAppender<ILoggingEvent> logs = new ListAppender<>();

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    wire = new TextWire.Udp();
    house = House.open(vertx, House.trunk(wire.port(), Transport.UDP));
    wire.to(house.edge.udpPort());
    Logger logger = (Logger) LoggerFactory.getLogger("io.mitschnitt.gateway.edge.sip");
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logs.start();
    logger.addAppender(logs);
  }

  @AfterAll
  static void close() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("io.mitschnitt.gateway.edge.sip");
    logger.detachAppender(logs);
    logger.setAdditive(true);
    logger.setLevel(null);
    wire.close();
    house.close();
    House.get(vertx.close());
  }

  private static byte[] message(String text) {
    return text.replace("@\n", Tokens.tag() + "\n")
        .replace("z9hG4bK@", "z9hG4bK" + Tokens.tag())
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The status of the answer to a request; 0 where there is none before the answer to an OPTIONS sent after it. */
  private static int answerTo(byte[] request) {
    drain();
    wire.send(request);
    TextPhone after = new TextPhone(wire, "probe", "sip:x@127.0.0.1");
    after.request("OPTIONS", "");
    int status = 0;
    String answer = after.next();
    while (!after.callId.equals(TextPhone.header(answer, "Call-ID"))) {
      String callId = String.valueOf(TextPhone.header(answer, "Call-ID"));
      boolean its = new String(request, StandardCharsets.ISO_8859_1)
          .contains("\r\nCall-ID: " + callId + "\r\n");
      status = its ? Math.max(status, TextPhone.status(answer)) : status;
      answer = after.next();
    }
    return status;
  }

  private static void drain() {
    String rest = wire.receive(1);
    while (rest != null) {
      rest = wire.receive(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      another version        | 505 | OPTIONS sip:b@example.org SIP/7.0 | CSeq: 1 OPTIONS
      CSeq of another method | 400 | OPTIONS sip:b@example.org SIP/2.0 | CSeq: 1 INVITE
      CSeq out of range      | 400 | OPTIONS sip:b@example.org SIP/2.0 | CSeq: 36893488147419103232 OPTIONS
      no CSeq                | 0   | OPTIONS sip:b@example.org SIP/2.0 | X: y
      unknown method         | 405 | FROBNICATE sip:b@example.org SIP/2.0 | CSeq: 1 FROBNICATE
      unknown scheme         | 416 | INVITE nobodyknows:this SIP/2.0 | CSeq: 1 INVITE
      LWS in the URI         | 400 | INVITE sip:b@example.org; lr SIP/2.0 | CSeq: 1 INVITE
      URI in brackets        | 400 | INVITE <sip:b@example.org> SIP/2.0 | CSeq: 1 INVITE
      unknown extension      | 420 | INVITE sip:b@example.org SIP/2.0 | CSeq: 1 INVITE~Require: nothingSupportsThis
      unknown body           | 415 | INVITE sip:b@example.org SIP/2.0 | CSeq: 1 INVITE~Content-Type: text/plain~Content-Length: 2~~xx
      body too short         | 400 | OPTIONS sip:b@example.org SIP/2.0 | CSeq: 1 OPTIONS~Content-Type: application/sdp~Content-Length: 9999~~v=0
      negative length        | 400 | OPTIONS sip:b@example.org SIP/2.0 | CSeq: 1 OPTIONS~Content-Length: -999
      two lengths            | 0   | OPTIONS sip:b@example.org SIP/2.0 | CSeq: 1 OPTIONS~Content-Length: 1~Content-Length: 2
      two Call-IDs           | 0   | OPTIONS sip:b@example.org SIP/2.0 | CSeq: 1 OPTIONS~Call-ID: other
      odd white space        | 200 | OPTIONS sip:b@example.org SIP/2.0 | cSeQ   :    1~  OPTIONS
      a bad date             | 200 | OPTIONS sip:b@example.org SIP/2.0 | CSeq: 1 OPTIONS~Date: Fri, 01 Jan 2010 16:00:00 EST
      a bad Refer-To         | 200 | OPTIONS sip:b@example.org SIP/2.0 | CSeq: 1 OPTIONS~Refer-To: <sip:a@b
      a response to nothing  | 0   | SIP/2.0 100                       | CSeq: 1 INVITE
      a status out of range  | 0   | SIP/2.0 4294967301 big            | CSeq: 1 INVITE
      an ACK to nothing      | 0   | ACK sip:b@example.org SIP/2.0     | CSeq: 1 ACK
      a CANCEL of nothing    | 481 | CANCEL sip:b@example.org SIP/2.0  | CSeq: 1 CANCEL
      """)
  void an_odd_message_gets_its_answer(String what, int status, String first, String rest) {
    assertThat(answerTo(message(first + "\n" + HEAD + rest.replace('~', '\n') + "\n\n")))
        .isEqualTo(status);
  }

  @Test
  void a_request_that_asks_to_be_answered_elsewhere_is_answered_where_it_came_from()
      throws Exception {
    try (TextWire.Udp third = new TextWire.Udp()) {
      wire.send(message("OPTIONS sip:b@example.org SIP/2.0\n"
          + HEAD.replace(";rport", ";rport;maddr=127.0.0.1:" + third.port())
          + "CSeq: 1 OPTIONS\n\n"));
      assertThat(third.receive(300)).isNull();
      drain();
    }
  }

  @Test
  void our_own_400_quotes_nothing_of_the_request_but_its_way_back() {
    drain();
    wire.send(message(
        "INVITE sip:b@example.org; lr SIP/2.0\n" + HEAD + "CSeq: 1 INVITE\nSubject: canary\n\n"));
    String answer = wire.receive(8_000);
    assertThat(answer)
        .startsWith("SIP/2.0 400 Bad Request\r\n")
        .doesNotContain("canary", "lr", "gov.nist");
  }

  @Test
  void after_thousands_of_broken_messages_nothing_has_thrown_and_a_call_succeeds()
      throws Exception {
    Random random = new Random(42);
    byte[] good = message(
        "INVITE sip:b@example.org SIP/2.0\n" + HEAD + "CSeq: 1 INVITE\n"
            + "Route: <sip:x@y;lr>, <sip:z@y>\nP-Asserted-Identity: \"n\" <sip:+49@x>\nContent-Length: 0\n\n");
    for (int i = 0; i < 5_000; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(6); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      wire.send(bad);
      if (i % 50 == 0) {
        answerTo(bad); // keeps pace
      }
    }
    drain();
    Incoming other = house.incoming.poll();
    while (other != null) {
      Incoming refused = other;
      house.on(() -> refused.leg().refuse(603, "Decline"));
      other = house.incoming.poll();
    }
    answerTo(good);
    house.incoming.clear();
    drain();

    TextPhone phone = new TextPhone(wire, "+49170", "sip:+4930@127.0.0.1");
    phone.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    while (call.sdp().isEmpty()) {
      call = house.arrival();
    }
    Incoming ours = call;
    Heard heard = Heard.of(ours.leg());
    house.on(() -> ours.leg().answer(TextPhone.OFFER));
    phone.learn(phone.await("SIP/2.0 200"));
    phone.request("ACK", "");
    assertThat(heard.next()).isEqualTo("confirmed");
    phone.request("BYE", "");
    assertThat(heard.next()).isEqualTo("ended CALLER hung up");

    Pattern throwable = Pattern.compile(
        "NullPointer|IndexOutOfBounds|ClassCast|IllegalArgument|IllegalState|Error");
    assertThat(logs.list.stream()
            .map(ILoggingEvent::getFormattedMessage)
            .filter(throwable.asPredicate()))
        .isEmpty();
  }
}

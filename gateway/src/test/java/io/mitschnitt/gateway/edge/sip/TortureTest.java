package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * One message of our own for each of the 49 cases of RFC 4475, from a carrier's own address: answered, or dropped and
 * counted; nothing is thrown, and the next request is served. Where the answer is not what the RFC would like best,
 * {@code docs/interop.md} says so.
 *
 * <p>The house turns each call down that gets through to it (603), so 603 says: it was taken for a good INVITE.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4475">RFC 4475</a>
 */
class TortureTest {

  private static final int GONE = 0; // no answer, and counted as dropped
  private static final int MUTE = -1; // no answer, because none is due

  private static Vertx vertx;
  private static TextWire.Udp wire;
  private static House house;
  private static final ListAppender<ILoggingEvent> logs = new ListAppender<>();

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    wire = new TextWire.Udp();
    house = House.open(vertx, House.trunk(wire.port(), Transport.UDP));
    house.on(() -> house.edge.door().onIncoming(call -> call.leg().refuse(603, "Decline")));
    wire.to(house.edge.udpPort());
    logs.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(logs);
  }

  @AfterAll
  static void close() throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(logs);
    wire.close();
    house.close();
    House.get(vertx.close());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', maxCharsPerColumn = 10_000, textBlock = """
      # 3.1.1 valid messages
      3.1.1.1 short, tortuous INVITE       | 603 | INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0 | s : x y;  z = a~NewFangledHeader:   newfangled value~  continued newfangled value~v  : SIP  / 2.0  / TCP  192.0.2.2 ; branch = z9hG4bK390s |
      3.1.1.2 all that a method may be     | 405 | !interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0 | |
      3.1.1.3 escapes in the URI           | 603 | INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0 | |
      3.1.1.4 an escaped null              | 405 | REGISTER sip:null-%00-null@example.com SIP/2.0 | |
      3.1.1.5 a percent that is no escape  | 405 | RE%47IST%45R sip:registrar.example.com SIP/2.0 | |
      3.1.1.6 no space before the bracket  | 200 | OPTIONS sip:user@example.com SIP/2.0 | Reply-To: caller<sip:caller@example.com> |
      3.1.1.7 long values                  | 603 | INVITE sip:user@example.com SIP/2.0 | Subject: LONG~X-Unknown: LONGLONG~P-Asserted-Identity: "LONG" <sip:amazinglylongcallernameLONG@example.net> |
      3.1.1.8 two requests, one datagram   | 405 | REGISTER sip:example.com SIP/2.0 | Content-Length: 0~~INVITE sip:joe@example.com SIP/2.0 |
      3.1.1.9 semicolon in the user part   | 200 | OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0 | |
      3.1.1.10 transports of all kinds     | 200 | OPTIONS sip:user@example.com SIP/2.0 | Via: SIP/2.0/SCTP s.example.com;branch=z9hG4bKa~Via: SIP/2.0/UNKNOWN u.example.com;branch=z9hG4bKb |
      3.1.1.11 parts of different kinds    | 415 | INVITE sip:b@example.org SIP/2.0 | Content-Type: multipart/mixed;boundary=q~Content-Length: 26~~--q~Content-Type: a/b~~x~--q-- |
      3.1.1.12 an odd reason phrase        | -1  | SIP/2.0 200 = 2**3 * 5**2 \u043d\u043e | |
      3.1.1.13 no reason phrase            | -1  | SIP/2.0 100 | |
      # 3.1.2 invalid messages
      3.1.2.1 extra separators             | 400 | INVITE sip:b@example.org SIP/2.0 | Contact: "Joe" <sip:joe@example.org>;;;; |
      3.1.2.2 body shorter than its length | 400 | INVITE sip:b@example.org SIP/2.0 | Content-Type: application/sdp~Content-Length: 9999~~v=0 |
      3.1.2.3 negative length              | 400 | INVITE sip:b@example.org SIP/2.0 | Content-Type: application/sdp~Content-Length: -999~~v=0 |
      3.1.2.4 numbers out of range         | 400 | REGISTER sip:example.com SIP/2.0 | CSEQ 36893488147419103232 REGISTER~Expires: 10000000000000000 |
      3.1.2.5 numbers out of range, answer | -1  | SIP/2.0 503 Service Unavailable | CSEQ 9292394834772304023312 OPTIONS~Retry-After: 949302838503028349304023988 |
      3.1.2.6 a quote that never ends      | 400 | INVITE sip:b@example.org SIP/2.0 | TO "Mr. J. User <sip:j.user@example.com> |
      3.1.2.7 URI in brackets              | 400 | INVITE <sip:user@example.com> SIP/2.0 | |
      3.1.2.8 space in the URI             | 400 | INVITE sip:user@example.com; lr SIP/2.0 | |
      3.1.2.9 many spaces in the line      | 603 | INVITE  sip:user@example.com  SIP/2.0 | |
      3.1.2.10 spaces after the line       | 200 | OPTIONS sip:remote-target@example.com SIP/2.0   | |
      3.1.2.11 headers in the Request-URI  | 603 | INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0 | |
      3.1.2.12 a date in another zone      | 603 | INVITE sip:user@example.com SIP/2.0 | Date: Fri, 01 Jan 2010 16:00:00 EST |
      3.1.2.13 a Contact without brackets  | 405 | REGISTER sip:example.com SIP/2.0 | Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E |
      3.1.2.14 spaces within an addr-spec   | 200 | OPTIONS sip:user@example.org SIP/2.0 | TO "Watson, Thomas" < sip:t.watson@example.org > |
      3.1.2.15 a name that needs quotes    | 200 | OPTIONS sip:t.watson@example.org SIP/2.0 | TO Bell, Alexander <sip:a.g.bell@example.org> |
      3.1.2.16 another version             | 505 | OPTIONS sip:t.watson@example.org SIP/7.0 | |
      3.1.2.17 line and CSeq disagree      | 400 | OPTIONS sip:user@example.com SIP/2.0 | CSEQ 8 INVITE |
      3.1.2.18 the same, new method        | 400 | NEWMETHOD sip:user@example.com SIP/2.0 | CSEQ 8 INVITE |
      3.1.2.19 a status of four digits up  | -1  | SIP/2.0 4294967301 better not break the receiver | |
      # 3.2 the transaction layer
      3.2.1 a branch of the cookie alone   | 200 | OPTIONS sip:user@example.com SIP/2.0 | BRANCH z9hG4bK |
      # 3.3 the application layer
      3.3.1 vital headers are missing      | 0   | INVITE sip:user@example.com SIP/2.0 | WITHOUT From,To,Call-ID |
      3.3.2 a scheme nobody knows          | 416 | INVITE nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0 | |
      3.3.3 a scheme that is known         | 416 | INVITE soap.beep://192.0.2.103:3002 SIP/2.0 | |
      3.3.4 odd schemes in the headers     | 405 | REGISTER sip:example.com SIP/2.0 | Contact: <name:John_Smith> |
      3.3.5 Require and Proxy-Require      | 420 | INVITE sip:user@example.com SIP/2.0 | Require: nothingSupportsThis~Proxy-Require: noProxiesSupportThis |
      3.3.6 a body of an unknown kind      | 415 | INVITE sip:user@example.com SIP/2.0 | Content-Type: application/unknownformat~Content-Length: 7~~<audio> |
      3.3.7 an unknown login scheme        | 405 | REGISTER sip:example.com SIP/2.0 | Authorization: NoOneKnowsThisScheme opaque-data=here |
      3.3.8 single headers given twice     | 0   | INVITE sip:user@company.com SIP/2.0 | Call-ID: another~CSeq: 60 INVITE~Max-Forwards: 5 |
      3.3.9 two different lengths          | 0   | OPTIONS sip:user@example.com SIP/2.0 | Content-Length: 13~Content-Length: 5~~There's no way |
      3.3.10 answered to a broadcast       | -1  | SIP/2.0 200 OK | Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1saber23 |
      3.3.11 no hops left                  | 200 | OPTIONS sip:user@example.com SIP/2.0 | HOPS 0 |
      3.3.12 parameters of the Contact     | 405 | REGISTER sip:example.com SIP/2.0 | Contact: sip:user@host.example.com;unknownparam |
      3.3.13 parameters of its URI         | 405 | REGISTER sip:example.com SIP/2.0 | Contact: <sip:user@host.example.com;unknownparam> |
      3.3.14 escaped headers in a Contact  | 405 | REGISTER sip:example.com SIP/2.0 | Contact: <sip:user@example.com?Route=%3Csip:sip.example.com%3E> |
      3.3.15 an Accept that is not SDP     | 406 | INVITE sip:user@example.com SIP/2.0 | Accept: text/nobodyKnowsThis |
      # 3.4 backward compatibility
      3.4.1 an INVITE of RFC 2543          | 0   | INVITE sip:UserB@example.com SIP/2.0 | BRANCH |
      """)
  void a_message_of_the_torture_test(String what, int due, String line, String rest) {
    String extra = rest == null ? "" : rest;
    byte[] message = Odd.message(line, extra);
    long dropped = house.edge.dropped();
    int errors = loud();

    int status = answer(message);

    assertThat(status).as(what).isEqualTo(Math.max(0, due));
    assertThat(due != GONE || house.edge.dropped() > dropped).as("counted").isTrue();
    assertThat(loud()).as("nothing was thrown").isEqualTo(errors);
    assertThat(due).isGreaterThanOrEqualTo(MUTE);
  }

  private static int loud() {
    return (int) List.copyOf(logs.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .count();
  }

  /** The final status that the message got before the answer to an OPTIONS that was sent after it; 0 for none. */
  private static int answer(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    wire.send(message);
    TextPhone after = new TextPhone(wire, "probe", "sip:x@127.0.0.1");
    after.request("OPTIONS", "");
    int status = 0;
    String answer = after.next();
    while (!after.callId.equals(TextPhone.header(answer, "Call-ID"))) {
      String its = TextPhone.header(answer, "Call-ID");
      if (its != null && text.contains("Call-ID: " + its + "\r\n")) {
        status = Math.max(status, TextPhone.status(answer));
      }
      answer = after.next();
    }
    return status;
  }

  /** Puts a message together: usual headers, changed by lines that begin with a word in capitals. */
  private static final class Odd {

    private static final String LONG = "very-long-".repeat(12);

    private Odd() {}

    static byte[] message(String line, String rest) {
      boolean response = line.startsWith("SIP/2.0 ");
      String method = response ? "OPTIONS" : line.substring(0, line.indexOf(' '));
      String to = "<sip:b@example.org>";
      String cseq = "1 " + method;
      String hops = "70";
      String branch = ";branch=z9hG4bK" + Tokens.tag();
      String without = "";
      StringBuilder more = new StringBuilder();
      for (String each : rest.isEmpty() ? new String[0] : rest.split("~", -1)) {
        String[] words = each.split(" ", 2);
        String value = words.length > 1 ? words[1] : "";
        switch (words[0]) {
          case "TO" -> to = value;
          case "CSEQ" -> cseq = value;
          case "HOPS" -> hops = value;
          case "BRANCH" -> branch = value.isEmpty() ? "" : ";branch=" + value;
          case "WITHOUT" -> without = value;
          default -> more.append(each).append('\n');
        }
      }
      String usual = "Via: SIP/2.0/UDP 127.0.0.1:9" + branch + ";rport\n"
          + "Max-Forwards: " + hops + "\n"
          + (without.contains("From") ? "" : "From: <sip:a@example.org>;tag=" + Tokens.tag() + "\n")
          + (without.contains("To") ? "" : "To: " + to + "\n")
          + (without.contains("Call-ID") ? "" : "Call-ID: " + Tokens.tag() + "\n")
          + "CSeq: " + cseq + "\n"
          + "Contact: <sip:a@127.0.0.1:9>\n";
      String body = more.toString();
      String contact = body.contains("Contact:") ? usual.replaceFirst("Contact:.*\n", "") : usual;
      return (line + "\n" + contact + body.replace("LONG", LONG)
              + (body.contains("\n\n") ? "" : "\n"))
          .replace("\n", "\r\n")
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}

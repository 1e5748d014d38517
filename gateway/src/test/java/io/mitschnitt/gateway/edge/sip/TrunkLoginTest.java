package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf.Register;
import io.mitschnitt.gateway.contract.GatewayConf.Tls;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.Digest;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A carrier that wants a login: it challenges, and the test does its sums by hand. */
class TrunkLoginTest {

  private static Vertx vertx;
  private TextWire.Udp wire;
  private TextPhone carrier;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() throws Exception {
    House.get(vertx.close());
  }

  @BeforeEach
  void carrier() {
    wire = new TextWire.Udp();
    carrier = new TextPhone(wire, "carrier", "");
  }

  @AfterEach
  void hang_up() {
    wire.close();
  }

  private House house(Optional<String> realm) throws Exception {
    Trunk trunk = new Trunk(
        "carrier",
        new InetSocketAddress(InetAddress.getLoopbackAddress(), wire.port()),
        Transport.UDP,
        List.of("PCMA"),
        "carrier.example",
        List.of(),
        Tls.PLAIN,
        Optional.of(new Register("4930123", "s3cret", realm, Duration.ofMinutes(10))),
        Duration.ZERO);
    House house = House.open(vertx, trunk);
    wire.to(house.edge.udpPort());
    return house;
  }

  private static boolean registered(House house) {
    return house.edge.trunks().get(0).registered().orElseThrow();
  }

  private static String challenge(String header, String realm, String nonce, String algorithm) {
    return header + ": Digest realm=\"" + realm + "\", nonce=\"" + nonce
        + "\", qop=\"auth,auth-int\"" + (algorithm.isEmpty() ? "" : ", algorithm=" + algorithm);
  }

  /** Whether the request proves the password for this nonce. */
  private static boolean proves(String request, String header, String nonce) {
    String claim = TextPhone.header(request, header);
    return claim != null
        && claim.startsWith("Digest ")
        && value(claim, "nonce").equals(nonce)
        && Digest.proves(
            new Digest.Claim(
                value(claim, "algorithm"),
                value(claim, "username"),
                value(claim, "realm"),
                value(claim, "uri"),
                nonce,
                value(claim, "nc"),
                value(claim, "cnonce"),
                value(claim, "qop"),
                value(claim, "response")),
            request.substring(0, request.indexOf(' ')),
            "s3cret");
  }

  private static String value(String claim, String name) {
    Matcher found = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(claim);
    return found.find() ? found.group(1) : name.equals("algorithm") ? "MD5" : "";
  }

  private void grant(String register, int seconds) {
    carrier.answer(register, 200, "OK", "", "Expires: " + seconds);
  }

  @ParameterizedTest
  @CsvSource({"MD5", "SHA-256", "SHA-512-256"})
  void it_registers_and_proves_the_password(String algorithm) throws Exception {
    try (House house = house(Optional.empty())) {
      String first = carrier.await("REGISTER");
      assertThat(first).startsWith("REGISTER sip:carrier.example SIP/2.0");
      assertThat(TextPhone.header(first, "To")).isEqualTo("<sip:4930123@carrier.example>");
      assertThat(TextPhone.header(first, "Contact"))
          .startsWith("<sip:4930123@127.0.0.1:" + house.edge.udpPort());
      assertThat(TextPhone.header(first, "Expires")).isEqualTo("600");
      assertThat(registered(house)).isFalse();
      carrier.answer(
          first, 401, "Unauthorized", "", challenge("WWW-Authenticate", "r", "n1", algorithm));
      String second = carrier.await("REGISTER");
      assertThat(proves(second, "Authorization", "n1")).as(second).isTrue();
      assertThat(TextPhone.header(second, "Call-ID")).isEqualTo(TextPhone.header(first, "Call-ID"));
      assertThat(TextPhone.header(second, "Authorization")).contains(algorithm);
      grant(second, 600);
      House.until(() -> registered(house));
      assertThat(house.edge.trunks().get(0).usable()).isTrue();
    }
    assertThat(TextPhone.header(carrier.await("REGISTER"), "Expires"))
        .isEqualTo("0"); // it logs out at the end
  }

  @Test
  void the_strongest_algorithm_is_taken() throws Exception {
    try (House house = house(Optional.empty())) {
      carrier.answer(
          carrier.await("REGISTER"),
          401,
          "Unauthorized",
          "",
          challenge("WWW-Authenticate", "r", "weak", ""),
          challenge("WWW-Authenticate", "r", "strong", "SHA-256"),
          challenge("WWW-Authenticate", "r", "odd", "SHA-3"));
      String second = carrier.await("REGISTER");
      assertThat(proves(second, "Authorization", "strong")).as(second).isTrue();
      grant(second, 600);
      House.until(() -> registered(house));
    }
  }

  @Test
  void a_registration_is_refreshed_before_it_runs_out() throws Exception {
    try (House house = house(Optional.empty())) {
      grant(carrier.await("REGISTER"), 1);
      House.until(() -> registered(house));
      grant(carrier.await("REGISTER"), 1);
      grant(carrier.await("REGISTER"), 600);
      assertThat(registered(house)).isTrue();
    }
  }

  @Test
  void a_wrong_password_is_tried_again_after_a_pause_only() throws Exception {
    try (House house = house(Optional.empty())) {
      for (int i = 0; i < 3; i++) {
        carrier.answer(
            carrier.await("REGISTER"),
            401,
            "Unauthorized",
            "",
            challenge("WWW-Authenticate", "r", "n" + i, "MD5"));
      }
      long before = System.nanoTime();
      String later = carrier.await("REGISTER");
      assertThat(System.nanoTime() - before).isGreaterThan(100_000_000L);
      assertThat(TextPhone.header(later, "Authorization")).isNull(); // from the beginning
      assertThat(registered(house)).isFalse();
      assertThat(house.edge.trunks().get(0).usable()).isFalse();
      grant(later, 600);
      House.until(() -> registered(house));
    }
  }

  @Test
  void a_longer_time_is_taken_where_the_carrier_asks_for_it() throws Exception {
    try (House house = house(Optional.empty())) {
      carrier.answer(carrier.await("REGISTER"), 423, "Interval Too Brief", "", "Min-Expires: 3600");
      String second = carrier.await("REGISTER");
      assertThat(TextPhone.header(second, "Expires")).isEqualTo("3600");
      grant(second, 3600);
      House.until(() -> registered(house));
    }
  }

  @Test
  void another_realm_than_ours_learns_nothing() throws Exception {
    try (House house = house(Optional.of("carrier.example"))) {
      carrier.answer(
          carrier.await("REGISTER"),
          401,
          "Unauthorized",
          "",
          challenge("WWW-Authenticate", "elsewhere", "n", "MD5"));
      assertThat(TextPhone.header(carrier.await("REGISTER"), "Authorization")).isNull();
      assertThat(registered(house)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"401, WWW-Authenticate, Authorization", "407, Proxy-Authenticate, Proxy-Authorization"
  })
  void a_call_is_signed_where_the_carrier_asks_for_it(int status, String asks, String proof)
      throws Exception {
    try (House house = house(Optional.empty())) {
      grant(carrier.await("REGISTER"), 600);
      Heard heard = new Heard();
      SipLeg leg = house.on(() -> house
          .edge
          .door()
          .call(
              new Destination.ToTrunk("carrier", "+49170555"),
              Party.ANONYMOUS,
              TextPhone.OFFER,
              heard));
      String first = carrier.await("INVITE");
      carrier.answer(first, status, "Who", "", challenge(asks, "r", "n1", "SHA-256"));
      carrier.await("ACK");
      String invite = carrier.await("INVITE");
      assertThat(proves(invite, proof, "n1")).as(invite).isTrue();
      assertThat(TextPhone.header(invite, "CSeq")).isEqualTo("2 INVITE");
      assertThat(TextPhone.header(invite, "Call-ID")).isEqualTo(TextPhone.header(first, "Call-ID"));
      assertThat(TextPhone.body(invite)).isEqualTo(TextPhone.OFFER);
      carrier.answer(invite, 180, "Ringing", "");
      assertThat(heard.next()).isEqualTo("ringing 180");
      carrier.answer(invite, 200, "OK", TextPhone.OFFER);
      carrier.await("ACK");
      assertThat(heard.next()).isEqualTo("answered");
      house.on(() -> leg.reinvite(TextPhone.OFFER));
      String again = carrier.await("INVITE");
      carrier.answer(again, status, "Who", "", challenge(asks, "r", "n2", "MD5"));
      again = carrier.await("INVITE");
      assertThat(proves(again, proof, "n2")).as(again).isTrue();
      carrier.answer(again, 200, "OK", TextPhone.OFFER);
      carrier.await("ACK");
      assertThat(heard.next()).isEqualTo("reanswered");
      house.on(() -> leg.hangup(new Ending(Whose.US, "done", 0)));
      carrier.answer(carrier.await("BYE"), status, "Who", "", challenge(asks, "r", "n3", "MD5"));
      String bye = carrier.await("BYE");
      assertThat(proves(bye, proof, "n3")).as(bye).isTrue();
      carrier.answer(bye, 200, "OK", "");
      assertThat(heard.next()).isEqualTo("ended US done");
    }
  }

  @Test
  void a_call_that_stays_unproved_is_refused() throws Exception {
    try (House house = house(Optional.empty())) {
      grant(carrier.await("REGISTER"), 600);
      Heard heard = new Heard();
      house.on(() -> house
          .edge
          .door()
          .call(
              new Destination.ToTrunk("carrier", "+49170555"),
              Party.ANONYMOUS,
              TextPhone.OFFER,
              heard));
      for (int i = 0; i < 3; i++) {
        carrier.answer(
            carrier.await("INVITE"),
            407,
            "Who",
            "",
            challenge("Proxy-Authenticate", "r", "n" + i, "MD5"));
        carrier.await("ACK");
      }
      assertThat(heard.next()).isEqualTo("refused 407");
      assertThat(house.edge.openLegs()).isZero();
    }
  }
}

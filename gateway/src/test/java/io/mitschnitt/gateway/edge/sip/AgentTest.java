package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.AgentDoor.Credentials;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.Digest;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.gateway.sip.SipDoor.Source;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import io.mitschnitt.recorder.contract.Party;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Agents' softphones over WebSocket, as JsSIP speaks. */
class AgentTest {

  private static Vertx vertx;
  private static TextWire.Udp carrier;
  private static House house;
  private final List<TextWire.Web> sockets = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    carrier = new TextWire.Udp();
    house = House.open(vertx, House.trunk(carrier.port(), Transport.UDP));
    carrier.to(house.edge.udpPort());
  }

  @AfterAll
  static void close() throws Exception {
    carrier.close();
    house.close();
    House.get(vertx.close());
  }

  @AfterEach
  void hang_up() throws Exception {
    house.session = Optional.empty();
    sockets.forEach(TextWire.Web::close);
    House.until(() -> house.edge.registeredAgents() == 0);
    house.empty();
  }

  private TextWire.Web socket() throws Exception {
    TextWire.Web web = new TextWire.Web(vertx, house.httpPort);
    sockets.add(web);
    return web;
  }

  /** What a softphone sends to register; JsSIP's Contact names its instance. */
  private static final class Softphone {
    final TextWire.Web web;
    final String user;
    final String instance;
    final TextPhone phone;
    String secret = "";

    Softphone(TextWire.Web web, String user, String instance) {
      this.web = web;
      this.user = user;
      this.instance = instance;
      this.phone = new TextPhone(web, user, "sip:" + House.DOMAIN);
    }

    String register(int expires, String... more) {
      String[] lines = new String[more.length + 1];
      lines[0] = "Expires: " + expires;
      System.arraycopy(more, 0, lines, 1, more.length);
      phone.to = "<sip:" + user + "@" + House.DOMAIN + ">";
      phone.with(lines);
      phone.contact = "<sip:" + user + "@" + web.hostPort()
          + ";transport=ws>;+sip.instance=\"<urn:uuid:" + instance + ">\";reg-id=1;expires="
          + expires;
      phone.request("REGISTER", "");
      phone.with();
      phone.contact = "<sip:" + user + "@" + web.hostPort() + ";transport=ws>";
      String answer = phone.await("SIP/2.0 ");
      return answer;
    }

    String login(String algorithm, String password, int expires) {
      String challenge = register(expires);
      assertThat(challenge).startsWith("SIP/2.0 401");
      return register(expires, authorization(challenge, algorithm, user, password));
    }
  }

  private static String authorization(
      String challenge, String algorithm, String user, String password) {
    String header = challenge
        .lines()
        .filter(l -> l.startsWith("WWW-Authenticate:") && l.contains("algorithm=" + algorithm))
        .findFirst()
        .orElseThrow();
    String nonce = parameter(header, "nonce");
    String realm = parameter(header, "realm");
    String uri = "sip:" + House.DOMAIN;
    Digest.Claim claim =
        new Digest.Claim(algorithm, user, realm, uri, nonce, "00000001", "c0ffee", "auth", "");
    return "Authorization: Digest algorithm=" + algorithm + ", username=\"" + user + "\", realm=\""
        + realm
        + "\", nonce=\"" + nonce + "\", uri=\"" + uri + "\", response=\""
        + Digest.expected(claim, "REGISTER", password).orElseThrow()
        + "\", qop=auth, cnonce=\"c0ffee\", nc=00000001";
  }

  private static String parameter(String header, String name) {
    Matcher m = Pattern.compile(name + "=\"([^\"]*)\"").matcher(header);
    assertThat(m.find()).isTrue();
    return m.group(1);
  }

  private Softphone registered(String instance) throws Exception {
    Softphone anna = new Softphone(socket(), "anna", instance);
    assertThat(anna.login("MD5", "annas-secret", 300)).startsWith("SIP/2.0 200");
    return anna;
  }

  private SipLeg ring(Heard heard) throws Exception {
    return house.on(() -> house
        .edge
        .door()
        .call(new Destination.ToAgent("anna"), Party.ANONYMOUS, TextPhone.OFFER, heard));
  }

  @Test
  void md5_is_offered_first_and_registers() throws Exception {
    Softphone anna = new Softphone(socket(), "anna", "one");
    String challenge = anna.register(300);
    List<String> offered =
        challenge.lines().filter(l -> l.startsWith("WWW-Authenticate:")).toList();
    assertThat(offered).hasSize(2);
    assertThat(offered.get(0)).contains("algorithm=MD5");
    assertThat(offered.get(1)).contains("algorithm=SHA-256");

    String ok = anna.register(300, authorization(challenge, "MD5", "anna", "annas-secret"));
    assertThat(ok).startsWith("SIP/2.0 200");
    assertThat(TextPhone.header(ok, "Contact"))
        .contains(anna.web.hostPort())
        .contains("expires=300");
    assertThat(house.on(() -> house.edge.door().registered("anna"))).isTrue();
    assertThat(house.edge.registeredAgents()).isEqualTo(1);

    assertThat(anna.login("MD5", "annas-secret", 0)).startsWith("SIP/2.0 200");
    assertThat(house.edge.registeredAgents()).isZero();
  }

  @Test
  void sha_256_registers() throws Exception {
    assertThat(new Softphone(socket(), "anna", "one").login("SHA-256", "annas-secret", 60))
        .startsWith("SIP/2.0 200");
  }

  @Test
  void short_lived_credentials_register_an_agent_without_a_password() throws Exception {
    Credentials credentials = house.edge.agents().credentials("ben").orElseThrow();
    assertThat(credentials.uri()).isEqualTo("sip:ben@" + House.DOMAIN);
    assertThat(new Softphone(socket(), credentials.username(), "b")
            .login("MD5", credentials.password(), 60))
        .startsWith("SIP/2.0 200");
    assertThat(house.edge.agents().credentials("nobody")).isEmpty();
  }

  @Test
  void known_and_unknown_users_are_refused_alike() throws Exception {
    Softphone anna = new Softphone(socket(), "anna", "one");
    Softphone nobody = new Softphone(socket(), "nobody", "one");
    String wrong = anna.login("MD5", "wrong", 60);
    String unknown = nobody.login("MD5", "wrong", 60);
    assertThat(wrong).startsWith("SIP/2.0 401");
    assertThat(faceless(unknown)).isEqualTo(faceless(wrong));
    assertThat(house.edge.registeredAgents()).isZero();
  }

  private static List<String> faceless(String answer) {
    return answer
        .lines()
        .filter(l -> !l.matches("(Via|From|To|Call-ID|CSeq):.*"))
        .map(l -> l.replaceAll("nonce=\"[^\"]*\"", "nonce"))
        .toList();
  }

  @Test
  void a_nonce_is_good_for_one_answer() throws Exception {
    Softphone anna = new Softphone(socket(), "anna", "one");
    String authorization = authorization(anna.register(60), "MD5", "anna", "annas-secret");
    assertThat(anna.register(60, authorization)).startsWith("SIP/2.0 200");
    assertThat(anna.register(60, authorization)).startsWith("SIP/2.0 401").contains("stale=true");
  }

  @Test
  void who_guesses_is_slowed_down_and_then_cut_off() throws Exception {
    Softphone guesser = new Softphone(socket(), "guessed", "one");
    String challenge = guesser.register(60);
    for (int i = 0; i < 5; i++) {
      challenge = guesser.register(60, authorization(challenge, "MD5", "guessed", "guess" + i));
      assertThat(challenge).startsWith("SIP/2.0 401");
    }
    guesser.phone.with(authorization(challenge, "MD5", "guessed", "guess6"));
    guesser.phone.request("REGISTER", "");
    assertThat(guesser.phone.next()).isEqualTo("CLOSED");
  }

  @Test
  void a_web_session_vouches_for_its_agent_and_for_nobody_else() throws Exception {
    house.session = Optional.of("anna");
    assertThat(new Softphone(socket(), "anna", "one").register(60)).startsWith("SIP/2.0 200");
    assertThat(new Softphone(socket(), "ben", "one").register(60)).startsWith("SIP/2.0 403");
  }

  @Test
  void who_is_an_agent_no_more_dials_no_more_but_brings_its_call_to_an_end() throws Exception {
    Softphone anna = registered("one");
    Heard heard = new Heard();
    ring(heard);
    String invite = anna.phone.await("INVITE");
    anna.phone.answer(invite, 200, "OK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("answered");
    anna.phone.await("ACK");
    house.session = Optional.of("ben");
    Softphone ben = new Softphone(socket(), "ben", "one");
    assertThat(ben.register(60)).startsWith("SIP/2.0 200");
    house.edge.follow(List.of(), "DE");
    try {
      anna.phone.inDialog("BYE", invite, 1);
      assertThat(anna.phone.await("SIP/2.0 200")).contains("BYE");
      assertThat(heard.next()).isEqualTo("ended AGENT hung up");
      TextPhone next = new TextPhone(anna.web, "anna", "sip:+49170555@" + House.DOMAIN);
      assertThat(next.invite()).startsWith("SIP/2.0 403");
      next.request("NAK", "");
      assertThat(ben.register(60)).as("its session still lives").startsWith("SIP/2.0 403");
    } finally {
      house.edge.follow(House.conf().agents(), "DE");
    }
  }

  @Test
  void an_agent_calls_as_itself_only_and_only_when_registered() throws Exception {
    Softphone anna = new Softphone(socket(), "anna", "one");
    anna.phone.target = "sip:+49170555@" + House.DOMAIN;
    assertThat(anna.phone.invite()).startsWith("SIP/2.0 403");
    anna.phone.request("NAK", "");

    Softphone other = registered("two");
    TextPhone ben = new TextPhone(other.web, "ben", "sip:+49170555@" + House.DOMAIN);
    assertThat(ben.invite()).startsWith("SIP/2.0 403");
    ben.request("NAK", "");

    TextPhone self = new TextPhone(other.web, "anna", "sip:+49170555@" + House.DOMAIN);
    self.request("INVITE", TextPhone.OFFER);
    Incoming call = house.arrival();
    assertThat(call.source()).isEqualTo(new Source.FromAgent("anna"));
    assertThat(call.dialled()).isEqualTo("+49170555");
    Heard heard = Heard.of(call.leg());
    house.on(() -> call.leg().answer(TextPhone.OFFER));
    self.finalAnswer();
    self.request("ACK", "");
    assertThat(heard.next()).isEqualTo("confirmed");
    house.on(() -> call.leg().hangup(new Ending(Whose.US, "done", 0)));
    String bye = self.await("BYE");
    assertThat(bye).startsWith("BYE sip:anna@" + other.web.hostPort()).doesNotContain("@127.0.0.1");
    self.answer(bye, 200, "OK", "");
  }

  @Test
  void an_agent_is_rung_at_the_contact_it_registered() throws Exception {
    Softphone anna = registered("one");
    Heard heard = new Heard();
    ring(heard);
    String invite = anna.phone.await("INVITE");
    assertThat(invite)
        .startsWith("INVITE sip:anna@" + anna.web.hostPort() + ";transport=ws SIP/2.0");
    anna.phone.answer(invite, 180, "Ringing", "");
    assertThat(heard.next()).isEqualTo("ringing 180");
    anna.phone.answer(invite, 200, "OK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("answered");
    anna.phone.await("ACK");
    anna.phone.inDialog("BYE", invite, 1);
    assertThat(anna.phone.await("SIP/2.0 200")).contains("BYE");
    assertThat(heard.next()).isEqualTo("ended AGENT hung up");
  }

  @Test
  void all_phones_of_an_agent_ring_and_the_first_has_the_call() throws Exception {
    Softphone desk = registered("desk");
    Softphone home = registered("home");
    Heard heard = new Heard();
    ring(heard);
    String atDesk = desk.phone.await("INVITE");
    String atHome = home.phone.await("INVITE");
    desk.phone.answer(atDesk, 180, "Ringing", "");
    home.phone.answer(atHome, 180, "Ringing", "");
    assertThat(heard.next()).isEqualTo("ringing 180");
    assertThat(heard.next()).isEqualTo("ringing 180");
    home.phone.answer(atHome, 200, "OK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("answered");
    home.phone.await("ACK");
    String cancel = desk.phone.await("CANCEL");
    assertThat(TextPhone.header(cancel, "Reason").replace(" ", ""))
        .isEqualTo("SIP;cause=200;text=\"Callcompletedelsewhere\"");
    desk.phone.answer(cancel, 200, "OK", "");
    desk.phone.answer(atDesk, 487, "Request Terminated", "");
    home.phone.inDialog("BYE", atHome, 1);
    assertThat(heard.next()).isEqualTo("ended AGENT hung up");
  }

  @Test
  void one_phone_that_leaves_takes_no_other_with_it_and_each_has_its_own_credentials()
      throws Exception {
    Softphone[] phones = new Softphone[3];
    for (int i = 0; i < phones.length; i++) {
      Credentials own = house.edge.agents().credentials("ben").orElseThrow();
      phones[i] = new Softphone(socket(), "ben", "phone" + i);
      assertThat(phones[i].login("MD5", own.password(), 300)).startsWith("SIP/2.0 200");
      phones[i].secret = own.password();
    }
    assertThat(phones[0].login("MD5", phones[0].secret, 0)).startsWith("SIP/2.0 200");
    phones[1].web.close();
    Heard heard = new Heard();
    house.on(() -> house
        .edge
        .door()
        .call(new Destination.ToAgent("ben"), Party.ANONYMOUS, TextPhone.OFFER, heard));
    String invite = phones[2].phone.await("INVITE");
    phones[2].phone.answer(invite, 200, "OK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("answered");
    phones[2].phone.await("ACK");
    phones[2].phone.inDialog("BYE", invite, 1);
    assertThat(heard.next()).isEqualTo("ended AGENT hung up");
    assertThat(phones[0].web.messages).noneMatch(text -> text.startsWith("INVITE"));
  }

  @Test
  void two_phones_that_answer_at_once_leave_one_call() throws Exception {
    Softphone desk = registered("desk");
    Softphone home = registered("home");
    Heard heard = new Heard();
    ring(heard);
    String atDesk = desk.phone.await("INVITE");
    String atHome = home.phone.await("INVITE");
    desk.phone.answer(atDesk, 200, "OK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("answered");
    home.phone.answer(atHome, 200, "OK", TextPhone.OFFER);
    home.phone.await("ACK");
    home.phone.answer(home.phone.await("BYE"), 200, "OK", "");
    desk.phone.inDialog("BYE", atDesk, 1);
    assertThat(heard.next()).isEqualTo("ended AGENT hung up");
  }

  @Test
  void busy_says_more_than_no_answer() throws Exception {
    Softphone desk = registered("desk");
    Softphone home = registered("home");
    Heard heard = new Heard();
    ring(heard);
    desk.phone.answer(desk.phone.await("INVITE"), 486, "Busy Here", "");
    desk.phone.await("ACK");
    home.phone.answer(home.phone.await("INVITE"), 480, "Temporarily Unavailable", "");
    assertThat(heard.next()).isEqualTo("refused 486");
  }

  @Test
  void who_is_not_registered_is_not_available() throws Exception {
    Heard heard = new Heard();
    ring(heard);
    assertThat(heard.next()).isEqualTo("refused 480");
  }

  @Test
  void an_agent_that_comes_back_keeps_its_call() throws Exception {
    Softphone anna = registered("tab");
    Heard heard = new Heard();
    SipLeg leg = ring(heard);
    String invite = anna.phone.await("INVITE");
    anna.phone.answer(invite, 200, "OK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("answered");
    anna.phone.await("ACK");
    anna.web.close();
    House.until(() -> house.edge.registeredAgents() == 0);

    Softphone again = registered("tab");
    house.on(() -> leg.info("text/plain", "still there"));
    String info = again.phone.await("INFO");
    assertThat(info).startsWith("INFO sip:anna@" + again.web.hostPort());
    again.phone.answer(info, 200, "OK", "");
    again.phone.takes(invite);
    again.phone.forge("BYE", invite, anna.phone.tag, 1);
    assertThat(heard.next()).isEqualTo("ended AGENT hung up");
  }

  @Test
  void an_agent_that_stays_away_loses_its_call() throws Exception {
    Softphone anna = registered("tab");
    Heard heard = new Heard();
    ring(heard);
    String invite = anna.phone.await("INVITE");
    anna.phone.answer(invite, 200, "OK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("answered");
    anna.web.close();
    assertThat(heard.next()).isEqualTo("ended AGENT flow lost");
  }

  @Test
  void another_agent_cannot_end_the_call() throws Exception {
    Softphone anna = registered("tab");
    Heard heard = new Heard();
    ring(heard);
    String invite = anna.phone.await("INVITE");
    anna.phone.answer(invite, 200, "OK", TextPhone.OFFER);
    assertThat(heard.next()).isEqualTo("answered");
    anna.phone.await("ACK");

    Credentials credentials = house.edge.agents().credentials("ben").orElseThrow();
    Softphone ben = new Softphone(socket(), "ben", "b");
    ben.login("MD5", credentials.password(), 60);
    TextPhone forger = new TextPhone(ben.web, "ben", anna.phone.target);
    long dropped = house.edge.dropped();
    forger.forge("BYE", invite, anna.phone.tag, 7);
    House.until(() -> house.edge.dropped() == dropped + 1);
    assertThat(heard.words).isEmpty();

    anna.phone.inDialog("BYE", invite, 1);
    assertThat(heard.next()).isEqualTo("ended AGENT hung up");
  }

  @Test
  void a_keep_alive_is_answered() throws Exception {
    TextWire.Web web = socket();
    web.socket.writeTextMessage("\r\n\r\n");
    assertThat(web.receive(5_000)).isEqualTo("\r\n");
  }
}

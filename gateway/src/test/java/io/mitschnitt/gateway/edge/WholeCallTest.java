package io.mitschnitt.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.gateway.demo.WebRtcPeer;
import io.mitschnitt.gateway.edge.sip.OpenPhone;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Mode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole calls on real sockets: SIP over UDP and WebSocket, ICE, DTLS-SRTP, RTP. Only the recorder is a fake. */
class WholeCallTest {

  private static final int ANNOUNCEMENT = 700;
  private static final int AGENT = 1000;
  private static final int CUSTOMER = 440;
  /** Decibels under a full-scale sine. */
  private static final double LOUD = -25;

  private static final double SILENT = -45;
  private static final String DOMAIN = "house.example";

  @TempDir
  static Path prompts;

  private static final FakeBooks books = new FakeBooks();
  private static final OpenPhone carrier = OpenPhone.carrier("+493012345678");
  private static Vertx vertx;
  private static GatewayDoors doors;
  private static HttpServer http;
  private static OpenPhone agent;
  private final OpenReel tape = new OpenReel();
  private WebRtcPeer browser;
  private PlainPhone phone;

  @BeforeAll
  static void open_the_floor() throws Exception {
    vertx = Vertx.vertx();
    for (String name : List.of("notice", "opt-out", "explicit", "statutory", "not-recorded")) {
      announce(prompts, name);
    }
    int sipPort = freePort();
    doors = get(GatewayFloor.start(vertx, conf(sipPort), new FakeRecorderDoors(books)));
    carrier.aim(sipPort);
    http = vertx
        .createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of("sip")))
        .webSocketHandler(socket -> doors.agents().accept(socket, Optional.of("anna")));
    agent = OpenPhone.agent(vertx, get(http.listen(0, "127.0.0.1")).actualPort(), "anna");
    agent.register(DOMAIN);
  }

  @BeforeEach
  void take_new_phones() throws Exception {
    books.told.clear();
    books.tape = tape;
    browser = get(WebRtcPeer.create(vertx, "127.0.0.1", Codec.OPUS));
    phone = get(PlainPhone.create(vertx, new Format(Codec.PCMA, 8, PlainPhone.EVENTS), 77));
  }

  @AfterEach
  void put_the_phones_away() throws Exception {
    for (LiveCall left : doors.calls().all()) {
      get(doors.calls().hangup(left.id(), "test"));
    }
    carrier.hush();
    agent.hush();
    get(browser.close());
    get(phone.close());
  }

  @AfterAll
  static void close_the_floor() throws Exception {
    agent.close();
    carrier.close();
    get(doors.drain());
    get(http.close());
    get(vertx.close());
  }

  @Test
  void an_agent_calls_out_both_are_told_they_talk_and_only_that_is_kept() throws Exception {
    phone.tone(CUSTOMER);
    browser.tone(AGENT);
    agent.invite("030222222", DOMAIN, get(browser.offer()));
    String invite = carrier.await("INVITE sip:+4930222222@");
    carrier.answer(invite, 180, "Ringing", "");
    agent.await("SIP/2.0 180");
    phone.dials(OpenPhone.body(invite));
    carrier.answer(invite, 200, "OK", phone.sdp());
    get(browser.answered(agent.answered()));
    carrier.await("ACK");

    AtomicReference<short[]> told = new AtomicReference<>(new short[0]);
    until(() -> announced(told), "the customer is told");
    assertThat(Spectrum.last(told.get(), phone.rate(), 200, AGENT)).isLessThan(SILENT);

    until(
        () -> Spectrum.last(phone.heard(), phone.rate(), 200, AGENT) > LOUD,
        "the customer hears the agent");
    until(
        () -> Spectrum.last(browser.heard(), browser.sampleRate(), 200, CUSTOMER) > LOUD,
        "the agent the customer");
    until(() -> light().state() == Light.State.ON, "the light is on");
    until(
        () -> tape.kept.stream().map(OpenReel.Kept::leg).distinct().count() == 2, "both are kept");
    assertThat(tape.kept).allMatch(kept -> kept.nanos() >= tape.startedNanos);
    assertThat(books.told).containsSubsequence("consent PROMPT_HEARD", "consent TOLD", "tape open");
    assertThat(loudest(browser.heard(), browser.sampleRate(), ANNOUNCEMENT)).isGreaterThan(LOUD);
    assertThat(agent.await("INFO ")).contains("application/vnd.mitschnitt.call-state+json");

    carrier.bye(invite);
    carrier.await("SIP/2.0 200");
    agent.await("BYE ");
    until(() -> books.told.contains("ended CALLER kept"), "the row is closed");
    assertThat(tape.closes).isEqualTo(1);
    assertThat(doors.calls().all()).isEmpty();
    assertThat(doors.health().relayedPackets()).isPositive();
  }

  @Test
  void a_hold_from_either_side_is_answered_and_marked_on_the_recording() throws Exception {
    phone.tone(CUSTOMER);
    browser.tone(AGENT);
    String offer = get(browser.offer());
    agent.invite("030222222", DOMAIN, offer);
    String invite = carrier.await("INVITE sip:+4930222222@");
    phone.dials(OpenPhone.body(invite));
    carrier.answer(invite, 200, "OK", phone.sdp());
    get(browser.answered(agent.answered()));
    carrier.await("ACK");
    until(() -> light().state() == Light.State.ON, "the light is on");
    until(
        () -> tape.kept.stream().map(OpenReel.Kept::leg).distinct().count() == 2, "both are kept");

    assertThat(carrier.reoffer("INVITE", invite, 100, phone.sdp() + "a=sendonly\r\n"))
        .contains("a=recvonly");
    until(() -> tape.marks.contains("HOLD CUSTOMER"), "the carrier's hold is marked");
    assertThat(carrier.reoffer("UPDATE", invite, 101, phone.sdp() + "a=sendrecv\r\n"))
        .contains("a=sendrecv");
    until(() -> tape.marks.size() == 4, "and its end");

    assertThat(agent.reinvite(offer.replace("a=sendrecv", "a=sendonly"))).contains("a=recvonly");
    until(() -> tape.marks.size() == 6, "the agent's hold is marked");
    assertThat(agent.reinvite(offer)).contains("a=sendrecv");
    until(() -> tape.marks.size() == 8, "and its end");
    int before = tape.kept.size();
    until(() -> tape.kept.size() > before + 50, "it is recorded as before");
    assertThat(tape.marks)
        .containsExactly(
            "HOLD CUSTOMER",
            "HOLD AGENT",
            "UNHOLD CUSTOMER",
            "UNHOLD AGENT",
            "HOLD CUSTOMER",
            "HOLD AGENT",
            "UNHOLD CUSTOMER",
            "UNHOLD AGENT");

    agent.bye();
    carrier.answer(carrier.await("BYE "), 200, "OK", "");
    until(() -> books.told.contains("ended AGENT kept"), "the row is closed");
  }

  @Test
  void a_caller_objects_and_is_joined_unrecorded() throws Exception {
    phone.tone(CUSTOMER);
    carrier.invite("+4930999", DOMAIN, phone.sdp());
    phone.dials(carrier.answered());
    String invite = agent.await("INVITE sip:");
    agent.answer(invite, 180, "Ringing", "");
    until(
        () -> Spectrum.last(phone.heard(), phone.rate(), 200, ANNOUNCEMENT) > LOUD,
        "the caller is told");
    phone.press('9', 120);
    agent.answer(invite, 200, "OK", get(browser.answer(OpenPhone.body(invite))));
    agent.await("ACK");
    until(
        () -> Spectrum.last(browser.heard(), browser.sampleRate(), 200, CUSTOMER) > LOUD,
        "they are joined");
    assertThat(light().code()).isEqualTo("objected");
    agent.bye(invite);
    carrier.await("BYE ");
    until(() -> books.told.contains("ended AGENT REFUSED"), "the row is closed");
    assertThat(tape.kept).isEmpty();
    assertThat(books.told).contains("consent OBJECTED by key").doesNotContain("tape open");
  }

  @Test
  void a_caller_who_hangs_up_while_told_leaves_nothing_ringing() throws Exception {
    carrier.invite("+4930999", DOMAIN, phone.sdp());
    phone.dials(carrier.answered());
    String invite = agent.await("INVITE sip:");
    agent.answer(invite, 180, "Ringing", "");
    carrier.bye();
    agent.answer(agent.await("CANCEL "), 200, "OK", "");
    until(() -> books.told.contains("ended CALLER ENDED_BEFORE_GATE"), "the row is closed");
  }

  @Test
  void busy_is_busy_and_an_unknown_number_is_unknown() throws Exception {
    agent.invite("030222222", DOMAIN, get(browser.offer()));
    carrier.answer(carrier.await("INVITE "), 486, "Busy Here", "");
    assertThat(agent.outcome()).isEqualTo("SIP/2.0 486 Busy Here");
    carrier.await("ACK ");
    carrier.invite("+4989", DOMAIN, phone.sdp());
    assertThat(carrier.outcome()).isEqualTo("SIP/2.0 404 No such number here");
    assertThat(books.told).isEmpty();
  }

  @Test
  void a_missing_announcement_stops_the_start_and_leaves_no_port_open() throws Exception {
    Path empty = Files.createDirectory(prompts.resolve("none"));
    int port = freePort();
    GatewayConf good = conf(port);
    GatewayConf bad = new GatewayConf(
        "n",
        "127.0.0.1",
        good.sip(),
        good.media(),
        empty,
        List.of(),
        List.of(),
        List.of(),
        good.policy(),
        good.demo());
    assertThatThrownBy(() -> get(GatewayFloor.start(vertx, bad, new FakeRecorderDoors(books))))
        .hasMessageContaining("announcement is missing");
    new DatagramSocket(port, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void a_taken_port_stops_the_start_and_says_which() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> get(
              GatewayFloor.start(vertx, conf(taken.getLocalPort()), new FakeRecorderDoors(books))))
          .hasMessageContaining("SIP cannot listen on 127.0.0.1, UDP port " + taken.getLocalPort());
    }
  }

  // -- the stage

  /** Whether the phone hears the announcement now; keeps what it heard then. */
  private boolean announced(AtomicReference<short[]> heard) {
    heard.set(phone.heard());
    return Spectrum.last(heard.get(), phone.rate(), 200, ANNOUNCEMENT) > LOUD;
  }

  /** The highest level of a tone in any 200 ms. */
  private static double loudest(short[] pcm, int rate, double hertz) {
    int window = rate / 5;
    return IntStream.range(0, Math.max(0, pcm.length / window))
        .mapToDouble(i -> Spectrum.level(pcm, i * window, (i + 1) * window, rate, hertz))
        .max()
        .orElse(-120);
  }

  private Light light() {
    return doors.calls().all().get(0).light();
  }

  static void announce(Path prompts, String name) throws Exception {
    announce(prompts, "en", name, name.equals("not-recorded") ? 200 : 1_000);
  }

  static void announce(Path prompts, String language, String name, int millis) throws Exception {
    int samples = 16 * millis;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1);
    wav.putInt(16_000).putInt(32_000).putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      wav.putShort((short) (8000 * Math.sin(2 * Math.PI * ANNOUNCEMENT * i / 16_000)));
    }
    Path folder = Files.createDirectories(prompts.resolve(language));
    Files.write(folder.resolve(name + ".wav"), wav.array());
    Files.writeString(folder.resolve(name + ".txt"), name);
  }

  private static GatewayConf conf(int sipPort) {
    Profile profile = new Profile(
        "service",
        Mode.OPT_OUT,
        "en",
        30,
        '1',
        '9',
        Duration.ofMillis(300),
        Duration.ofSeconds(60),
        true);
    return new GatewayConf(
        "test",
        "127.0.0.1",
        new GatewayConf.Sip("127.0.0.1", sipPort, 0, DOMAIN),
        new GatewayConf.Media("127.0.0.1", 42_000, 42_199, 0, 1),
        prompts,
        List.of(new Trunk(
            "carrier",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), carrier.port()),
            GatewayConf.Transport.UDP,
            List.of("PCMA"),
            "carrier.example")),
        List.of(
            new Route("+4930999", Optional.of("service"), Optional.empty(), Optional.empty()),
            new Route("*", Optional.empty(), Optional.of("carrier"), Optional.empty())),
        List.of(new Agent("anna", Optional.empty(), Set.of("service"), Optional.of("+493099911"))),
        new GatewayConf.Policy("service", Map.of("service", profile)),
        Optional.empty());
  }

  private static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void until(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + what + "; " + doors.calls().all() + books.told);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
  }
}

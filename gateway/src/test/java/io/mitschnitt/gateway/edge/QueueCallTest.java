package io.mitschnitt.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.gateway.contract.RoutingConf;
import io.mitschnitt.gateway.contract.Staff.Choice;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller who waits in a line, on real sockets: what is heard, and that nothing of it is kept. */
class QueueCallTest {

  private static final int TOLD = 700;
  private static final int MUSIC = 600;
  private static final int AGENT = 1000;
  private static final int CUSTOMER = 440;
  private static final double LOUD = -25;
  private static final String DOMAIN = "house.example";

  @TempDir
  Path prompts;

  private final FakeBooks books = new FakeBooks();
  private final OpenReel tape = new OpenReel();
  private final OpenPhone carrier = OpenPhone.carrier("+493012345678");
  private Vertx vertx;
  private GatewayDoors doors;
  private HttpServer http;
  private OpenPhone agent;
  private WebRtcPeer browser;
  private PlainPhone phone;

  @BeforeEach
  void open() throws Exception {
    vertx = Vertx.vertx();
    for (String name : List.of("notice", "opt-out", "explicit", "statutory")) {
      sound(name, TOLD);
    }
    sound("music", MUSIC);
    int sipPort = freePort();
    books.tape = tape;
    doors = get(GatewayFloor.start(vertx, conf(sipPort), new FakeRecorderDoors(books)));
    carrier.aim(sipPort);
    http = vertx
        .createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of("sip")))
        .webSocketHandler(socket -> doors.agents().accept(socket, Optional.of("anna")));
    agent = OpenPhone.agent(vertx, get(http.listen(0, "127.0.0.1")).actualPort(), "anna");
    browser = get(WebRtcPeer.create(vertx, "127.0.0.1", Codec.OPUS));
    phone = get(PlainPhone.create(vertx, new Format(Codec.PCMA, 8, PlainPhone.EVENTS), 77));
  }

  @AfterEach
  void close() throws Exception {
    get(browser.close());
    get(phone.close());
    agent.close();
    carrier.close();
    get(doors.drain());
    get(http.close());
    get(vertx.close());
  }

  @Test
  void a_caller_is_told_hears_music_until_an_agent_is_back_and_only_the_talk_is_kept()
      throws Exception {
    agent.register(DOMAIN);
    get(doors.staff().choose("anna", Choice.BREAK));
    phone.tone(CUSTOMER);
    browser.tone(AGENT);
    carrier.invite("+4930999", DOMAIN, phone.sdp());
    phone.dials(carrier.answered());
    until(() -> phoneHears(TOLD), "the caller is told");
    until(() -> phoneHears(MUSIC), "the caller hears music");
    assertThat(doors.calls().all().get(0).light().code()).isEqualTo("queued");
    until(() -> !phoneHears(MUSIC), "the music is over");
    until(() -> phoneHears(MUSIC), "and begins anew");
    assertThat(books.told).doesNotContain("tape open");

    get(doors.staff().choose("anna", Choice.AVAILABLE));
    String invite = agent.await("INVITE sip:");
    agent.answer(invite, 200, "OK", get(browser.answer(OpenPhone.body(invite))));
    agent.await("ACK");
    until(() -> phoneHears(AGENT), "the customer hears the agent");
    until(() -> doors.calls().all().get(0).light().state() == Light.State.ON, "it is recorded");
    until(
        () -> tape.kept.stream().map(OpenReel.Kept::leg).distinct().count() == 2, "both are kept");
    assertThat(tape.kept).allMatch(kept -> kept.nanos() >= tape.startedNanos);
    assertThat(books.told).containsSubsequence("consent TOLD", "agent anna", "tape open");
    agent.bye(invite);
    carrier.await("BYE ");
    until(() -> books.told.contains("ended AGENT kept"), "the row is closed");
  }

  @Test
  void a_caller_who_gives_up_leaves_a_row_that_says_so_and_nothing_rings() throws Exception {
    carrier.invite("+4930999", DOMAIN, phone.sdp());
    phone.dials(carrier.answered());
    until(() -> phoneHears(MUSIC), "the caller hears music");
    carrier.bye();
    until(() -> books.told.contains("ended CALLER ENDED_BEFORE_GATE"), "the row is closed");
    assertThat(doors.calls().all()).isEmpty();
    assertThat(tape.kept).isEmpty();
  }

  private boolean phoneHears(int hertz) {
    return Spectrum.last(phone.heard(), phone.rate(), 200, hertz) > LOUD;
  }

  private void sound(String name, int hertz) throws Exception {
    int samples = 16_000;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1);
    wav.putInt(16_000).putInt(32_000).putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      boolean sounds = hertz == TOLD || i < samples / 2; // music ends with half a second of nothing
      wav.putShort((short) (sounds ? 8000 * Math.sin(2 * Math.PI * hertz * i / 16_000) : 0));
    }
    Path en = Files.createDirectories(prompts.resolve("en"));
    Files.write(en.resolve(name + ".wav"), wav.array());
    Files.writeString(en.resolve(name + ".txt"), name);
  }

  private GatewayConf conf(int sipPort) {
    Profile notice = new Profile(
        "service",
        Mode.NOTICE,
        "en",
        30,
        '1',
        '9',
        Duration.ofMillis(300),
        Duration.ofSeconds(60),
        true);
    RoutingConf.Group line = new RoutingConf.Group(
        "service",
        RoutingConf.Strategy.LONGEST_IDLE,
        Optional.empty(),
        Optional.of(
            new RoutingConf.Queue(5, Duration.ofMinutes(5), "music", "none", Duration.ZERO)),
        Optional.empty(),
        "closed",
        Optional.empty());
    return new GatewayConf(
        "test",
        "127.0.0.1",
        new GatewayConf.Sip("127.0.0.1", sipPort, 0, DOMAIN),
        new GatewayConf.Media("127.0.0.1", 42_300, 42_399, 0, 1),
        prompts,
        List.of(new Trunk(
            "carrier",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), carrier.port()),
            GatewayConf.Transport.UDP,
            List.of("PCMA"),
            "carrier.example")),
        List.of(new Route("+4930999", Optional.of("service"), Optional.empty(), Optional.empty())),
        List.of(new Agent("anna", Optional.empty(), Set.of("service"), Optional.of("+493099911"))),
        new GatewayConf.Policy("service", Map.of("service", notice)),
        Optional.empty(),
        new RoutingConf(
            "DE",
            Map.of("service", line),
            Duration.ZERO,
            Optional.empty(),
            RoutingConf.Dialling.in("DE")));
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
        throw new AssertionError("never: " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e.getCause() == null ? e : e.getCause());
    }
  }
}

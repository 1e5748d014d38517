package io.mitschnitt.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.gateway.contract.RoutingConf;
import io.mitschnitt.gateway.contract.Staff.Presence;
import io.mitschnitt.gateway.demo.WebRtcPeer;
import io.mitschnitt.gateway.edge.sip.OpenPhone;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two agents who call each other: two browsers, no carrier. On real sockets; only the recorder is a fake. */
class ColleagueCallTest {

  private static final String DOMAIN = "house.example";
  private static final int ANNA = 1000;
  private static final int BEN = 440;
  private static final double LOUD = -25;

  private final FakeBooks books = new FakeBooks();
  private final OpenReel tape = new OpenReel();
  private final Queue<String> inOrder = new ConcurrentLinkedQueue<>(List.of("anna", "ben"));
  private Vertx vertx;
  private GatewayDoors doors;
  private HttpServer http;
  private OpenPhone anna;
  private OpenPhone ben;
  private WebRtcPeer annasEar;
  private WebRtcPeer bensEar;

  @BeforeEach
  void open() throws Exception {
    vertx = Vertx.vertx();
    books.tape = tape;
    doors = get(GatewayFloor.start(vertx, conf(), new FakeRecorderDoors(books)));
    http = vertx
        .createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of("sip")))
        .webSocketHandler(
            socket -> doors.agents().accept(socket, Optional.ofNullable(inOrder.poll())));
    int port = get(http.listen(0, "127.0.0.1")).actualPort();
    anna = OpenPhone.agent(vertx, port, "anna");
    ben = OpenPhone.agent(vertx, port, "ben");
    anna.register(DOMAIN);
    ben.register(DOMAIN);
    annasEar = get(WebRtcPeer.create(vertx, "127.0.0.1", Codec.OPUS));
    bensEar = get(WebRtcPeer.create(vertx, "127.0.0.1", Codec.OPUS));
  }

  @AfterEach
  void close() throws Exception {
    get(annasEar.close());
    get(bensEar.close());
    anna.close();
    ben.close();
    get(doors.drain());
    get(http.close());
    get(vertx.close());
  }

  @Test
  void they_hear_each_other_and_are_recorded_where_the_profile_says_so_called_party_left()
      throws Exception {
    annasEar.tone(ANNA);
    bensEar.tone(BEN);
    anna.invite("21", DOMAIN, get(annasEar.offer()));
    String invite = ben.await("INVITE sip:");
    assertThat(invite).contains("sip:anna@");
    ben.answer(invite, 180, "Ringing", "");
    anna.await("SIP/2.0 180");
    assertThat(presence("ben")).isEqualTo(Presence.BUSY);
    ben.answer(invite, 200, "OK", get(bensEar.answer(OpenPhone.body(invite))));
    get(annasEar.answered(anna.answered()));
    ben.await("ACK");

    until(() -> hears(annasEar, BEN), "anna hears ben");
    until(() -> hears(bensEar, ANNA), "ben hears anna");
    until(
        () -> doors.calls().all().get(0).light().state() == Light.State.ON, "it is being recorded");
    until(
        () -> tape.kept.stream().map(OpenReel.Kept::leg).distinct().count() == 2, "both are kept");
    assertThat(ben.await("INFO ")).contains("application/vnd.mitschnitt.call-state+json");
    assertThat(doors.calls().all().get(0).customer().address()).isEqualTo("ben");
    assertThat(tape.kept).anyMatch(kept -> kept.leg() == Leg.CUSTOMER);

    ben.bye(invite);
    anna.await("BYE ");
    until(() -> books.told.contains("ended CALLER kept"), "the row is closed");
    until(() -> presence("ben") == Presence.AVAILABLE, "ben is free again");
  }

  private Presence presence(String agent) {
    return get(doors.staff().find(agent)).orElseThrow().presence();
  }

  private static boolean hears(WebRtcPeer peer, int hertz) {
    return Spectrum.last(peer.heard(), peer.sampleRate(), 200, hertz) > LOUD;
  }

  private static GatewayConf conf() {
    Profile one = new Profile(
        "one",
        Mode.ONE_PARTY,
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
        new GatewayConf.Sip("127.0.0.1", 0, 0, DOMAIN),
        new GatewayConf.Media("127.0.0.1", 42_200, 42_299, 0, 1),
        Path.of("../conf/prompts"),
        List.of(),
        List.of(),
        List.of(
            new Agent("anna", Optional.empty(), Set.of(), Optional.empty(), Optional.of("20")),
            new Agent("ben", Optional.empty(), Set.of(), Optional.empty(), Optional.of("21"))),
        new GatewayConf.Policy("one", Map.of("one", one)),
        Optional.empty(),
        new RoutingConf(
            "DE", Map.of(), Duration.ZERO, Optional.of("one"), RoutingConf.Dialling.in("DE")));
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

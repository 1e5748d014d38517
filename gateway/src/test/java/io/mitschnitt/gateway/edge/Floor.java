package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.gateway.edge.sip.OpenPhone;
import io.mitschnitt.recorder.contract.Mode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A whole gateway with one carrier and one agent, on real sockets; one party may record, so nobody is told anything. */
final class Floor implements AutoCloseable {

  static final String DOMAIN = "house.example";
  /** Decibels under a full-scale sine. */
  static final double LOUD = -25;

  final FakeBooks books = new FakeBooks();
  final OpenPhone carrier = OpenPhone.carrier("+493012345678");
  final OpenPhone agent;
  final GatewayDoors doors;
  private final HttpServer http;
  final int httpPort;

  Floor(Vertx vertx, Path prompts) throws Exception {
    for (String name : List.of("notice", "opt-out", "explicit", "statutory", "not-recorded")) {
      WholeCallTest.announce(prompts, name);
    }
    int sipPort;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      sipPort = free.getLocalPort();
    }
    doors = get(GatewayFloor.start(vertx, conf(sipPort, prompts), new FakeRecorderDoors(books)));
    carrier.aim(sipPort);
    http = vertx
        .createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of("sip")))
        .webSocketHandler(socket -> doors.agents().accept(socket, Optional.of("anna")));
    httpPort = get(http.listen(0, "127.0.0.1")).actualPort();
    agent = OpenPhone.agent(vertx, httpPort, "anna");
    agent.register(DOMAIN);
  }

  private GatewayConf conf(int sipPort, Path prompts) {
    Duration none = Duration.ZERO;
    Duration minute = Duration.ofSeconds(60);
    Profile open = new Profile("open", Mode.ONE_PARTY, "en", 30, '1', '9', none, minute, true);
    return new GatewayConf(
        "test",
        "127.0.0.1",
        new GatewayConf.Sip("127.0.0.1", sipPort, 0, DOMAIN),
        new GatewayConf.Media("127.0.0.1", 42_200, 42_299, 0, 1),
        prompts,
        List.of(new Trunk(
            "carrier",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), carrier.port()),
            GatewayConf.Transport.UDP,
            List.of("PCMA", "PCMU"),
            "carrier.example")),
        List.of(
            new Route("+4930999", Optional.of("service"), Optional.empty(), Optional.empty()),
            new Route("*", Optional.empty(), Optional.of("carrier"), Optional.empty())),
        List.of(new Agent("anna", Optional.empty(), Set.of("service"), Optional.of("+493099911"))),
        new GatewayConf.Policy("open", Map.of("open", open)),
        Optional.empty());
  }

  boolean recording() {
    return doors.calls().all().stream().anyMatch(c -> c.light().state() == Light.State.ON);
  }

  void until(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + what + "; " + doors.calls().all() + books.told);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Waits until a phone hears that tone and nothing went wrong with it. */
  void hears(PlainPhone phone, int tone, String what) {
    until(() -> Spectrum.last(phone.heard(), phone.rate(), 200, tone) > LOUD, what);
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    agent.close();
    carrier.close();
    get(doors.drain());
    get(http.close());
  }
}

package io.mitschnitt.gateway.edge.sip;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A SIP edge as the tests live in it: real sockets on loopback, short waits, and a record of what its legs report. */
final class House implements AutoCloseable {

  static final String DOMAIN = "house.example";

  final Vertx vertx;
  final SipEdge edge;
  final BlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>();
  private final HttpServer http;
  final int httpPort;
  volatile Optional<String> session = Optional.empty();

  private House(Vertx vertx, SipEdge edge, HttpServer http) {
    this.vertx = vertx;
    this.edge = edge;
    this.http = http;
    this.httpPort = http.actualPort();
  }

  static SipTimes quick() {
    return new SipTimes(
        Duration.ofSeconds(3),
        Duration.ofMillis(1500),
        Duration.ofSeconds(60),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        Duration.ofSeconds(25),
        Duration.ofSeconds(60),
        Duration.ofHours(12),
        Duration.ofMinutes(30),
        Duration.ofSeconds(90),
        Duration.ofMillis(300));
  }

  static House open(Vertx vertx, Trunk... trunks) throws Exception {
    return open(vertx, quick(), trunks);
  }

  static House openAt(Vertx vertx, int udpPort, Trunk... trunks) throws Exception {
    return open(vertx, udpPort, quick(), trunks);
  }

  static House open(Vertx vertx, SipTimes times, Trunk... trunks) throws Exception {
    return open(vertx, 0, times, trunks);
  }

  private static House open(Vertx vertx, int udpPort, SipTimes times, Trunk... trunks)
      throws Exception {
    return open(vertx, conf(udpPort, trunks), times);
  }

  static House open(Vertx vertx, GatewayConf conf, SipTimes times) throws Exception {
    SipEdge edge = get(SipEdge.start(vertx, conf, times, InstantSource.system()));
    HttpServer http =
        vertx.createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of("sip")));
    House[] house = new House[1];
    http.webSocketHandler(socket -> edge.agents().accept(socket, house[0].session));
    house[0] = new House(vertx, edge, get(http.listen(0, "127.0.0.1")));
    house[0].on(() -> {
      edge.door().onIncoming(house[0].incoming::add);
      return null;
    });
    return house[0];
  }

  static GatewayConf conf(Trunk... trunks) {
    return conf(0, trunks);
  }

  static GatewayConf conf(int udpPort, Trunk... trunks) {
    return conf(new GatewayConf.Sip("127.0.0.1", udpPort, 0, DOMAIN), trunks);
  }

  static GatewayConf conf(GatewayConf.Sip sip, Trunk... trunks) {
    return new GatewayConf(
        "test",
        "127.0.0.1",
        sip,
        new GatewayConf.Media("127.0.0.1", 20000, 20100, 0, 1),
        Path.of("prompts"),
        List.of(trunks),
        List.of(),
        List.of(
            new Agent(
                "anna", Optional.of("annas-secret"), Set.of("service"), Optional.of("+493012345")),
            new Agent("ben", Optional.empty(), Set.of("service"), Optional.empty())),
        new GatewayConf.Policy("default", Map.of()),
        Optional.empty());
  }

  static Trunk trunk(int port, GatewayConf.Transport transport) {
    InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new Trunk("carrier", peer, transport, List.of("PCMA"), "carrier.example");
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Does something on the stack's context, and waits for it. */
  <T> T on(Callable<T> what) throws Exception {
    Promise<T> done = Promise.promise();
    edge.context().runOnContext(v -> {
      try {
        done.complete(what.call());
      } catch (Exception e) {
        done.fail(e);
      }
    });
    return get(done.future());
  }

  void on(Runnable what) throws Exception {
    on(() -> {
      what.run();
      return null;
    });
  }

  Incoming arrival() throws InterruptedException {
    Incoming came = incoming.poll(8, TimeUnit.SECONDS);
    if (came == null) {
      throw new AssertionError("no call came in");
    }
    return came;
  }

  /** Waits until something holds that the stack does by itself. */
  static void until(BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(6);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come about");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Waits until no leg is left; else ends them, so that the next test is not the next victim. */
  void empty() throws Exception {
    try {
      until(() -> edge.openLegs() == 0);
    } finally {
      on(() -> edge.hangUpAll(new Ending(Ending.Whose.US, "test over", 0)));
    }
  }

  @Override
  public void close() throws Exception {
    get(http.close());
    get(edge.close());
  }

  /** What one leg reported, in order, as short words. */
  static class Heard implements SipLegEvents {
    final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    static Heard of(SipLeg leg) {
      Heard heard = new Heard();
      leg.listen(heard);
      return heard;
    }

    /** The next report; the tests expect one. */
    String next() throws InterruptedException {
      String word = words.poll(10, TimeUnit.SECONDS);
      return word == null ? "nothing" : word;
    }

    @Override
    public void ringing(int status, Optional<String> sdp) {
      words.add("ringing " + status + (sdp.isPresent() ? " sdp" : ""));
    }

    @Override
    public void answered(String sdp) {
      words.add("answered");
    }

    @Override
    public void confirmed(Optional<String> sdp) {
      words.add("confirmed" + (sdp.isPresent() ? " sdp" : ""));
    }

    @Override
    public void refused(int status, String phrase) {
      words.add("refused " + status);
    }

    @Override
    public void ended(Ending ending) {
      words.add("ended " + ending.whose() + " " + ending.why());
    }

    @Override
    public void reoffered(Optional<String> sdp) {
      words.add("reoffered" + (sdp.isPresent() ? " sdp" : ""));
    }

    @Override
    public void reanswered(String sdp) {
      words.add("reanswered");
    }

    @Override
    public void rerefused(int status) {
      words.add("rerefused " + status);
    }

    @Override
    public void info(String contentType, String body) {
      words.add("info " + contentType + " " + body);
    }
  }
}

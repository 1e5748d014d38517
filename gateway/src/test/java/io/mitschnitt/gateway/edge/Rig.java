package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.demo.WebRtcPeer;
import io.mitschnitt.gateway.media.CallMedia;
import io.mitschnitt.gateway.media.MediaEvents;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A media house, one call in it, a peer as its agent and a plain phone as its carrier. */
final class Rig implements MediaEvents {

  static final List<String> ALL = List.of("opus", "PCMA", "PCMU", "G722");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Vertx vertx;
  final MediaHouse house;
  final CallMedia call;
  final WebRtcPeer peer;
  final PlainPhone phone;
  final List<String> news = new CopyOnWriteArrayList<>();
  final List<LegQuality> qualities = new CopyOnWriteArrayList<>();

  private Rig(Vertx vertx, MediaHouse house, Codec agent, Format carrier) {
    this.vertx = vertx;
    this.house = house;
    call = house.open(CallId.at(1), this);
    peer = get(WebRtcPeer.create(vertx, "127.0.0.1", agent));
    phone = get(PlainPhone.create(vertx, carrier, 77));
  }

  static GatewayConf conf(int loops, int firstRtp, int lastRtp) {
    return new GatewayConf(
        "test",
        "127.0.0.1",
        new GatewayConf.Sip("127.0.0.1", 0, 0, "example.org"),
        new GatewayConf.Media("127.0.0.1", firstRtp, lastRtp, 0, loops),
        Path.of("."),
        List.of(),
        List.of(),
        List.of(),
        new GatewayConf.Policy("none", Map.of()),
        Optional.empty());
  }

  /** Both legs up, nothing joined. */
  static Rig connected(Vertx vertx, MediaHouse house, Codec agent, Format carrier) {
    Rig rig = new Rig(vertx, house, agent, carrier);
    String offer = get(rig.call.offer(Leg.CUSTOMER, ALL));
    rig.phone.dials(offer);
    get(rig.call.answered(Leg.CUSTOMER, rig.phone.sdp()));
    get(rig.peer
        .offer()
        .compose(sdp -> rig.call.answer(Leg.AGENT, sdp, ALL))
        .compose(rig.peer::answered)
        .compose(v -> rig.peer.connected()));
    rig.until(() -> rig.news.containsAll(List.of("up AGENT", "up CUSTOMER")), "both legs up");
    return rig;
  }

  static Rig unconnected(Vertx vertx, MediaHouse house, Codec agent, Format carrier) {
    return new Rig(vertx, house, agent, carrier);
  }

  void close() {
    get(call.close());
    get(peer.close());
    get(phone.close());
  }

  static <T> T get(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Waits, at most a minute, until {@code condition} holds; asks it on a worker, so that no peer's loop is held up. */
  void until(BooleanSupplier condition, String what) {
    Promise<Void> holds = Promise.promise();
    ask(condition, what, System.nanoTime() + PATIENCE.toNanos(), holds);
    get(holds.future());
  }

  private void ask(BooleanSupplier condition, String what, long end, Promise<Void> holds) {
    vertx
        .executeBlocking(condition::getAsBoolean, false)
        .onFailure(holds::tryFail)
        .onSuccess(yes -> {
          if (yes) holds.tryComplete();
          else if (System.nanoTime() > end) holds.tryFail("never: " + what + "; news " + news);
          else vertx.setTimer(20, t -> ask(condition, what, end, holds));
        });
  }

  @Override
  public void up(Leg leg) {
    news.add("up " + leg);
  }

  @Override
  public void digit(Leg leg, char digit) {
    news.add("digit " + leg + " " + digit);
  }

  @Override
  public void promptDone(String name, boolean whole) {
    news.add("prompt " + name + " " + whole);
  }

  @Override
  public void lost(Leg leg, String why) {
    news.add("lost " + leg + " " + why);
  }

  @Override
  public void silent(Leg leg, boolean silent) {
    news.add("silent " + leg + " " + silent);
  }

  @Override
  public void quality(LegQuality quality) {
    qualities.add(quality);
  }
}

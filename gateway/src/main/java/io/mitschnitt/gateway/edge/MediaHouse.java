package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.edge.dtls.DtlsIdentity;
import io.mitschnitt.gateway.media.CallMedia;
import io.mitschnitt.gateway.media.MediaEvents;
import io.mitschnitt.gateway.media.MediaPlane;
import io.mitschnitt.recorder.contract.CallId;
import io.netty.channel.EventLoopGroup;
import io.netty.util.NetUtil;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All media of this node: event loops of their own, apart from those of HTTP, SIP and the store, each with one WebRTC
 * port and its share of the carrier ports; and a bounded pool in which DTLS handshakes block.
 */
public final class MediaHouse implements MediaPlane {

  private static final int HANDSHAKES = 16;
  private static final int WAITING_HANDSHAKES = 256;
  private static final int LONGEST_IDLE_SECONDS = 30;

  private final Vertx vertx;
  private final EventLoopGroup group;
  private final ExecutorService handshakes;
  private final List<MediaLoop> loops;
  private final AtomicInteger next = new AtomicInteger();

  private MediaHouse(
      Vertx vertx, EventLoopGroup group, ExecutorService handshakes, List<MediaLoop> loops) {
    this.vertx = vertx;
    this.group = group;
    this.handshakes = handshakes;
    this.loops = loops;
  }

  /**
   * Opens the WebRTC ports and warms up; a port number of 0 takes any free one. Answers when a first call would be as
   * fast as any. Fails when a port is taken or an address is not one of this machine; nothing is left open then.
   */
  public static Future<MediaHouse> start(Vertx vertx, GatewayConf conf) {
    return vertx
        .executeBlocking(() -> DtlsIdentity.create(Instant.now()), false)
        .compose(identity -> start(vertx, conf, identity));
  }

  private static Future<MediaHouse> start(Vertx vertx, GatewayConf conf, DtlsIdentity identity) {
    GatewayConf.Media media = conf.media();
    InetAddress host = NetUtil.createInetAddressFromIpAddressString(media.host());
    if (host == null)
      return Future.failedFuture("media host is not an IP address: " + media.host());
    int count = media.loops() > 0 ? media.loops() : Runtime.getRuntime().availableProcessors();
    EventLoopGroup group = UdpDoor.loops(count);
    ExecutorService pool = pool();
    List<MediaLoop> loops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PortPairs ports = new PortPairs(media.firstRtpPort(), media.lastRtpPort(), i, count);
      loops.add(new MediaLoop(
          group.next(), ports, identity, pool, host, media.dscp(), conf.publicAddress()));
    }
    MediaHouse house = new MediaHouse(vertx, group, pool, List.copyOf(loops));
    return house
        .open(media.webrtcPort())
        .compose(v -> house.warmUp(identity))
        .map(house)
        .recover(e -> house.close().transform(v -> Future.failedFuture(e)));
  }

  @Override
  public CallMedia open(CallId call, MediaEvents events) {
    return open(events, false);
  }

  @Override
  public CallMedia openBetweenAgents(CallId call, MediaEvents events) {
    return open(events, true);
  }

  @Override
  public CallMedia openBeside(
      CallMedia other, CallId call, MediaEvents events, boolean agents) {
    return other instanceof MediaCall neighbour
        ? new MediaCall(neighbour.loop, vertx.getOrCreateContext(), events, agents)
        : open(events, agents);
  }

  private CallMedia open(MediaEvents events, boolean colleagues) {
    Context owner = vertx.getOrCreateContext();
    MediaLoop loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    return new MediaCall(loop, owner, events, colleagues);
  }

  @Override
  public boolean crowded() {
    return loops.stream().anyMatch(l -> l.lateness.crowded());
  }

  @Override
  public long relayed() {
    return loops.stream().mapToLong(l -> l.meters.relayedSeen()).sum();
  }

  @Override
  public long dropped() {
    return loops.stream().mapToLong(l -> l.meters.droppedSeen()).sum();
  }

  /** The port of each loop, in order. */
  public List<Integer> webrtcPorts() {
    return loops.stream().map(MediaLoop::webrtcPort).toList();
  }

  /** Ends the media of all calls and closes every port. */
  public Future<Void> close() {
    List<Future<Void>> closing = loops.stream().map(this::closeCalls).toList();
    return Future.join(closing).transform(r -> stop());
  }

  private Future<Void> closeCalls(MediaLoop loop) {
    Promise<Void> closed = Promise.promise();
    if (loop.loop.isShuttingDown()) return Future.succeededFuture();
    loop.loop.execute(
        () -> Future.join(loop.calls().stream().map(MediaCall::closeOnLoop).toList())
            .<Void>mapEmpty()
            .onComplete(closed)
            .onComplete(r -> loop.close()));
    return closed.future();
  }

  private Future<Void> stop() {
    handshakes.shutdownNow();
    Promise<Void> stopped = Promise.promise();
    Context context = vertx.getOrCreateContext();
    group
        .shutdownGracefully(0, 2, TimeUnit.SECONDS)
        .addListener(f -> context.runOnContext(v -> stopped.complete()));
    return stopped.future();
  }

  private Future<Void> open(int firstPort) {
    List<Future<Void>> opening = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      int port = firstPort == 0 ? 0 : firstPort + i;
      Promise<Void> open = Promise.promise();
      loops.get(i).open(port).addListener(f -> {
        if (f.isSuccess()) open.complete();
        else open.fail("cannot open WebRTC port " + port + ": " + f.cause().getMessage());
      });
      opening.add(open.future());
    }
    return back(Future.join(opening).mapEmpty());
  }

  private Future<Void> warmUp(DtlsIdentity identity) {
    return vertx
        .<Void>executeBlocking(
            () -> {
              WarmUp.ciphersChecksAndCodecs();
              return null;
            },
            false)
        .compose(v -> back(WarmUp.handshake(loops.get(0).loop, handshakes, identity)));
  }

  /** From a media loop's thread to a Vert.x context. */
  private <T> Future<T> back(Future<T> outcome) {
    Context context = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    outcome.onComplete(r -> context.runOnContext(v -> promise.handle(r)));
    return promise.future();
  }

  /** Grows only while all threads are busy; refuses when the queue is full: the client's retransmission comes again. */
  private static ExecutorService pool() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool = new ThreadPoolExecutor(
        HANDSHAKES,
        HANDSHAKES,
        LONGEST_IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(WAITING_HANDSHAKES),
        work -> {
          Thread t = new Thread(work, "dtls-" + number.getAndIncrement());
          t.setDaemon(true);
          return t;
        });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}

package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPResponse;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.TrunkState.Reach;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.ClientTransaction;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the carriers' peers answer: each is asked by OPTIONS now and then, and what happens to calls counts too. A
 * peer is down after two questions without an answer, or a call that was not answered at all. Belongs to the stack's
 * context; {@link #known} may be called from any thread.
 */
final class TrunkWatch {

  private static final Logger log = LoggerFactory.getLogger(TrunkWatch.class);

  /** How long a peer is passed over that nobody asks. */
  private static final Duration LAPSE = Duration.ofSeconds(30);

  /** What is known of a peer. */
  record Known(Reach state, Instant since, int failures) {}

  private record Key(String trunk, InetSocketAddress peer) {}

  private final SipTransport sip;
  private final Wire wire;
  private final InstantSource clock;
  private final Instant started;
  private final Map<Key, Known> known = new ConcurrentHashMap<>();
  private boolean stopped;

  TrunkWatch(SipTransport sip, Wire wire, InstantSource clock) {
    this.sip = sip;
    this.wire = wire;
    this.clock = clock;
    this.started = clock.instant();
  }

  void start() {
    for (Trunk trunk : sip.trunks.all()) {
      if (!trunk.keepAlive().isZero()) {
        trunk.peers().forEach(peer -> new Question(trunk, peer).ask());
      }
    }
  }

  void stop() {
    stopped = true;
  }

  Known known(Trunk trunk, InetSocketAddress peer) {
    Known now =
        known.getOrDefault(new Key(trunk.name(), peer), new Known(Reach.UNKNOWN, started, 0));
    Instant lapses = now.since().plus(LAPSE);
    boolean lapsed =
        now.state() == Reach.DOWN && trunk.keepAlive().isZero() && lapses.isBefore(clock.instant());
    return lapsed ? new Known(Reach.UNKNOWN, lapses, 0) : now;
  }

  /** The peers in the order in which a call tries them: those that are down come last. */
  List<InetSocketAddress> order(Trunk trunk) {
    List<InetSocketAddress> order = new ArrayList<>(trunk.peers());
    order.sort((a, b) -> Boolean.compare(down(trunk, a), down(trunk, b)));
    return order;
  }

  private boolean down(Trunk trunk, InetSocketAddress peer) {
    return known(trunk, peer).state() == Reach.DOWN;
  }

  /** Something came back from there. */
  void answered(Trunk trunk, InetSocketAddress peer) {
    set(trunk, peer, Reach.UP, 0);
  }

  /** A call got no answer at all. */
  void silent(Trunk trunk, InetSocketAddress peer) {
    set(trunk, peer, Reach.DOWN, 2);
  }

  private void missed(Trunk trunk, InetSocketAddress peer) {
    Known before = known(trunk, peer);
    int failures = before.failures() + 1;
    set(trunk, peer, failures > 1 ? Reach.DOWN : before.state(), failures);
  }

  private void set(Trunk trunk, InetSocketAddress peer, Reach state, int failures) {
    Known before = known(trunk, peer);
    boolean same = before.state() == state;
    known.put(
        new Key(trunk.name(), peer),
        new Known(state, same ? before.since() : clock.instant(), failures));
    if (!same) {
      log.info("trunk {}: {}:{} is {}", trunk.name(), peer.getHostString(), peer.getPort(), state);
    }
  }

  /** One peer, asked for as long as the gateway runs. */
  private final class Question {

    private final Trunk trunk;
    private final InetSocketAddress peer;

    Question(Trunk trunk, InetSocketAddress peer) {
      this.trunk = trunk;
      this.peer = peer;
    }

    void ask() {
      if (stopped) {
        return;
      }
      Waiting waiting = new Waiting();
      try {
        waiting.send();
      } catch (Exception e) {
        log.debug("no OPTIONS: {}", e.getClass().getName());
        waiting.over(false);
      }
    }

    private void askLater(boolean soon) {
      Duration pause = soon ? trunk.keepAlive().dividedBy(4) : trunk.keepAlive();
      sip.vertx.setTimer(Math.max(1, pause.toMillis()), t -> ask());
    }

    private final class Waiting implements Answer {

      private @Nullable ClientTransaction tx;
      private long timer = -1;
      private boolean over;

      void send() throws Exception {
        SipURI to = wire.peer(peer, trunk.transport().name());
        SipURI from = wire.uri("", trunk.fromDomain());
        Request options = wire.request(
            Request.OPTIONS,
            to,
            to,
            wire.addresses.createAddress(from),
            trunk.transport().name());
        options.addHeader(wire.headers.createHeader("Accept", Wire.SDP));
        timer = sip.vertx.setTimer(sip.times.trying().toMillis(), t -> timedOut());
        tx = wire.send(options, peer, trunk.transport().name(), this);
      }

      @Override
      public void answered(SIPResponse response, javax.sip.@Nullable Dialog dialog) {
        if (response.getStatusCode() >= 200) {
          over(response.getStatusCode() != 503 && response.getStatusCode() != 408);
        }
      }

      @Override
      public void timedOut() {
        wire.terminate(tx);
        over(false);
      }

      void over(boolean answer) {
        if (!over && !stopped) {
          over = true;
          sip.vertx.cancelTimer(timer);
          if (answer) {
            TrunkWatch.this.answered(trunk, peer);
          } else {
            missed(trunk, peer);
          }
          askLater(!answer);
        }
      }
    }
  }
}

package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.ListeningPointExt;
import io.mitschnitt.gateway.contract.AgentDoor;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.TrunkState;
import io.mitschnitt.gateway.sip.SipDoor;
import io.mitschnitt.recorder.contract.Ending;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.ListeningPoint;
import javax.sip.SipProvider;

/**
 * The SIP side of a running gateway: one stack on one event loop, with its carriers over UDP, TCP and TLS and its agents over
 * WebSocket. Several may live in one process; they share nothing.
 */
public final class SipEdge {

  private static final AtomicInteger NUMBER =
      new AtomicInteger(); // the stack wants a name of its own

  private final SipTransport transport;
  private final SipCalls calls;
  private final Registrar registrar;
  private final TrunkOffice office;
  private final int udpPort;
  private final int tcpPort;
  private final int tlsPort;

  private SipEdge(
      SipTransport transport,
      SipCalls calls,
      Registrar registrar,
      TrunkOffice office,
      int udpPort,
      int tcpPort,
      int tlsPort) {
    this.transport = transport;
    this.calls = calls;
    this.registrar = registrar;
    this.office = office;
    this.udpPort = udpPort;
    this.tcpPort = tcpPort;
    this.tlsPort = tlsPort;
  }

  /** Binds and listens. Fails where a port is taken. */
  public static Future<SipEdge> start(Vertx vertx, GatewayConf conf) {
    return start(vertx, conf, SipTimes.usual(), InstantSource.system());
  }

  static Future<SipEdge> start(Vertx vertx, GatewayConf conf, SipTimes times, InstantSource clock) {
    ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
    Promise<SipEdge> started = context.promise();
    String name = "sip" + NUMBER.incrementAndGet();
    context.runOnContext(v -> VertxSipStack.create(context, name)
        .compose(stack -> {
          SipTransport transport = new SipTransport(
              vertx, stack, times, new Trunks(conf.trunks()), conf.publicAddress());
          return listen(transport, conf, clock)
              .recover(e -> transport
                  .close()
                  .eventually(stack::close)
                  .compose(closed -> Future.failedFuture(e)));
        })
        .onComplete(started));
    return started.future();
  }

  private static Future<SipEdge> listen(
      SipTransport transport, GatewayConf conf, InstantSource clock) {
    GatewayConf.Sip sip = conf.sip();
    return transport
        .listenUdp(sip.host(), sip.udpPort())
        .compose(udp -> transport
            .listenTcp(sip.host(), sip.tcpPort())
            .compose(tcp -> secure(transport, sip)
                .compose(tls ->
                    Future.future(p -> p.complete(wire(transport, conf, clock, udp, tcp, tls))))));
  }

  private static Future<Optional<ListeningPointExt>> secure(
      SipTransport transport, GatewayConf.Sip sip) {
    return sip.secure()
        .map(port -> transport.listenTls(sip.host(), port).map(Optional::of))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private static SipEdge wire(
      SipTransport transport,
      GatewayConf conf,
      InstantSource clock,
      ListeningPointExt udp,
      ListeningPointExt tcp,
      Optional<ListeningPointExt> tls) {
    try {
      SipProvider provider = transport.stack.createSipProvider(udp);
      provider.addListeningPoint(tcp);
      if (tls.isPresent()) {
        provider.addListeningPoint(tls.get());
      }
      provider.addListeningPoint(transport.webSocket(conf.sip().host(), false));
      provider.addListeningPoint(transport.webSocket(conf.sip().host(), true));
      Wire wire = new Wire(provider, conf);
      Registrar registrar = new Registrar(transport, wire, conf, clock);
      TrunkWatch watch = new TrunkWatch(transport, wire, clock);
      SipCalls calls = new SipCalls(transport, wire, conf, registrar, watch);
      transport.inbox(calls);
      provider.addSipListener(calls);
      TrunkOffice office = new TrunkOffice(transport, wire, watch);
      office.start();
      return new SipEdge(
          transport,
          calls,
          registrar,
          office,
          udp.getPort(),
          tcp.getPort(),
          tls.map(ListeningPoint::getPort).orElse(0));
    } catch (Exception e) {
      throw new IllegalStateException("SIP does not start", e);
    }
  }

  /** Where calls come in and go out. To be used on {@link #context()}. */
  public SipDoor door() {
    return calls;
  }

  /** Where agents' softphones come in; its methods may be called from any thread. */
  public AgentDoor agents() {
    return registrar;
  }

  /** The context on which everything of SIP happens. */
  public Context context() {
    return transport.context();
  }

  /** Agents with at least one phone that can be rung. May be asked from any thread. */
  public int registeredAgents() {
    return registrar.agentsRegistered();
  }

  /** Messages and connections refused before the stack saw them: the front filter's, unknown sources, bad syntax. */
  public long dropped() {
    return transport.dropped();
  }

  /** Legs that have not ended. */
  public int openLegs() {
    return calls.open();
  }

  /** Ends all legs from our side. To be called on {@link #context()}. */
  public void hangUpAll(Ending ending) {
    calls.hangUpAll(ending);
  }

  public int udpPort() {
    return udpPort;
  }

  public int tcpPort() {
    return tcpPort;
  }

  /** 0 where there is no TLS. */
  public int tlsPort() {
    return tlsPort;
  }

  /** The carriers as they stand. May be asked from any thread. */
  public List<TrunkState> trunks() {
    return office.states();
  }

  VertxSipStack stack() {
    return transport.stack;
  }

  /** From now on these are the agents, and numbers without a country are read as in {@code home}. */
  public void follow(List<GatewayConf.Agent> agents, String home) {
    registrar.follow(agents);
    calls.follow(home);
  }

  /** Closes the sockets and stops the stack. Calls that are up are to be ended before. */
  public Future<Void> close() {
    Promise<Void> closed = transport.context().promise();
    transport.context().runOnContext(v -> {
      calls.stop();
      office.stop();
      transport.close().eventually(transport.stack::close).onComplete(closed);
    });
    return closed.future();
  }
}

package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.ListeningPointExt;
import gov.nist.javax.sip.stack.HopImpl;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import io.mitschnitt.gateway.contract.GatewayConf.SecurePort;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of a SIP stack: UDP, TCP and TLS for carriers, WebSocket for agents. Everything here runs on the stack's
 * context, so nothing is locked. Over those nobody but a configured carrier is listened to, or answered.
 */
final class SipTransport {

  private static final Logger log = LoggerFactory.getLogger(SipTransport.class);

  /** Vert.x allocates this much for each datagram; less would lose bursts, and unset cuts datagrams at 2 kB. */
  private static final int RECEIVE_BUFFER = 262_144;

  private static final int CONNECTIONS = 1_000;

  final Vertx vertx;
  final VertxSipStack stack;
  final SipTimes times;
  final Trunks trunks;
  private final String publicAddress;
  private final Map<String, SipChannel> streams =
      new HashMap<>(); // open connections by transport:address:port
  private final Map<String, WebChannel> flows =
      new ConcurrentHashMap<>(); // WebSocket connections by flow host
  private final Map<String, SipProcessor> web = new HashMap<>(); // the processors of WS and WSS
  private final List<Supplier<Future<Void>>> closers = new ArrayList<>();
  private @Nullable SipInbox inbox;
  private final AtomicLong dropped = new AtomicLong();

  SipTransport(
      Vertx vertx, VertxSipStack stack, SipTimes times, Trunks trunks, String publicAddress) {
    this.vertx = vertx;
    this.stack = stack;
    this.times = times;
    this.trunks = trunks;
    this.publicAddress = publicAddress;
  }

  /** Counts a message or connection that the stack never saw. */
  void drop() {
    dropped.incrementAndGet();
  }

  long dropped() {
    return dropped.get();
  }

  ContextInternal context() {
    return stack.context();
  }

  /** Who is asked about each message before the stack sees it. */
  void inbox(SipInbox inbox) {
    this.inbox = inbox;
  }

  SipInbox inbox() {
    if (inbox == null) {
      throw new IllegalStateException("no inbox yet");
    }
    return inbox;
  }

  Future<ListeningPointExt> listenUdp(String host, int port) {
    DatagramSocket socket = vertx.createDatagramSocket(new DatagramSocketOptions()
        .setIpV6(host.contains(":"))
        .setReceiveBufferSize(RECEIVE_BUFFER));
    return socket.listen(port, host).map(bound -> {
      closers.add(socket::close);
      SipProcessor[] made = new SipProcessor[1];
      ListeningPointExt point = point(
          host,
          socket.localAddress().port(),
          "UDP",
          (ip, p) -> made[0] = new SipProcessor(
              this,
              ip,
              p,
              "UDP",
              (self, peer, peerPort) -> new UdpChannel(self, socket, peer, peerPort)));
      socket.handler(packet -> datagram(made[0], socket, packet));
      return point;
    });
  }

  private void datagram(SipProcessor processor, DatagramSocket socket, DatagramPacket packet) {
    try {
      InetAddress peer = Addresses.literal(packet.sender().hostAddress());
      Optional<Trunk> trunk = trunks.byDatagram(peer, packet.sender().port());
      if (trunk.isEmpty()) {
        drop();
        return;
      }
      UdpChannel channel =
          new UdpChannel(processor, socket, peer, packet.sender().port());
      channel.trunk(trunk.get());
      channel.receive(packet.data().getBytes());
    } catch (IOException | RuntimeException e) {
      drop();
      log.warn("a datagram was dropped: {}", e.getClass().getName());
    }
  }

  Future<ListeningPointExt> listenTcp(String host, int port) {
    NetClient client = vertx.createNetClient(
        new NetClientOptions().setTcpNoDelay(true).setTcpKeepAlive(true).setConnectTimeout(4000));
    closers.add(client::close);
    return listen(
        host,
        port,
        "TCP",
        new NetServerOptions().setTcpNoDelay(true).setTcpKeepAlive(true),
        (trunk, peer, peerPort) -> client.connect(peerPort, peer.getHostAddress()));
  }

  /** TLS 1.2 and 1.3; each carrier's certificate is checked as its trunk says. */
  Future<ListeningPointExt> listenTls(String host, SecurePort port) {
    SecureDial dial = new SecureDial(vertx, trunks, port.tls());
    closers.add(dial::close);
    return listen(host, port.port(), "TLS", SecureDial.server(port.tls()), dial);
  }

  private Future<ListeningPointExt> listen(
      String host, int port, String transport, NetServerOptions options, Dial dial) {
    NetServer server = vertx.createNetServer(options);
    SipProcessor[] made = new SipProcessor[1];
    server.connectHandler(socket -> connected(made[0], socket));
    server.exceptionHandler(e -> drop()); // no TLS, or no certificate that we trust
    return server.listen(port, host).map(bound -> {
      closers.add(server::close);
      return point(
          host,
          server.actualPort(),
          transport,
          (ip, p) -> made[0] = new SipProcessor(
              this, ip, p, transport, (self, peer, peerPort) -> dial(self, dial, peer, peerPort)));
    });
  }

  /** How a connection to a carrier is opened. */
  interface Dial {
    Future<NetSocket> connect(Trunk trunk, InetAddress peer, int port);
  }

  private void connected(@Nullable SipProcessor processor, NetSocket socket) {
    Optional<Trunk> trunk = Optional.empty();
    try {
      trunk = trunks.byConnection(
          Addresses.literal(socket.remoteAddress().hostAddress()),
          socket.remoteAddress().port(),
          socket.isSsl());
      if (processor != null && trunk.isPresent() && streams.size() < CONNECTIONS) {
        TcpChannel channel = TcpChannel.accepted(processor, socket);
        channel.trunk(trunk.get());
        streams.put(channel.getKey(), channel);
        return;
      }
    } catch (IOException | RuntimeException e) {
      log.warn("a connection was refused: {}", e.getClass().getName());
    }
    drop();
    socket.close();
  }

  private MessageChannel dial(SipProcessor self, Dial dial, InetAddress peer, int port)
      throws IOException {
    String key = MessageChannel.getKey(peer, port, self.getTransport());
    SipChannel known = streams.get(key);
    if (known != null) {
      return known;
    }
    Trunk trunk = trunks
        .byConnection(peer, port, self.isSecure())
        .orElseThrow(() -> new IOException("no trunk there"));
    TcpChannel channel = new TcpChannel(self, peer, port);
    channel.trunk(trunk);
    streams.put(key, channel);
    channel.dial(dial.connect(trunk, peer, port));
    return channel;
  }

  /** A listening point for agents; it has no socket of its own: {@link #accept} brings them. */
  ListeningPointExt webSocket(String host, boolean secure) {
    String transport = secure ? "WSS" : "WS";
    return point(host, secure ? 443 : 80, transport, (ip, p) -> {
      SipProcessor processor = new SipProcessor(this, ip, p, transport, (self, peer, port) -> {
        SipChannel known = streams.get(MessageChannel.getKey(peer, port, transport));
        if (known == null) {
          throw new IOException("no WebSocket there"); // RFC 7118: a browser is never dialled
        }
        return known;
      });
      web.put(transport, processor);
      return processor;
    });
  }

  /** Takes a WebSocket over, from whichever event loop serves HTTP. */
  void accept(ServerWebSocket socket, Optional<String> agent) {
    socket.pause();
    context().runOnContext(v -> {
      if (socket.isClosed()) {
        return;
      }
      try {
        SipProcessor processor = web.get(socket.isSsl() ? "WSS" : "WS");
        if (processor == null || streams.size() >= CONNECTIONS) {
          throw new IOException("closed or full");
        }
        WebChannel channel = WebChannel.accepted(processor, socket, agent);
        streams.put(channel.getKey(), channel);
        flows.put(channel.flowHost, channel);
        socket.resume();
      } catch (IOException | RuntimeException e) {
        log.info("a WebSocket was refused: {}", e.getClass().getName());
        socket.close();
      }
    });
  }

  /** The connection that a flow host stands for now. */
  Optional<WebChannel> flow(String host) {
    return Optional.ofNullable(flows.get(host));
  }

  static Hop hop(SipChannel channel) {
    return new HopImpl(
        Addresses.inUri(channel.getPeerAddress()), channel.getPeerPort(), channel.getTransport());
  }

  /** The open connection with a peer's address and port. */
  Optional<SipChannel> stream(String key) {
    return Optional.ofNullable(streams.get(key));
  }

  /** An agent came back on another connection: what is on its way to the old one goes to the new (RFC 5626). */
  void adopt(String oldFlow, WebChannel heir) {
    if (!oldFlow.equals(heir.flowHost)) {
      flows.put(oldFlow, heir);
      heir.adopted(oldFlow);
    }
  }

  void closed(SipChannel channel) {
    streams.remove(channel.getKey(), channel);
    if (channel instanceof WebChannel flow) {
      List<String> lost = flows.entrySet().stream()
          .filter(e -> e.getValue() == flow)
          .map(Map.Entry::getKey)
          .toList();
      lost.forEach(flows::remove);
      inbox().flowLost(flow, lost);
    }
  }

  Future<Void> close() {
    List<Future<Void>> all = closers.stream().map(Supplier::get).toList();
    List.copyOf(streams.values()).forEach(SipChannel::close);
    return Future.join(all).mapEmpty();
  }

  private interface ProcessorMaker {
    MessageProcessor make(InetAddress ip, int port);
  }

  private ListeningPointExt point(String host, int port, String transport, ProcessorMaker maker) {
    try {
      stack.setMessageProcessorFactory((s, ip, p, t) -> maker.make(ip, p));
      ListeningPointExt point =
          (ListeningPointExt) stack.createListeningPoint(host, port, transport);
      if (!publicAddress.equals(host)) {
        point.setSentBy(Addresses.inUri(publicAddress) + ":" + port);
      }
      return point;
    } catch (Exception e) {
      throw new IllegalStateException("SIP over " + transport + " does not start", e);
    }
  }
}

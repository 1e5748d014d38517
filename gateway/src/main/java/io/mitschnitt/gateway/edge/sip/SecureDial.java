package io.mitschnitt.gateway.edge.sip;

import io.mitschnitt.gateway.contract.GatewayConf.Tls;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** TLS with carriers: 1.2 or 1.3, the certificate's chain and name are checked, ours is shown to who asks for it. */
final class SecureDial implements SipTransport.Dial {

  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");
  private static final int PATIENCE = 4; // seconds

  private final Map<String, NetClient> clients = new HashMap<>();

  /** @param house what we show where a trunk brings no certificate of its own */
  SecureDial(Vertx vertx, Trunks trunks, Tls house) {
    for (Trunk trunk : trunks.all()) {
      if (trunk.transport() == Transport.TLS) {
        clients.put(trunk.name(), vertx.createNetClient(client(trunk.tls(), house)));
      }
    }
  }

  private static NetClientOptions client(Tls tls, Tls house) {
    NetClientOptions options = new NetClientOptions()
        .setSsl(true)
        .setHostnameVerificationAlgorithm("HTTPS")
        .setEnabledSecureTransportProtocols(VERSIONS)
        .setSslHandshakeTimeout(PATIENCE)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        .setConnectTimeout(PATIENCE * 1000);
    tls.ca()
        .ifPresent(ca -> options.setTrustOptions(new PemTrustOptions().addCertPath(ca.toString())));
    certificate(tls.cert().isPresent() ? tls : house).ifPresent(options::setKeyCertOptions);
    return options;
  }

  /** The listening side. Where a CA is given, who shows no certificate of it is not let in. */
  static NetServerOptions server(Tls tls) {
    NetServerOptions options = new NetServerOptions()
        .setSsl(true)
        .setEnabledSecureTransportProtocols(VERSIONS)
        .setSslHandshakeTimeout(PATIENCE)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true);
    certificate(tls).ifPresent(options::setKeyCertOptions);
    tls.ca()
        .ifPresent(ca -> options
            .setClientAuth(ClientAuth.REQUIRED)
            .setTrustOptions(new PemTrustOptions().addCertPath(ca.toString())));
    return options;
  }

  private static Optional<PemKeyCertOptions> certificate(Tls tls) {
    return tls.cert().isPresent() && tls.key().isPresent()
        ? Optional.of(new PemKeyCertOptions()
            .addCertPath(tls.cert().get().toString())
            .addKeyPath(tls.key().get().toString()))
        : Optional.empty();
  }

  @Override
  public Future<NetSocket> connect(Trunk trunk, InetAddress peer, int port) {
    NetClient client = clients.get(trunk.name());
    if (client == null) {
      return Future.failedFuture("not a TLS trunk");
    }
    String name = trunk.tls().name().orElseGet(() -> host(trunk, peer, port));
    return client.connect(new ConnectOptions()
        .setRemoteAddress(SocketAddress.inetSocketAddress(port, peer.getHostAddress()))
        .setSsl(true)
        .setHost(name)
        .setPort(port)
        .setSniServerName(Addresses.isLiteral(name) ? null : name));
  }

  /** As the configuration writes it: the certificate must bear that. */
  private static String host(Trunk trunk, InetAddress address, int port) {
    InetSocketAddress peer = Trunks.peer(trunk, address, port);
    return peer.getHostString();
  }

  Future<Void> close() {
    List<Future<Void>> all = clients.values().stream().map(NetClient::close).toList();
    return Future.join(all).mapEmpty();
  }
}

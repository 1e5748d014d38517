package io.mitschnitt.gateway.edge.sip;

import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.TrunkState;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What goes on with the carriers beside calls: logins and questions whether they are there; and the account of it. */
final class TrunkOffice {

  private final SipTransport sip;
  private final TrunkWatch watch;
  private final Map<String, TrunkLogin> logins;

  TrunkOffice(SipTransport sip, Wire wire, TrunkWatch watch) {
    this.sip = sip;
    this.watch = watch;
    this.logins = sip.trunks.all().stream()
        .flatMap(trunk ->
            trunk.register().map(login -> new TrunkLogin(sip, wire, watch, trunk, login)).stream())
        .collect(Collectors.toUnmodifiableMap(TrunkLogin::trunk, Function.identity()));
  }

  void start() {
    logins.values().forEach(TrunkLogin::start);
    watch.start();
  }

  void stop() {
    logins.values().forEach(TrunkLogin::stop);
    watch.stop();
  }

  /** May be called from any thread. */
  List<TrunkState> states() {
    return sip.trunks.all().stream().map(this::state).toList();
  }

  private TrunkState state(Trunk trunk) {
    return new TrunkState(
        trunk.name(),
        trunk.transport().name().toLowerCase(Locale.ROOT),
        Optional.ofNullable(logins.get(trunk.name())).map(TrunkLogin::registered),
        trunk.peers().stream().map(peer -> peer(trunk, peer)).toList());
  }

  private TrunkState.Peer peer(Trunk trunk, InetSocketAddress peer) {
    TrunkWatch.Known known = watch.known(trunk, peer);
    String host = Addresses.inUri(peer.getHostString());
    return new TrunkState.Peer(host + ":" + peer.getPort(), known.state(), known.since());
  }
}

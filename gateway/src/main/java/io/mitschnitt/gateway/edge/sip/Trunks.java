package io.mitschnitt.gateway.edge.sip;

import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Who may speak SIP to us over UDP and TCP: the configured carriers, known by where they send from. */
record Trunks(List<Trunk> all) {

  Optional<Trunk> named(String name) {
    return all.stream().filter(t -> t.name().equals(name)).findFirst();
  }

  /** The carrier that sends datagrams from exactly this address and port. */
  Optional<Trunk> byDatagram(InetAddress address, int port) {
    return all.stream()
        .filter(t -> address.equals(t.peer().getAddress()) && t.peer().getPort() == port)
        .min((a, b) -> Boolean.compare(a.transport() != Transport.UDP, b.transport() != Transport.UDP));
  }

  /** The carrier at this address: a connection that it opens comes from any port. A trunk that is set to TCP goes first. */
  Optional<Trunk> byConnection(InetAddress address, int port) {
    return all.stream()
        .filter(t -> address.equals(t.peer().getAddress()))
        .min((a, b) -> Integer.compare(distance(a, port), distance(b, port)));
  }

  private static int distance(Trunk trunk, int port) {
    return (trunk.peer().getPort() == port ? 0 : 1) + (trunk.transport() == Transport.TCP ? 0 : 2);
  }
}

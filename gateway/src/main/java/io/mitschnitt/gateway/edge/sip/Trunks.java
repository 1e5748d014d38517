package io.mitschnitt.gateway.edge.sip;

import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who may speak SIP to us over UDP, TCP and TLS: the configured carriers, known by where they send from. A carrier that
 * is set to TLS is listened to over TLS alone.
 */
record Trunks(List<Trunk> all) {

  Optional<Trunk> named(String name) {
    return all.stream().filter(t -> t.name().equals(name)).findFirst();
  }

  /** The carrier that sends datagrams from exactly this address and port. */
  Optional<Trunk> byDatagram(InetAddress address, int port) {
    return all.stream()
        .filter(t -> t.transport() != Transport.TLS
            && t.peers().contains(new InetSocketAddress(address, port)))
        .min((a, b) ->
            Boolean.compare(a.transport() != Transport.UDP, b.transport() != Transport.UDP));
  }

  /** The carrier at this address: a connection that it opens comes from any port. A trunk that is set to TCP goes first. */
  Optional<Trunk> byConnection(InetAddress address, int port, boolean secure) {
    return all.stream()
        .filter(t -> secure == (t.transport() == Transport.TLS) && lives(t, address))
        .min(Comparator.comparingInt(t -> distance(t, address, port)));
  }

  private static int distance(Trunk trunk, InetAddress address, int port) {
    boolean exact = trunk.peers().contains(new InetSocketAddress(address, port));
    return (exact ? 0 : 1) + (trunk.transport() == Transport.UDP ? 2 : 0);
  }

  /** Whether one of the carrier's peers has this address. */
  static boolean lives(Trunk trunk, InetAddress address) {
    return trunk.peers().stream().anyMatch(peer -> address.equals(peer.getAddress()));
  }

  /** The peer that a message from this address and port is counted for. */
  static InetSocketAddress peer(Trunk trunk, InetAddress address, int port) {
    return trunk.peers().stream()
        .filter(peer -> address.equals(peer.getAddress()))
        .min(Comparator.comparingInt(peer -> peer.getPort() == port ? 0 : 1))
        .orElse(trunk.peer());
  }
}

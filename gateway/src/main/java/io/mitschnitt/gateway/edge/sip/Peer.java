package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.stack.HopImpl;
import io.mitschnitt.gateway.contract.GatewayConf.Register;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.sip.SipDoor.Source;
import io.mitschnitt.recorder.contract.Ending.Whose;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.sip.SipException;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;

/** The other side of a leg: where its requests go, and from where its own are believed. */
sealed interface Peer {

  Source source();

  /** Whose doing it is when the other side ends the leg. */
  Whose whose();

  /** What proves who we are, where this peer asks for it. */
  default Optional<Register> login() {
    return Optional.empty();
  }

  /** Whether a message on {@code channel} comes from this peer. */
  boolean speaks(SipChannel channel);

  /** Where a request of the leg goes. Fails where the agent's connection is gone. */
  Hop hop(SipTransport sip, Request request) throws SipException;

  /** The transport of the leg, as the stack names it. */
  String transport(SipTransport sip);

  /**
   * A carrier.
   *
   * @param at the peer of the trunk that the leg is with
   * @param stream key of the TCP or TLS connection on which the carrier called
   */
  record Carrier(Trunk trunk, InetSocketAddress at, Transport over, Optional<String> stream)
      implements Peer {

    @Override
    public Source source() {
      return new Source.FromTrunk(trunk.name());
    }

    @Override
    public Whose whose() {
      return Whose.CALLER;
    }

    @Override
    public Optional<Register> login() {
      return trunk.register();
    }

    @Override
    public boolean speaks(SipChannel channel) {
      Trunk from = channel.trunk();
      boolean secure = trunk.transport() == Transport.TLS;
      return from != null && Trunks.lives(trunk, channel.peer) && (!secure || channel.isSecure());
    }

    @Override
    public String transport(SipTransport sip) {
      return over.name();
    }

    /**
     * The connection on which the carrier called, as long as it is open; over UDP the Contact or Route where it names
     * the carrier's own address; else the trunk's peer. Never a third address: a Contact is only what the wire says.
     */
    @Override
    public Hop hop(SipTransport sip, Request request) {
      Optional<SipChannel> open = stream.flatMap(sip::stream);
      if (open.isPresent()) {
        return SipTransport.hop(open.get());
      }
      String address = at.getAddress().getHostAddress();
      RouteHeader route = (RouteHeader) request.getHeader(RouteHeader.NAME);
      URI uri = route == null ? request.getRequestURI() : route.getAddress().getURI();
      boolean same =
          over == Transport.UDP && uri instanceof SipURI s && address.equals(s.getHost());
      int named = same ? ((SipURI) uri).getPort() : at.getPort();
      return new HopImpl(Addresses.inUri(address), named > 0 ? named : 5060, over.name());
    }
  }

  /** An agent's phone, on whatever connection stands for its flow now. */
  record Phone(String agent, String flowHost) implements Peer {

    @Override
    public Source source() {
      return new Source.FromAgent(agent);
    }

    @Override
    public Whose whose() {
      return Whose.AGENT;
    }

    @Override
    public boolean speaks(SipChannel channel) {
      return channel instanceof WebChannel web && agent.equals(web.agent());
    }

    @Override
    public String transport(SipTransport sip) {
      return sip.flow(flowHost).map(SipChannel::getTransport).orElse("WS");
    }

    @Override
    public Hop hop(SipTransport sip, Request request) throws SipException {
      return SipTransport.hop(sip.flow(flowHost).orElseThrow(() -> new SipException("flow lost")));
    }
  }
}

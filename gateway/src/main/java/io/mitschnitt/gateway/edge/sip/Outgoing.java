package io.mitschnitt.gateway.edge.sip;

import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.sip.WireText;
import io.mitschnitt.recorder.contract.Party;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.message.Request;

/** Makes the INVITEs that go out: to a carrier as carriers want it, to a phone at the address it registered. */
record Outgoing(Wire wire, SipTransport sip) {

  /** An INVITE and where it goes. */
  record Prepared(Request invite, Peer peer) {}

  /**
   * To a carrier: the number at the trunk's peer, from the caller at the trunk's domain. A known caller number is
   * asserted (RFC 3325); an anonymous caller asks for privacy (RFC 3323).
   */
  Prepared toTrunk(Trunk trunk, InetSocketAddress peer, String number, Party from, String sdp)
      throws Exception {
    String transport = trunk.transport().name();
    SipURI to = wire.peer(peer, transport);
    to.setUser(WireText.user(number));
    boolean nobody = from.equals(Party.ANONYMOUS);
    Request invite =
        wire.invite(to, (SipURI) to.clone(), caller(from, trunk.fromDomain()), transport);
    if (nobody) {
      invite.addHeader(wire.headers.createHeader("Privacy", "id"));
    }
    if (from.number().isPresent()) {
      Address asserted =
          wire.addresses.createAddress(wire.uri(from.number().get().e164(), trunk.fromDomain()));
      invite.addHeader(wire.headers.createPAssertedIdentityHeader(asserted));
    }
    wire.body(invite, Wire.SDP, sdp);
    return new Prepared(invite, new Peer.Carrier(trunk, peer, trunk.transport(), Optional.empty()));
  }

  /** To one of an agent's phones, at the Contact it registered. */
  Prepared toPhone(String agent, Registrar.Binding binding, Party from, String sdp)
      throws Exception {
    Peer peer = new Peer.Phone(agent, binding.flowHost());
    SipURI to = wire.uri(agent, wire.domain);
    SipURI target = (SipURI) binding.contact().clone();
    Request invite = wire.invite(to, target, caller(from, wire.domain), peer.transport(sip));
    wire.body(invite, Wire.SDP, sdp);
    return new Prepared(invite, peer);
  }

  private Address caller(Party from, String domain) throws Exception {
    boolean nobody = from.equals(Party.ANONYMOUS);
    SipURI uri = nobody
        ? wire.uri("anonymous", "anonymous.invalid")
        : wire.uri(from.address().isEmpty() ? from.shown() : from.address(), domain);
    Address address = wire.addresses.createAddress(uri);
    String name = nobody ? "Anonymous" : from.name();
    if (!name.isEmpty()) {
      address.setDisplayName(WireText.quoted(name));
    }
    return address;
  }
}

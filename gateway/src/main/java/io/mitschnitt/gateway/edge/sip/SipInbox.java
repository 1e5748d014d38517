package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import java.net.InetAddress;
import java.util.List;

/** What the channels ask of those who know about dialogs and agents. */
interface SipInbox {

  /**
   * Whether a request may reach the stack: one that belongs to a dialog or cancels an INVITE must come from where that
   * came from, so that a forged BYE from elsewhere never touches a call.
   */
  boolean mayEnter(SIPRequest request, SipChannel channel);

  /** Whether a new call is turned away for now. */
  boolean overloaded(SIPRequest invite, SipChannel channel);

  /** A carrier's peer could not be connected to. */
  void unreachable(Trunk trunk, InetAddress address, int port);

  /** A WebSocket closed; {@code hosts} are the flow hosts that stood for it. */
  void flowLost(WebChannel flow, List<String> hosts);
}

package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;

/** What the channels ask of those who know about dialogs and agents. */
interface SipInbox {

  /**
   * Whether a request may reach the stack: one that belongs to a dialog or cancels an INVITE must come from where that
   * came from, so that a forged BYE from elsewhere never touches a call.
   */
  boolean mayEnter(SIPRequest request, SipChannel channel);

  /** Whether new calls are turned away for now. */
  boolean overloaded();

  /** A WebSocket closed; {@code hosts} are the flow hosts that stood for it. */
  void flowLost(WebChannel flow, List<String> hosts);
}

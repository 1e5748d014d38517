package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.header.Header;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.RequireHeader;

/** The rules of SIP that a new INVITE must keep before anybody upstairs hears of it. */
record Screening(Wire wire, SipTimes times) {

  /** Whether it was refused here, and answered. */
  boolean refused(ServerTransaction tx, SIPRequest invite, SipChannel channel) throws Exception {
    if (channel instanceof WebChannel web
        && !Invitation.user(invite.getFrom().getAddress().getURI()).equals(web.agent())) {
      wire.reply(tx, invite, 403);
    } else if (unsupported(invite).length > 0) {
      wire.reply(tx, invite, 420, unsupported(invite));
    } else if (SessionTimer.tooShort(invite, times.shortestSession())) {
      wire.reply(tx, invite, 422, SessionTimer.shortest(times.shortestSession()));
    } else if (!(invite.getRequestURI() instanceof SipURI)
        && !(invite.getRequestURI() instanceof TelURL)) {
      wire.reply(tx, invite, 416);
    } else if (invite.getHeader(MaxForwardsHeader.NAME) instanceof MaxForwardsHeader left
        && left.getMaxForwards() == 0) {
      wire.reply(tx, invite, 483);
    } else if (!Wire.type(invite).isEmpty() && Wire.sdp(invite).isEmpty()) {
      wire.reply(tx, invite, 415, wire.headers.createHeader("Accept", Wire.SDP));
    } else {
      return false;
    }
    return true;
  }

  /** Extensions that must be understood, and are not (RFC 3261, section 8.2.2.3). */
  private Header[] unsupported(SIPRequest invite) throws Exception {
    List<Header> all = new ArrayList<>();
    ListIterator<?> required = invite.getHeaders(RequireHeader.NAME);
    while (required.hasNext()) {
      String tag = ((RequireHeader) required.next()).getOptionTag();
      if (!SessionTimer.TAG.equalsIgnoreCase(tag) && !Provisional.TAG.equalsIgnoreCase(tag)) {
        all.add(wire.headers.createUnsupportedHeader(tag));
      }
    }
    return all.toArray(new Header[0]);
  }
}

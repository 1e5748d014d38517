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
record Screening(Wire wire) {

  /** Whether it was refused here, and answered. */
  boolean refused(ServerTransaction tx, SIPRequest invite, SipChannel channel) throws Exception {
    if (channel instanceof WebChannel web && !Invitation.user(invite.getFrom().getAddress().getURI()).equals(web.agent())) {
      wire.reply(tx, invite, 403);
    } else if (invite.getHeader(RequireHeader.NAME) != null) {
      wire.reply(tx, invite, 420, unsupported(invite));
    } else if (!(invite.getRequestURI() instanceof SipURI) && !(invite.getRequestURI() instanceof TelURL)) {
      wire.reply(tx, invite, 416);
    } else if (invite.getHeader(MaxForwardsHeader.NAME) instanceof MaxForwardsHeader left && left.getMaxForwards() == 0) {
      wire.reply(tx, invite, 483);
    } else if (!Wire.type(invite).isEmpty() && Wire.sdp(invite).isEmpty()) {
      wire.reply(tx, invite, 415, wire.headers.createHeader("Accept", Wire.SDP));
    } else {
      return false;
    }
    return true;
  }

  /** We support no extension that must be understood (RFC 3261, section 8.2.2.3). */
  private Header[] unsupported(SIPRequest invite) throws Exception {
    List<Header> all = new ArrayList<>();
    ListIterator<?> required = invite.getHeaders(RequireHeader.NAME);
    while (required.hasNext()) {
      all.add(wire.headers.createUnsupportedHeader(((RequireHeader) required.next()).getOptionTag()));
    }
    return all.toArray(new Header[0]);
  }
}

package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.mitschnitt.gateway.sip.Referral;
import io.mitschnitt.gateway.sip.Referral.Replaced;
import io.mitschnitt.gateway.sip.WireText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;
import javax.sip.header.ReferToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other side's REFER in a confirmed dialog, one at a time, and the NOTIFYs that tell how it goes. Whom we call, and at
 * whose cost, is for our agents to say: a carrier's is declined, and the call goes on.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3515">RFC 3515, REFER</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4488">RFC 4488, REFER without subscription</a>
 */
final class Referring {

  private static final Logger log = LoggerFactory.getLogger(Referring.class);
  private static final int DECLINE = 603;
  private static final int MISCELLANEOUS = 399;

  private final Leg leg;
  private @Nullable ServerTransaction asked; // their REFER, while it waits for our word
  private long subscription = -1; // the CSeq of the REFER that is reported on; -1 = none

  Referring(Leg leg) {
    this.leg = leg;
  }

  void came(ServerTransaction tx, SIPRequest refer) throws Exception {
    int refusal = refusal(refer);
    if (refusal != 0) {
      log.info("leg {}: a transfer was asked for, answered with {}", leg.id(), refusal);
      refuse(tx, refer, refusal);
      return;
    }
    SipURI target = target(refer).orElseThrow();
    Optional<Replaced> replaces = Optional.ofNullable(target.getHeader("Replaces"))
        .flatMap(value -> replaced(WireText.unescaped(value)));
    asked = tx;
    leg.tell(e -> e.referred(new Referral(Invitation.user(target), replaces)));
    if (asked == tx) { // nobody is there who could follow it
      answer(DECLINE);
    }
  }

  private int refusal(SIPRequest refer) {
    if (leg.peer instanceof Peer.Carrier || !leg.confirmed() || leg.over) {
      return DECLINE;
    }
    if (refer.getHeader(ReferToHeader.NAME) == null) {
      return Response.BAD_REQUEST;
    }
    Optional<SipURI> target = target(refer);
    if (target.isEmpty()) {
      return Response.UNSUPPORTED_URI_SCHEME;
    }
    String method = target.get().getMethodParam();
    if (method != null && !method.equalsIgnoreCase(Request.INVITE)) {
      return DECLINE;
    }
    String replaces = target.get().getHeader("Replaces");
    boolean unread = replaces != null && replaced(WireText.unescaped(replaces)).isEmpty();
    if (unread || Invitation.user(target.get()).isEmpty()) {
      return Response.BAD_REQUEST;
    }
    return subscription >= 0 ? Response.REQUEST_PENDING : 0;
  }

  private static Optional<SipURI> target(SIPRequest refer) {
    return refer.getHeader(ReferToHeader.NAME) instanceof ReferToHeader to
            && to.getAddress().getURI() instanceof SipURI uri
        ? Optional.of(uri)
        : Optional.empty();
  }

  /** The value of an INVITE's Replaces header; empty where it has none. */
  static Optional<String> replacesOf(SIPRequest invite) {
    return Optional.ofNullable(invite.getHeader("Replaces"))
        .map(header -> header.toString().trim())
        .map(line -> line.substring(line.indexOf(':') + 1).trim());
  }

  /** {@code call-id;to-tag=…;from-tag=…} (RFC 3891, section 6.1). */
  static Optional<Replaced> replaced(String value) {
    String[] parts = value.split(";");
    Map<String, String> tags = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        String name = parts[i].substring(0, equals).trim().toLowerCase(Locale.ROOT);
        tags.put(name, parts[i].substring(equals + 1).trim());
      }
    }
    String to = tags.getOrDefault("to-tag", "");
    String from = tags.getOrDefault("from-tag", "");
    String callId = parts[0].trim();
    return callId.isEmpty() || to.isEmpty() || from.isEmpty()
        ? Optional.empty()
        : Optional.of(new Replaced(callId, to, from));
  }

  private void refuse(ServerTransaction tx, SIPRequest refer, int status) throws Exception {
    if (status == DECLINE) {
      leg.wire.reply(
          tx,
          refer,
          status,
          leg.wire.headers.createWarningHeader(
              leg.wire.domain, MISCELLANEOUS, "this transfer is not followed"));
    } else {
      leg.wire.reply(tx, refer, status);
    }
  }

  /** Our word on it: 202, or a refusal. */
  void answer(int status) {
    ServerTransaction tx = asked;
    asked = null;
    if (tx == null || leg.over) {
      return;
    }
    SIPRequest refer = Wire.sip(tx.getRequest());
    leg.attempt(() -> {
      if (status >= 300) {
        refuse(tx, refer, status);
        return;
      }
      boolean silent = refer.getHeader("Refer-Sub") != null
          && refer.getHeader("Refer-Sub").toString().toLowerCase(Locale.ROOT).contains("false");
      Response accepted = leg.wire.response(refer, Response.ACCEPTED, Tokens.tag());
      accepted.addHeader(leg.wire.contact(leg.peer.transport(leg.calls.sip)));
      if (silent) {
        accepted.addHeader(leg.wire.headers.createHeader("Refer-Sub", "false"));
      } else {
        subscription = refer.getCSeq().getSeqNumber();
      }
      tx.sendResponse(accepted);
    });
    tell(Response.TRYING);
  }

  /** How it goes; 200 and more is the last word. */
  void tell(int status) {
    if (subscription < 0 || leg.over) {
      return;
    }
    long id = subscription;
    boolean last = status >= 200;
    subscription = last ? -1 : id;
    try {
      Request notify = leg.open().createRequest(Request.NOTIFY);
      notify.setHeader(leg.wire.contact(leg.peer.transport(leg.calls.sip)));
      // the stack has put the latest REFER's there, which may be one that was refused
      notify.setHeader(leg.wire.headers.createHeader("Event", "refer;id=" + id));
      notify.addHeader(leg.wire.headers.createHeader(
          "Subscription-State", last ? "terminated;reason=noresource" : "active;expires=120"));
      leg.wire.body(
          notify,
          "message/sipfrag",
          "SIP/2.0 " + status + " " + SIPResponse.getReasonPhrase(status) + "\r\n");
      leg.send(notify, (response, on) -> {});
    } catch (Exception e) {
      log.info("leg {}: no NOTIFY: {}", leg.id(), e.getClass().getSimpleName());
    }
  }
}

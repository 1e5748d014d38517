package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.header.RSeq;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.Dialog;
import javax.sip.header.RSeqHeader;
import javax.sip.header.RequireHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Acknowledges the provisional answers that another side wants to be sure of, each early dialog's in its own order, and
 * remembers what they described: the 200 need not say it again.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3262#section-4">RFC 3262, section 4</a>
 */
final class Prack {

  private final Leg leg;
  private final Map<String, Long> last = new HashMap<>(); // RSeq by the early dialog's tag
  private final Map<String, String> described = new HashMap<>();

  Prack(Leg leg) {
    this.leg = leg;
  }

  /** Takes a provisional answer; false where it came before, or one before it is missing. */
  boolean takes(SIPResponse response, @Nullable Dialog early) throws Exception {
    boolean sure = Provisional.named(response, RequireHeader.NAME);
    if (!sure || early == null || !(response.getHeader(RSeqHeader.NAME) instanceof RSeq rseq)) {
      return true;
    }
    String tag = tag(response);
    Long before = last.get(tag);
    if (before != null && rseq.getSeqNumber() != before + 1) {
      return false;
    }
    last.put(tag, rseq.getSeqNumber());
    Wire.sdp(response).ifPresent(sdp -> described.putIfAbsent(tag, sdp));
    Request prack = early.createPrack(response);
    leg.send(early, prack, (answer, on) -> {
      // a refusal of the PRACK is followed by one of the INVITE
    });
    return true;
  }

  /** What that answer's dialog described before, and both sides know. */
  Optional<String> described(SIPResponse response) {
    return Optional.ofNullable(described.get(tag(response)));
  }

  /** Whether the answer in that early dialog is settled, so that it can be changed by an UPDATE. */
  boolean described(@Nullable Dialog early) {
    return early != null
        && early.getRemoteTag() != null
        && described.containsKey(early.getRemoteTag());
  }

  private static String tag(SIPResponse response) {
    return response.getToTag() == null ? "" : response.getToTag();
  }
}

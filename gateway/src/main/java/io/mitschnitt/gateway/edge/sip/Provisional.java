package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.ArrayDeque;
import java.util.ListIterator;
import java.util.Queue;
import javax.sip.ServerTransaction;
import javax.sip.header.OptionTag;
import javax.sip.header.RequireHeader;
import javax.sip.header.SupportedHeader;
import javax.sip.message.Message;
import javax.sip.message.Response;

/**
 * Our provisional answers to one INVITE. Those that must arrive are sent again until their PRACK comes, one after the
 * other, and the 200 waits for the last of them: all of them where the caller requires it, those with a description
 * where the caller is able to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3262">RFC 3262</a>
 */
final class Provisional {

  static final String TAG = "100rel";

  private final Leg leg;
  private final ServerTransaction tx;
  private final Runnable unheard;
  private final Queue<Response> waiting = new ArrayDeque<>();
  private boolean open; // one is out, and its PRACK has not come
  private boolean described; // one with a description was acknowledged
  private boolean describes; // the one that is out has a description
  private long timer = -1;

  /** @param unheard what is done when no PRACK comes in 64*T1 */
  Provisional(Leg leg, ServerTransaction tx, Runnable unheard) {
    this.leg = leg;
    this.tx = tx;
    this.unheard = unheard;
  }

  /** Whether {@code message} has the tag in headers of that name. */
  static boolean named(Message message, String header) {
    ListIterator<?> all = message.getHeaders(header);
    while (all.hasNext()) {
      if (TAG.equalsIgnoreCase(((OptionTag) all.next()).getOptionTag())) {
        return true;
      }
    }
    return false;
  }

  void send(Response response) throws Exception {
    boolean sure = named(tx.getRequest(), RequireHeader.NAME)
        || (named(tx.getRequest(), SupportedHeader.NAME) && Wire.sdp(response).isPresent());
    if (sure) {
      response.addHeader(leg.wire.headers.createRequireHeader(TAG));
      waiting.add(response);
      next();
    } else if (!busy()) {
      tx.sendResponse(response);
    }
  }

  private void next() throws Exception {
    Response response = open ? null : waiting.poll();
    if (response != null) {
      open = true;
      describes = Wire.sdp(response).isPresent();
      timer = leg.calls.timer(leg.calls.sip.times.ack(), unheard);
      leg.open().sendReliableProvisionalResponse(response);
    }
  }

  /** Whether one waits for its PRACK. */
  boolean busy() {
    return open || !waiting.isEmpty();
  }

  /** Whether both sides know that offer and answer are exchanged, though nobody has picked up. */
  boolean described() {
    return described;
  }

  /** The PRACK; the stack has compared its RAck with what is out. */
  void acknowledged(ServerTransaction prack, SIPRequest request) throws Exception {
    leg.calls.cancel(timer);
    described |= open && describes;
    open = false;
    if (Wire.sdp(request).isPresent()) {
      leg.reoffer.came(prack, request);
    } else {
      leg.wire.reply(prack, request, Response.OK);
    }
    next();
  }

  void stop() {
    leg.calls.cancel(timer);
    waiting.clear();
  }
}

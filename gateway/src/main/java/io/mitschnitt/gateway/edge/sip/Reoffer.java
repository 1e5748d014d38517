package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.Dialog;
import javax.sip.ServerTransaction;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * Offers and answers in a confirmed dialog, one at a time. Who offers while the other's offer is open gets 491 and
 * tries again; the two sides wait for different times, so that they do not meet again.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3261#section-14">RFC 3261, section 14</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3311">RFC 3311, UPDATE</a>
 */
final class Reoffer implements Answer {

  private static final int RETRIES = 5;

  private final Leg leg;
  private @Nullable ServerTransaction asked; // their offer, which waits for our answer
  private @Nullable String asking; // our offer, which waits for theirs
  private @Nullable String next; // our latest wish, while something else is open
  private boolean unacknowledged; // our 200 to a re-INVITE
  private boolean delayed; // that 200 held our offer: the ACK brings the answer
  private long ackTimer = -1;
  private long retryTimer = -1;
  private int retries;

  Reoffer(Leg leg) {
    this.leg = leg;
  }

  // ---- theirs

  void came(ServerTransaction tx, SIPRequest request) throws Exception {
    boolean update = request.getMethod().equals(Request.UPDATE);
    Optional<String> sdp = Wire.sdp(request);
    if (SessionTimer.tooShort(request, leg.calls.sip.times.shortestSession())) {
      leg.wire.reply(
          tx, request, 422, SessionTimer.shortest(leg.calls.sip.times.shortestSession()));
    } else if (!Wire.type(request).isEmpty() && sdp.isEmpty()) {
      leg.wire.reply(
          tx,
          request,
          Response.UNSUPPORTED_MEDIA_TYPE,
          leg.wire.headers.createHeader("Accept", Wire.SDP));
    } else if (update && sdp.isEmpty()) {
      refreshed(tx, request);
    } else if (asking != null || (leg instanceof OutLeg && !leg.described())) {
      refuse(tx, request, Response.REQUEST_PENDING); // an offer of ours has no answer yet
    } else if (asked != null || unacknowledged || !leg.described() || early(request)) {
      refuse(tx, request, 500, leg.wire.headers.createRetryAfterHeader(1 + random(4)));
    } else {
      asked = tx;
      leg.tell(e -> e.reoffered(sdp));
    }
  }

  /** Refuses an offer. The stack would end an early dialog with it: there the answer goes past it. */
  private void refuse(ServerTransaction tx, Request request, int status, Header... more)
      throws Exception {
    if (leg.confirmed()) {
      leg.wire.reply(tx, request, status, more);
      return;
    }
    Response response = leg.wire.response(request, status, Tokens.tag());
    for (Header header : more) {
      response.addHeader(header);
    }
    ((SIPServerTransaction) tx).sendMessage((SIPMessage) response);
  }

  /** A second INVITE before the first has its final answer: RFC 3261, section 14.2. */
  private boolean early(SIPRequest request) {
    return !leg.confirmed() && request.getMethod().equals(Request.INVITE);
  }

  /** An UPDATE without an offer: only a sign of life. */
  private void refreshed(ServerTransaction tx, SIPRequest update) throws Exception {
    Response ok = leg.wire.response(update, 200, Tokens.tag());
    ok.addHeader(leg.wire.contact(leg.peer.transport(leg.calls.sip)));
    leg.session.grant(update, (SIPMessage) ok);
    tx.sendResponse(ok);
  }

  /** Whether an offer is open, theirs or ours, or waits to be made. */
  boolean busy() {
    return asked != null || asking != null || next != null || unacknowledged || retryTimer >= 0;
  }

  void answer(String sdp) {
    ServerTransaction tx = asked;
    if (tx == null || leg.over) {
      return;
    }
    asked = null;
    leg.attempt(() -> {
      Response ok = leg.wire.response(tx.getRequest(), 200, "");
      ok.addHeader(leg.wire.contact(leg.peer.transport(leg.calls.sip)));
      ok.addHeader(leg.wire.allow());
      if (!tx.getRequest().getMethod().equals(Request.PRACK)) {
        leg.session.grant(Wire.sip(tx.getRequest()), (SIPMessage) ok);
      }
      leg.wire.body(ok, Wire.SDP, sdp);
      leg.said = sdp;
      if (tx.getRequest().getMethod().equals(Request.INVITE)) {
        unacknowledged = true;
        delayed = Wire.sdp(tx.getRequest()).isEmpty();
        ackTimer = leg.calls.timer(leg.calls.sip.times.ack(), this::unanswered);
      }
      tx.sendResponse(ok);
    });
    goOn();
  }

  void refuse() {
    ServerTransaction tx = asked;
    if (tx != null && !leg.over) {
      asked = null;
      leg.attempt(() -> refuse(tx, tx.getRequest(), Response.NOT_ACCEPTABLE_HERE));
      goOn();
    }
  }

  /** Their re-INVITE was taken back. */
  void cancelled() throws Exception {
    ServerTransaction tx = asked;
    if (tx != null) {
      asked = null;
      leg.wire.reply(tx, tx.getRequest(), Response.REQUEST_TERMINATED);
      goOn();
    }
  }

  /** The ACK to our 200. */
  void acknowledged(SIPRequest ack) {
    if (unacknowledged) {
      unacknowledged = false;
      leg.calls.cancel(ackTimer);
      if (delayed) {
        leg.tell(e -> e.confirmed(Wire.sdp(ack)));
      }
      goOn();
    }
  }

  private void unanswered() {
    leg.bye(new Ending(Whose.US, "no ACK", 408));
    leg.end(new Ending(leg.peer.whose(), "no ACK", 408));
  }

  // ---- ours

  void offer(String sdp) {
    retries = 0;
    next = sdp;
    goOn();
  }

  private void goOn() {
    String sdp = next;
    if (sdp == null
        || leg.over
        || asked != null
        || asking != null
        || unacknowledged
        || retryTimer >= 0) {
      return;
    }
    next = null;
    asking = sdp;
    leg.attempt(() -> {
      Request invite = leg.open().createRequest(Request.INVITE);
      invite.setHeader(leg.wire.contact(leg.peer.transport(leg.calls.sip)));
      invite.setHeader(leg.wire.allow());
      leg.session.offer(invite);
      leg.said = sdp;
      leg.wire.body(invite, Wire.SDP, sdp);
      leg.send(invite, this);
    });
  }

  @Override
  public void answered(SIPResponse response, @Nullable Dialog dialog) throws Exception {
    int status = response.getStatusCode();
    if (status < 200) {
      return;
    }
    if (status < 300) {
      leg.ack(response.getCSeq().getSeqNumber());
    }
    String sdp = asking;
    asking = null;
    if (leg.over || sdp == null || leg.gone(status)) {
      return;
    }
    if (status < 300) {
      leg.session.agreed(response);
      leg.tell(e -> e.reanswered(Wire.text(response)));
    } else if (status == Response.REQUEST_PENDING && retries++ < RETRIES) {
      next = next == null ? sdp : next;
      retryTimer = leg.calls.timer(Duration.ofMillis(pause()), this::retry);
    } else {
      leg.session.refused(response);
      if (!leg.over) {
        leg.tell(e -> e.rerefused(status));
      }
    }
    goOn();
  }

  @Override
  public void timedOut() {
    asking = null;
    leg.bye(new Ending(Whose.US, "no answer", 408));
    leg.end(new Ending(leg.peer.whose(), "no answer", 408));
  }

  private void retry() {
    retryTimer = -1;
    goOn();
  }

  /** Whoever made the Call-ID waits longer. */
  private long pause() {
    return leg instanceof OutLeg ? 2_100 + 10L * random(190) : 10L * random(200);
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  /** The leg is over; an offer that was not answered yet is told so (RFC 3261, section 15.1.2). */
  void stop() {
    leg.calls.cancel(ackTimer);
    leg.calls.cancel(retryTimer);
    next = null;
    ServerTransaction tx = asked;
    asked = null;
    if (tx != null) {
      try {
        refuse(tx, tx.getRequest(), Response.REQUEST_TERMINATED);
      } catch (Exception e) {
        leg.drop();
      }
    }
  }
}

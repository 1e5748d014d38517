package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** A leg that came in: an INVITE that waits for our word, then its 200 that waits for the ACK. */
final class InLeg extends Leg {

  private enum State {
    OFFERED,
    ANSWERED,
    CONFIRMED
  }

  private final ServerTransaction tx;
  private final String tag = Tokens.tag();
  private State state = State.OFFERED;
  private final Provisional provisional;
  private @Nullable String held; // our answer, which waits for a PRACK
  private boolean byeAtAck;
  private long ackTimer = -1;

  InLeg(SipCalls calls, Peer peer, ServerTransaction tx, SIPRequest invite, SipLegEvents events) {
    super(calls, peer, invite.getCallId().getCallId(), events);
    this.tx = tx;
    this.dialog = tx.getDialog();
    this.provisional = new Provisional(this, tx, this::prackMissing);
  }

  @Override
  boolean confirmed() {
    return state == State.CONFIRMED;
  }

  @Override
  boolean described() {
    return confirmed() || (state == State.OFFERED && provisional.described());
  }

  @Override
  public void ring() {
    if (state == State.OFFERED && !over) {
      attempt(() -> provisional.send(early(Response.RINGING)));
    }
  }

  @Override
  public void progress(String sdp) {
    if (state == State.OFFERED && !over) {
      attempt(() -> {
        Response progress = early(Response.SESSION_PROGRESS);
        wire.body(progress, Wire.SDP, sdp);
        provisional.send(progress);
      });
    }
  }

  private Response early(int status) throws Exception {
    Response response = wire.response(tx.getRequest(), status, tag);
    response.addHeader(wire.contact(peer.transport(calls.sip)));
    response.addHeader(wire.allow());
    return response;
  }

  @Override
  public void answer(String sdp) {
    if (state != State.OFFERED || over) {
      return;
    }
    if (provisional.busy()) {
      held = sdp;
      return;
    }
    state = State.ANSWERED;
    ackTimer = calls.timer(calls.sip.times.ack(), this::ackMissing);
    attempt(() -> {
      Response ok = early(Response.OK);
      session.grant(Wire.sip(tx.getRequest()), (SIPMessage) ok);
      wire.body(ok, Wire.SDP, sdp);
      said = sdp;
      tx.sendResponse(ok);
    });
  }

  @Override
  void prackCame(ServerTransaction prack, SIPRequest request) throws Exception {
    provisional.acknowledged(prack, request);
    String sdp = held;
    if (sdp != null && !provisional.busy()) {
      answer(sdp);
    }
  }

  /** RFC 3262, section 3: who never hears that it rings will not hear the answer. */
  private void prackMissing() {
    if (state == State.OFFERED && !over) {
      refuse(Response.SERVER_TIMEOUT, "", new Ending(peer.whose(), "no PRACK", 504));
    }
  }

  @Override
  void closing() {
    provisional.stop();
  }

  @Override
  void acknowledged(SIPRequest ack) {
    if (state == State.ANSWERED) {
      state = State.CONFIRMED;
      calls.cancel(ackTimer);
      if (byeAtAck) {
        bye(new Ending(Whose.US, "hung up", 0));
      } else if (!over) {
        tell(e ->
            e.confirmed(Wire.sdp(tx.getRequest()).isPresent() ? Optional.empty() : Wire.sdp(ack)));
      }
    } else {
      reoffer.acknowledged(ack);
    }
  }

  /** RFC 3261, section 13.3.1.4: the session is over, and the other side is told so. */
  void ackMissing() {
    if (state == State.ANSWERED) {
      state = State.CONFIRMED;
      bye(new Ending(Whose.US, "no ACK", 408));
      end(new Ending(peer.whose(), "no ACK", 408));
    }
  }

  @Override
  public void refuse(int status, String phrase) {
    if (state == State.OFFERED && !over) {
      refuse(status, phrase, new Ending(Whose.US, phrase, status));
    }
  }

  private void refuse(int status, String phrase, Ending ending) {
    try {
      Response refusal = wire.response(tx.getRequest(), status, tag);
      if (!phrase.isEmpty()) {
        refusal.setReasonPhrase(phrase);
      }
      refusal.addHeader(wire.reason(ending));
      tx.sendResponse(refusal);
    } catch (Exception e) {
      drop();
    }
    endLater(ending);
  }

  @Override
  public void hangup(Ending ending) {
    if (over) {
      return;
    }
    switch (state) {
      case OFFERED ->
        refuse(ending.cause() >= 400 && ending.cause() < 700 ? ending.cause() : 480, "", ending);
      case ANSWERED -> byeAtAck = true; // no BYE before the ACK (RFC 3261, section 15)
      case CONFIRMED -> bye(ending);
    }
    endLater(ending);
  }

  @Override
  void cancelled(SIPRequest cancel) throws Exception {
    if (state == State.OFFERED && !over) {
      tx.sendResponse(wire.response(tx.getRequest(), Response.REQUEST_TERMINATED, tag));
      end(new Ending(peer.whose(), "hung up before the answer", Wire.cause(cancel)));
    } else if (state == State.CONFIRMED) {
      reoffer.cancelled();
    }
  }

  @Override
  void byeCame(ServerTransaction byeTx, SIPRequest bye) throws Exception {
    if (state == State.OFFERED && !over) {
      tx.sendResponse(wire.response(tx.getRequest(), Response.REQUEST_TERMINATED, tag));
    }
    calls.cancel(ackTimer);
    super.byeCame(byeTx, bye);
  }

  @Override
  void abandoned() {
    calls.cancel(ackTimer);
  }
}

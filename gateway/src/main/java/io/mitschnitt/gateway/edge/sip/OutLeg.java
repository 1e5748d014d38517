package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import java.util.List;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.ObjectInUseException;
import javax.sip.TransactionState;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** A leg that goes out: our INVITE, until somebody answers it, refuses it, or we take it back. */
final class OutLeg extends Leg implements Answer {

  private enum State {
    CALLING,
    RINGING,
    CONFIRMED
  }

  private Request invite;
  private @Nullable ClientTransaction tx;
  private State state = State.CALLING;
  private @Nullable Ending takenBack;
  private long timer = -1;
  private final Prack prack = new Prack(this);
  private String sounding = ""; // the tag of the early dialog whose sound is passed on
  private int proofs;
  private int longer;

  OutLeg(SipCalls calls, Peer peer, Request invite, SipLegEvents events) {
    super(calls, peer, Wire.sip(invite).getCallId().getCallId(), events);
    this.invite = invite;
    this.said = Wire.text(invite);
  }

  /** Sends the INVITE; what goes wrong is told later. */
  void start() {
    attempt(() -> {
      session.offer(invite);
      if (peer instanceof Peer.Carrier) {
        invite.addHeader(wire.headers.createSupportedHeader(Provisional.TAG));
      }
      Wire.sip(invite).setApplicationData(peer.hop(calls.sip, invite));
      ClientTransaction sent = wire.provider.getNewClientTransaction(invite);
      tx = sent;
      sent.setApplicationData(this);
      dialog = sent.getDialog();
      open().setApplicationData(this);
      calls.cancel(timer);
      timer = calls.timer(calls.sip.times.trying(), this::mute);
      sent.sendRequest();
    });
  }

  @Override
  boolean confirmed() {
    return state == State.CONFIRMED;
  }

  @Override
  public void answered(SIPResponse response, @Nullable Dialog on) throws Exception {
    int status = response.getStatusCode();
    if (peer instanceof Peer.Carrier carrier
        && status != Response.SERVICE_UNAVAILABLE) { // that one may be our own
      calls.watch.answered(carrier.trunk(), carrier.at());
    }
    if (status >= 200) {
      if (status < 300) {
        accepted(response, on);
      } else if (state != State.CONFIRMED && !again(response)) {
        refused(status);
      }
    } else if (state != State.CONFIRMED) {
      provisional(status, response, on);
    }
  }

  /** Whether the INVITE was sent once more, with the proof or the session time that the answer asks for. */
  private boolean again(SIPResponse response) throws Exception {
    Optional<SIPRequest> next = Optional.empty();
    if (over || takenBack != null) {
      return false;
    }
    if (Proof.asked(response) && peer.login().isPresent() && proofs++ < Proof.TRIES) {
      next = new Proof(wire, peer.login().get()).again(Wire.sip(invite), response);
    } else if (longer++ < 2 && session.longer(response)) {
      SIPRequest same = (SIPRequest) invite.clone();
      same.setVia(List.of(wire.via(response.getTopmostVia().getTransport())));
      same.getCSeq().setSeqNumber(same.getCSeq().getSeqNumber() + 1);
      next = Optional.of(same);
    }
    if (next.isEmpty()) {
      return false;
    }
    invite = next.get();
    state = State.CALLING;
    start();
    return true;
  }

  private void provisional(int status, SIPResponse response, @Nullable Dialog on) throws Exception {
    boolean first = state == State.CALLING;
    state = State.RINGING;
    if (first) {
      calls.cancel(timer);
      timer = takenBack == null ? calls.timer(calls.sip.times.ringing(), this::unanswered) : -1;
    }
    if (takenBack != null) {
      if (first) {
        cancel(takenBack);
      }
    } else if (!over && status > 100 && prack.takes(response, on)) {
      Optional<String> sound = sound(response);
      tell(e -> e.ringing(status, sound));
    }
  }

  /** Of several phones that ring behind one number the first that sends sound is heard (RFC 3261, section 12.1.2). */
  private Optional<String> sound(SIPResponse response) {
    Optional<String> sdp = Wire.sdp(response);
    String tag = response.getToTag() == null ? "" : response.getToTag();
    if (sdp.isPresent() && sounding.isEmpty()) {
      sounding = tag;
    }
    return sdp.filter(s -> sounding.equals(tag));
  }

  @Override
  boolean described() {
    return confirmed() || prack.described(dialog);
  }

  private void accepted(SIPResponse response, @Nullable Dialog on) throws Exception {
    if (state == State.CONFIRMED && on != dialog) {
      calls.hangUpStray(response, on); // a second phone behind the same number answered
      return;
    }
    boolean again = state == State.CONFIRMED;
    state = State.CONFIRMED;
    calls.cancel(timer);
    dialog = on;
    open().setApplicationData(this);
    ack(response.getCSeq().getSeqNumber());
    if (again) {
      return;
    }
    session.agreed(response);
    if (over) { // it crossed our CANCEL
      bye(takenBack == null ? new Ending(Whose.US, "hung up", 0) : takenBack);
    } else {
      Wire.sdp(response)
          .or(() -> prack.described(response))
          .ifPresentOrElse(sdp -> tell(e -> e.answered(sdp)), this::undescribed);
    }
  }

  private void undescribed() {
    bye(new Ending(Whose.US, "no SDP in the answer", 488));
    fail(488);
  }

  private void refused(int status) {
    calls.cancel(timer);
    fail(status);
  }

  private void fail(int status) {
    if (close()) {
      tell(e -> e.refused(status, SIPResponse.getReasonPhrase(status)));
    }
  }

  private void failLater(int status) {
    if (close()) {
      tellLater(e -> e.refused(status, SIPResponse.getReasonPhrase(status)));
    }
  }

  @Override
  public void timedOut() {
    if (state != State.CONFIRMED) {
      calls.cancel(timer);
      fail(Response.REQUEST_TIMEOUT);
    }
  }

  @Override
  void broken() {
    if (state == State.CONFIRMED) {
      super.broken();
    } else {
      calls.cancel(timer);
      terminate();
      failLater(Response.SERVICE_UNAVAILABLE);
    }
  }

  /** Nothing came back at all: whoever should be there is not. */
  private void mute() {
    terminate();
    if (peer instanceof Peer.Carrier carrier) {
      calls.watch.silent(carrier.trunk(), carrier.at());
    }
    fail(peer instanceof Peer.Phone ? Response.REQUEST_TIMEOUT : Response.SERVICE_UNAVAILABLE);
  }

  private void unanswered() {
    takenBack = new Ending(Whose.US, "no answer", 408);
    cancel(takenBack);
    fail(Response.REQUEST_TIMEOUT);
  }

  @Override
  public void hangup(Ending ending) {
    if (over) {
      return;
    }
    takenBack = ending;
    switch (state) {
      case CALLING -> {
        // RFC 3261, section 9.1: no CANCEL before a provisional answer; provisional() sends it
      }
      case RINGING -> {
        calls.cancel(timer);
        cancel(ending);
      }
      case CONFIRMED -> bye(ending);
    }
    endLater(ending);
  }

  private void cancel(Ending ending) {
    try {
      if (tx != null && tx.getState() == TransactionState.PROCEEDING) {
        Request cancel = tx.createCancel();
        cancel.addHeader(wire.reason(ending));
        Wire.sip(cancel).setApplicationData(peer.hop(calls.sip, cancel));
        wire.provider.getNewClientTransaction(cancel).sendRequest();
      }
    } catch (Exception e) {
      terminate();
    }
    timer = calls.timer(calls.sip.times.ack(), this::terminate); // should no 487 come
  }

  private void terminate() {
    try {
      if (tx != null && tx.getState() != TransactionState.TERMINATED && state != State.CONFIRMED) {
        tx.terminate();
      }
    } catch (ObjectInUseException e) {
      drop();
    }
  }

  @Override
  void acknowledged(SIPRequest ack) {
    reoffer.acknowledged(ack);
  }

  @Override
  void cancelled(SIPRequest cancel) throws Exception {
    reoffer.cancelled();
  }

  @Override
  void abandoned() {
    calls.cancel(timer);
    terminate();
  }

  @Override
  public void ring() {}

  @Override
  public void progress(String sdp) {}

  @Override
  public void answer(String sdp) {}

  @Override
  public void refuse(int status, String phrase) {}
}

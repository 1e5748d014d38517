package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dialog on the stack. What both kinds of leg share: the confirmed dialog, its requests in both directions and its
 * end. {@link InLeg} and {@link OutLeg} add how it comes about.
 *
 * <p>Events that the caller's own method causes come after that method has returned.
 */
abstract class Leg implements SipLeg {

  private static final Logger log = LoggerFactory.getLogger(Leg.class);

  final SipCalls calls;
  final Wire wire;
  final Peer peer;
  final Reoffer reoffer = new Reoffer(this);
  final SessionTimer session;
  private final String id;
  private SipLegEvents events;

  @Nullable
  Dialog dialog;

  boolean over;

  @Nullable
  String said; // our latest description of the sound

  Leg(SipCalls calls, Peer peer, String callId, SipLegEvents events) {
    this.calls = calls;
    this.wire = calls.wire;
    this.peer = peer;
    this.id = Tokens.digest(callId);
    this.events = events;
    this.session = new SessionTimer(this);
  }

  /** Whether both sides have agreed, so that requests may be sent in the dialog. */
  abstract boolean confirmed();

  /** Whether an offer of the other side can be taken: the first offer has its answer, and both sides know it. */
  boolean described() {
    return confirmed();
  }

  /** An ACK came. */
  abstract void acknowledged(SIPRequest ack);

  /** The other side takes its INVITE back. */
  abstract void cancelled(SIPRequest cancel) throws Exception;

  @Override
  public String id() {
    return id;
  }

  @Override
  public void listen(SipLegEvents listener) {
    events = listener;
  }

  /** Reports; what the listener throws must not hurt the stack. */
  final void tell(Consumer<SipLegEvents> event) {
    try {
      event.accept(events);
    } catch (RuntimeException e) {
      log.error("leg {}: an event was not taken", id, e);
    }
  }

  final void tellLater(Consumer<SipLegEvents> event) {
    calls.sip.context().runOnContext(v -> tell(event));
  }

  /** Something that may fail on the wire. */
  interface Step {
    void run() throws Exception;
  }

  /** Takes a step of the protocol; where it fails, the leg is beyond repair. */
  final void attempt(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      log.info("leg {}: {}", id, e.toString().lines().findFirst().orElse(""));
      broken();
    }
  }

  /** Our own message could not be made or sent. */
  void broken() {
    drop();
    end(new Ending(Whose.UNKNOWN, "not reachable", 503));
  }

  /** Sends a request in the dialog; once more where the carrier wants it signed. */
  final void send(Request request, Answer answer) throws SipException {
    send(open(), request, answer);
  }

  /** The same in a dialog of several that the INVITE began. */
  final void send(Dialog on, Request request, Answer answer) throws SipException {
    Optional<Proof> proof = peer.login().map(login -> new Proof(wire, login));
    transmit(
        on, request, proof.<Answer>map(p -> new Signing(p, on, request, answer)).orElse(answer));
  }

  private void transmit(Dialog on, Request request, Answer answer) throws SipException {
    Wire.sip(request).setApplicationData(peer.hop(calls.sip, request));
    ClientTransaction tx = wire.provider.getNewClientTransaction(request);
    tx.setApplicationData(answer);
    on.sendRequest(tx);
  }

  /** Waits for the answer to a request in the dialog, and answers one challenge in between. */
  private final class Signing implements Answer {

    private final Proof proof;
    private final Dialog dialog;
    private final Request request;
    private final Answer then;

    Signing(Proof proof, Dialog dialog, Request request, Answer then) {
      this.proof = proof;
      this.dialog = dialog;
      this.request = request;
      this.then = then;
    }

    @Override
    public void answered(SIPResponse response, @Nullable Dialog on) throws Exception {
      Optional<SIPRequest> again =
          Proof.asked(response) ? proof.again(Wire.sip(request), response) : Optional.empty();
      if (again.isEmpty()) {
        then.answered(response, on);
      } else if (request.getMethod().equals(Request.BYE)) {
        SIPRequest bye = again.get(); // its dialog is over on our side
        bye.setApplicationData(peer.hop(calls.sip, bye));
        ClientTransaction tx = wire.provider.getNewClientTransaction(bye);
        tx.setApplicationData(then);
        tx.sendRequest();
      } else {
        transmit(dialog, again.get(), then);
      }
    }

    @Override
    public void timedOut() {
      then.timedOut();
    }
  }

  final Dialog open() throws SipException {
    if (dialog == null) {
      throw new SipException("no dialog");
    }
    return dialog;
  }

  final void ack(long cseq) throws Exception {
    Request ack = open().createAck(cseq);
    Wire.sip(ack).setApplicationData(peer.hop(calls.sip, ack));
    open().sendAck(ack);
  }

  /** Ends the confirmed dialog; the answer is not waited for. */
  final void bye(Ending ending) {
    try {
      Request bye = open().createRequest(Request.BYE);
      bye.addHeader(wire.reason(ending));
      send(bye, new Answer() {
        @Override
        public void answered(SIPResponse response, @Nullable Dialog on) {}

        @Override
        public void timedOut() {
          drop();
        }
      });
    } catch (Exception e) {
      log.info("leg {}: no BYE: {}", id, e.getClass().getSimpleName());
      drop();
    }
  }

  /** Forgets the dialog without a word to the other side. */
  final void drop() {
    if (dialog != null) {
      dialog.delete();
    }
  }

  /** The other side has heard a provisional answer of ours. */
  void prackCame(ServerTransaction prack, SIPRequest request) throws Exception {
    wire.reply(prack, request, 481);
  }

  /** The other side's BYE. */
  void byeCame(ServerTransaction tx, SIPRequest bye) throws Exception {
    wire.reply(tx, bye, 200);
    end(new Ending(peer.whose(), "hung up", Wire.cause(bye)));
  }

  /** Takes the leg off the books; false where it was off already. */
  final boolean close() {
    boolean first = !over;
    over = true;
    reoffer.stop();
    session.stop();
    closing();
    calls.closed(this);
    return first;
  }

  /** The leg goes off the books: what waits is stopped. */
  void closing() {}

  final void end(Ending ending) {
    if (close()) {
      tell(e -> e.ended(ending));
    }
  }

  final void endLater(Ending ending) {
    if (close()) {
      tellLater(e -> e.ended(ending));
    }
  }

  /** The agent's connection was lost and did not come back. */
  final void flowLost() {
    drop();
    abandoned();
    end(new Ending(Whose.AGENT, "flow lost", 0));
  }

  /** Lets go of what waits for the other side. */
  void abandoned() {}

  @Override
  public void info(String contentType, String body) {
    if (confirmed() && !over) {
      try {
        Request info = open().createRequest(Request.INFO);
        wire.body(info, contentType, body);
        send(info, (response, on) -> gone(response.getStatusCode()));
      } catch (Exception e) {
        log.info("leg {}: no INFO: {}", id, e.getClass().getSimpleName());
      }
    }
  }

  /** RFC 3261, section 12.2.1.2: an answer that says there is no such dialog ends it. */
  final boolean gone(int status) {
    boolean gone = status == 481;
    if (gone && !over) {
      drop();
      end(new Ending(peer.whose(), "dialog lost", status));
    }
    return gone;
  }

  final void infoCame(ServerTransaction tx, SIPRequest info) throws Exception {
    wire.reply(tx, info, 200);
    String type = Wire.type(info);
    if (!over && !type.isEmpty()) {
      tell(e -> e.info(type, Wire.text(info)));
    }
  }

  @Override
  public void reinvite(String sdp) {
    if (confirmed() && !over) {
      reoffer.offer(sdp);
    }
  }

  @Override
  public void reanswer(String sdp) {
    reoffer.answer(sdp);
  }

  @Override
  public void rerefuse() {
    reoffer.refuse();
  }
}

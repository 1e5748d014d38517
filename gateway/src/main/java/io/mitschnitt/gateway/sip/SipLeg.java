package io.mitschnitt.gateway.sip;

import io.mitschnitt.recorder.contract.Ending;

/**
 * One dialog with one outside phone, from INVITE to BYE. Methods that come too late or too early for the dialog's state
 * do nothing: the state machine of the call decides what is right, the leg only keeps the protocol.
 */
public interface SipLeg {

  /** The Call-ID's digest, short, for logs. */
  String id();

  /** Who hears of this leg; replaces the former listener. */
  void listen(SipLegEvents events);

  /** Incoming: 180 Ringing. */
  void ring();

  /** Incoming: 183 with early media. */
  void progress(String sdp);

  /**
   * Incoming: 200 with our answer (or our offer where the INVITE had none). {@link SipLegEvents#confirmed} follows at
   * ACK. A CANCEL that crosses it ends the leg as a BYE would.
   */
  void answer(String sdp);

  /** Incoming: a final refusal. The reason phrase is ours alone: text of a request never gets into a status line. */
  void refuse(int status, String phrase);

  /** Ends the leg in whatever state it is: refusal, CANCEL or BYE, with a Reason header (RFC 3326). */
  void hangup(Ending ending);

  /** In a confirmed dialog: an INFO. */
  void info(String contentType, String body);

  /** In a confirmed dialog: a re-INVITE with our offer; {@link SipLegEvents#reanswered} follows. Glare is retried. */
  void reinvite(String sdp);

  /** Answers the other side's re-INVITE or UPDATE of {@link SipLegEvents#reoffered}. */
  void reanswer(String sdp);

  /** Refuses it: 488. */
  void rerefuse();

  /** Answers the other side's REFER of {@link SipLegEvents#referred}: 202, or a refusal. */
  default void answerRefer(int status) {}

  /** Tells who sent that REFER how it goes, as a SIP status; 200 and more is the last word. */
  default void tellReferrer(int status) {}

  /** Whether that is this dialog, by Call-ID and tags in either order. */
  default boolean isDialog(Referral.Replaced dialog) {
    return false;
  }
}

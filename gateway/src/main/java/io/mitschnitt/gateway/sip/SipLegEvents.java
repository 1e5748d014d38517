package io.mitschnitt.gateway.sip;

import io.mitschnitt.recorder.contract.Ending;
import java.util.Optional;

/** What one leg reports. After {@link #refused} or {@link #ended} nothing comes any more, and one of them always comes. */
public interface SipLegEvents {

  /** Outgoing: a provisional answer, 180 to 199; early media where there is SDP. */
  void ringing(int status, Optional<String> sdp);

  /** Outgoing: 200; the ACK has been sent. */
  void answered(String sdp);

  /** Incoming: the ACK to our 200 came; SDP where the INVITE had none. */
  void confirmed(Optional<String> sdp);

  /** Outgoing: a final refusal, or ours in its name: 408 nobody answered, 503 not reachable. */
  void refused(int status, String phrase);

  /** The leg is over: BYE or CANCEL from the other side, our own {@link SipLeg#hangup} done, or the flow lost. */
  void ended(Ending ending);

  /** The other side's re-INVITE or UPDATE; empty = it wants our offer. Answer with reanswer or rerefuse. */
  void reoffered(Optional<String> sdp);

  /** Our re-INVITE was answered. */
  void reanswered(String sdp);

  /** Our re-INVITE was refused; the session goes on as it was. */
  void rerefused(int status);

  /** The other side's REFER; to be answered with answerRefer before this returns, else it is declined. */
  default void referred(Referral referral) {}

  /** An INFO came; it has been answered with 200. */
  void info(String contentType, String body);
}

package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.CallInput;
import io.mitschnitt.gateway.call.Line;
import io.mitschnitt.gateway.sip.Referral;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what one SIP leg reports into a call's inputs. */
record LineEars(Line line, Consumer<CallInput> call, Consumer<Referral> transfers)
    implements SipLegEvents {

  private static final Pattern SIGNAL =
      Pattern.compile("(?im)^\\s*Signal\\s*=\\s*([0-9*#A-D])\\s*$");

  @Override
  public void ringing(int status, Optional<String> sdp) {
    call.accept(sdp.<CallInput>map(s -> new CallInput.LineSounds(line, s))
        .orElseGet(() -> new CallInput.LineRings(line)));
  }

  @Override
  public void answered(String sdp) {
    call.accept(new CallInput.LineAnswered(line, sdp));
  }

  @Override
  public void confirmed(Optional<String> sdp) {
    call.accept(new CallInput.LineConfirmed(line, sdp));
  }

  @Override
  public void refused(int status, String phrase) {
    call.accept(new CallInput.LineRefused(line, status));
  }

  @Override
  public void ended(Ending ending) {
    call.accept(new CallInput.LineEnded(line, ending));
  }

  @Override
  public void reoffered(Optional<String> sdp) {
    call.accept(new CallInput.LineReoffered(line, sdp));
  }

  @Override
  public void reanswered(String sdp) {
    // A call never sends a re-INVITE of its own yet.
  }

  @Override
  public void rerefused(int status) {
    // As above.
  }

  @Override
  public void referred(Referral referral) {
    transfers.accept(referral);
  }

  /** A key by INFO, as some phones send it. */
  @Override
  public void info(String contentType, String body) {
    Matcher signal = SIGNAL.matcher(body);
    if (contentType.startsWith("application/dtmf-relay") && signal.find()) {
      call.accept(new CallInput.KeyPressed(line.leg(), signal.group(1).charAt(0), true));
    }
  }
}

package io.mitschnitt.gateway.edge.sip;

import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import java.util.Optional;

/** Hears of a leg until somebody listens. */
final class Silence implements SipLegEvents {

  @Override
  public void ringing(int status, Optional<String> sdp) {}

  @Override
  public void answered(String sdp) {}

  @Override
  public void confirmed(Optional<String> sdp) {}

  @Override
  public void refused(int status, String phrase) {}

  @Override
  public void ended(Ending ending) {}

  @Override
  public void reoffered(Optional<String> sdp) {}

  @Override
  public void reanswered(String sdp) {}

  @Override
  public void rerefused(int status) {}

  @Override
  public void info(String contentType, String body) {}
}

package io.mitschnitt.gateway.sip;

import java.util.Optional;

/**
 * The other side's wish that we connect the call to somebody else (REFER, RFC 3515).
 *
 * @param to the user part of the Refer-To address: an agent, a group or a number
 * @param replaces the dialog whose place is to be taken (RFC 3891); empty where somebody is to be called
 */
public record Referral(String to, Optional<Replaced> replaces) {

  /** A dialog, by its Call-ID and tags: {@code toTag} is the tag of who is asked, {@code fromTag} its peer's. */
  public record Replaced(String callId, String toTag, String fromTag) {

    @Override
    public String toString() {
      return "Replaced[***]";
    }
  }

  @Override
  public String toString() {
    return "Referral[***]";
  }
}

package io.mitschnitt.recorder.contract;

/**
 * How a call ended: whose doing it was, and why. Every call has exactly one.
 *
 * @param why for people, in the field's words, without personal data: "hung up", "busy", "no answer", "media lost"
 * @param cause the SIP status or Q.850 cause behind it, 0 where there is none (RFC 3326)
 */
public record Ending(Whose whose, String why, int cause) {

  /** Whose doing the end of the call was. */
  public enum Whose {
    CALLER,
    AGENT,
    CARRIER,
    US,
    UNKNOWN
  }
}

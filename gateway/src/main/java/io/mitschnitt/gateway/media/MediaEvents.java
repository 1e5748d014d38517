package io.mitschnitt.gateway.media;

import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.recorder.contract.Leg;

/** What the media of one call reports. */
public interface MediaEvents {

  /** Sound can flow with this leg: ICE and DTLS are done, or the RTP address is known. Comes once for each leg. */
  void up(Leg leg);

  /** A key was pressed: once a key, at its end (RFC 4733). */
  void digit(Leg leg, char digit);

  /** The announcement was played to its end, or was stopped or replaced ({@code whole} is false). */
  void promptDone(String name, boolean whole);

  /**
   * The leg is gone: DTLS closed or refused, ICE consent expired (RFC 7675), or no packet for the time-out.
   *
   * @param why for people, without personal data
   */
  void lost(Leg leg, String why);

  /**
   * The legs are joined and for some seconds no sound came from this one, or sound came again: one-way audio. Comes
   * within 10 s, once for each change.
   */
  default void silent(Leg leg, boolean silent) {}

  /** How a leg's sound fared in the last 5 s. */
  default void quality(LegQuality quality) {}
}

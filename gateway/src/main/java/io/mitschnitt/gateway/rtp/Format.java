package io.mitschnitt.gateway.rtp;

import io.mitschnitt.recorder.contract.Codec;

/**
 * What both sides of a leg agreed to send.
 *
 * @param payloadType of the sound, 0 to 127
 * @param keyPayloadType of telephone events (RFC 4733), {@link #NO_KEYS} where none were agreed
 */
public record Format(Codec codec, int payloadType, int keyPayloadType) {

  public static final int NO_KEYS = -1;

  /** Octets of an event's clock equal the sound's: RFC 4733, section 2.1, has both on one clock. */
  public boolean hasKeys() {
    return keyPayloadType != NO_KEYS;
  }

  /** RTP timestamp units of {@code millis}. */
  public int ticks(int millis) {
    return codec.clockRate() / 1000 * millis;
  }
}

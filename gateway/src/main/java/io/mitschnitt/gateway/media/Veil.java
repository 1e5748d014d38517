package io.mitschnitt.gateway.media;

import io.mitschnitt.recorder.contract.Codec;

/**
 * What of one leg must stay unheard although it arrives when the gate lets sound pass: packets that were sent before the
 * last hidden one and were overtaken, and the first Opus packet, which may carry the frame before it once more.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6716#section-4.2.5">RFC 6716, section 4.2.5, LBRR frames</a>
 */
final class Veil {

  private static final int LATEST = 1000; // packets: what is later than that was not overtaken

  private boolean fresh = true;
  private boolean any;
  private int lastHidden;
  private int source;

  /** Another party speaks from here on; what it said before was said elsewhere. */
  void renew() {
    any = false;
    fresh = true;
  }

  /** Notes a packet that is not kept. */
  void hide(int sequence, int ssrc) {
    boolean newer = !any || ssrc != source || (short) (sequence - lastHidden) > 0;
    if (newer) lastHidden = sequence;
    source = ssrc;
    any = true;
    fresh = true;
  }

  /** Whether this packet carries nothing of what was hidden. */
  boolean passes(Codec codec, int sequence, int ssrc) {
    if (any && ssrc == source) {
      int ahead = (short) (sequence - lastHidden);
      if (ahead <= 0) return false;
      any = ahead < LATEST;
    }
    boolean repeats = fresh && codec == Codec.OPUS;
    fresh = false;
    return !repeats;
  }
}

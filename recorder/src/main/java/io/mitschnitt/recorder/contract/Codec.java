package io.mitschnitt.recorder.contract;

/**
 * What a payload is made of.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3551#section-6">RFC 3551, static payload types</a>
 */
public enum Codec {
  PCMU(8_000, 8_000),
  PCMA(8_000, 8_000),
  /** Sampled at 16 kHz although its RTP clock says 8 kHz: RFC 3551, section 4.5.2. */
  G722(8_000, 16_000),
  /** RFC 7587: the RTP clock always runs at 48 kHz. */
  OPUS(48_000, 48_000);

  private final int clockRate;
  private final int sampleRate;

  Codec(int clockRate, int sampleRate) {
    this.clockRate = clockRate;
    this.sampleRate = sampleRate;
  }

  /** RTP timestamp units per second. */
  public int clockRate() {
    return clockRate;
  }

  /** Samples per second of the decoded sound. */
  public int sampleRate() {
    return sampleRate;
  }

  public boolean wideband() {
    return sampleRate > 8_000;
  }
}

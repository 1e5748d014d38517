package io.mitschnitt.recorder.codec;

/** Turns one stream's payloads into samples: mono, 16 bits, at {@link #sampleRate()}. One instance per stream. */
public interface SoundDecoder {

  /** Samples per second of what comes out. */
  int sampleRate();

  /**
   * Decodes one payload. A payload that is not of this codec gives silence of the last length, never an exception.
   *
   * @param out room for 5,760 samples (120 ms at 48 kHz)
   * @return samples written from {@code out[0]} on
   */
  int decode(byte[] payload, int offset, int length, short[] out);

  /**
   * Invents {@code samples} for payloads that were lost, before the next one is decoded.
   *
   * @param next the payload after the gap, from which some codecs can restore the last lost one; may be empty
   * @return samples written, always {@code samples}
   */
  int conceal(int samples, byte[] next, int offset, int length, short[] out);
}

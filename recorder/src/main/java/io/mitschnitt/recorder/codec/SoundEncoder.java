package io.mitschnitt.recorder.codec;

/** Turns samples into one stream's payloads. One instance per stream. */
public interface SoundEncoder {

  /** Samples per second of what goes in. */
  int sampleRate();

  /**
   * Encodes {@code samples} (10, 20, 40 or 60 ms of sound).
   *
   * @param out room for 1,275 bytes from {@code outOffset} on
   * @return bytes written
   */
  int encode(short[] pcm, int offset, int samples, byte[] out, int outOffset);
}

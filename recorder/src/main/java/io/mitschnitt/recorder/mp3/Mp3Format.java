package io.mitschnitt.recorder.mp3;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The two MP3 formats in which recordings are kept: Layer III, plain stereo, constant bit rate, no bit reservoir, so
 * that every frame stands alone and any prefix of a file is valid. The first frame is silent and tells players the
 * exact length.
 *
 * <p>All of a file is known before its first sample is encoded: each frame holds 576 samples, the encoder delays by as
 * many, and the decoder by 529 more.
 *
 * @see <a href="https://www.iso.org/standard/26797.html">ISO/IEC 13818-3, the low sampling frequencies</a>
 */
public enum Mp3Format {
  /** Both legs are narrowband. */
  NARROWBAND(8_000, 32_000, 0xE3, 0x48),
  /** A leg is wideband. */
  WIDEBAND(16_000, 48_000, 0xF3, 0x68);

  /** Samples per frame and channel. */
  public static final int FRAME_SAMPLES = 576;

  /** Samples by which the encoder delays. */
  static final int ENCODER_DELAY = 576;

  /** Samples by which every decoder delays: 528 for the filter bank, 1 by custom. */
  static final int DECODER_DELAY = 529;

  private static final int SIDE_INFO = 17;

  private final int sampleRate;
  private final int bitrate;
  private final byte[] header;

  Mp3Format(int sampleRate, int bitrate, int version, int rates) {
    this.sampleRate = sampleRate;
    this.bitrate = bitrate;
    this.header = new byte[] {(byte) 0xFF, (byte) version, (byte) rates, 0x04};
  }

  public static Mp3Format of(boolean wideband) {
    return wideband ? WIDEBAND : NARROWBAND;
  }

  public int sampleRate() {
    return sampleRate;
  }

  /** Bits per second. */
  public int bitrate() {
    return bitrate;
  }

  /** Bytes of every frame. */
  public int frameBytes() {
    return FRAME_SAMPLES / 8 * bitrate / sampleRate;
  }

  /** Sound frames of a file with {@code samples} samples per channel; the first, silent frame is not counted. */
  public long frames(long samples) {
    return (samples + ENCODER_DELAY + DECODER_DELAY + FRAME_SAMPLES - 1) / FRAME_SAMPLES;
  }

  /** Bytes of a whole file with {@code samples} samples per channel. */
  public long fileBytes(long samples) {
    return (frames(samples) + 1) * frameBytes();
  }

  /** The four bytes with which every frame begins. */
  byte[] header() {
    return header.clone();
  }

  /**
   * The first frame of a file with {@code samples} samples per channel.
   *
   * <pre>
   *  0        4           21       25      29       33       37         46      58         61      73
   * +--------+-----------+--------+-------+--------+--------+----------+-------+----------+-------+-----
   * | header | side info | "Info" | flags | frames | bytes  | encoder  | zeros | delay,   | ...   | CRC
   * |        | (silent)  |        | = 3   |        |        | "LAME…"  |       | padding  |       |
   * +--------+-----------+--------+-------+--------+--------+----------+-------+----------+-------+-----
   * </pre>
   */
  public byte[] infoFrame(long samples) {
    long frames = frames(samples);
    int padding = (int) (frames * FRAME_SAMPLES - samples - ENCODER_DELAY);
    int bytes = (int) fileBytes(samples);
    byte[] frame = new byte[frameBytes()];
    ByteBuffer tag = ByteBuffer.wrap(frame);
    tag.put(header).position(4 + SIDE_INFO);
    tag.put(ascii("Info")).putInt(3).putInt((int) frames).putInt(bytes);
    tag.put(ascii("LAME3.98r")).put((byte) 1).put((byte) 0).putInt(0).putInt(0).putShort((short) 0);
    tag.put((byte) (ENCODER_DELAY >> 4))
        .put((byte) (ENCODER_DELAY << 4 | padding >> 8))
        .put((byte) padding);
    tag.putInt(0).putInt(bytes).putShort((short) 0);
    tag.putShort((short) crc16(frame, tag.position()));
    return frame;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** CRC-16/ARC, as LAME's tag has it. */
  private static int crc16(byte[] bytes, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xA001 : crc >>> 1;
      }
    }
    return crc;
  }
}

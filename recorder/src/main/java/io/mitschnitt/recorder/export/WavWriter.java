package io.mitschnitt.recorder.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** RIFF WAVE: 16 bits, stereo, behind a header of 44 bytes. */
final class WavWriter implements SoundWriter {

  private static final int HEADER = 44;
  private static final int FRAME = 4;

  private final int sampleRate;
  private final long samples;

  WavWriter(int sampleRate, long samples) {
    this.sampleRate = sampleRate;
    this.samples = samples;
  }

  @Override
  public OptionalLong bytes() {
    return OptionalLong.of(HEADER + FRAME * samples);
  }

  @Override
  public void begin(ByteArrayOutputStream out) {
    ByteBuffer head = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    int data = (int) (FRAME * samples);
    head.put(ascii("RIFF")).putInt(HEADER - 8 + data).put(ascii("WAVEfmt ")).putInt(16);
    head.putShort((short) 1).putShort((short) 2).putInt(sampleRate).putInt(FRAME * sampleRate);
    head.putShort((short) FRAME).putShort((short) 16).put(ascii("data")).putInt(data);
    out.writeBytes(head.array());
  }

  @Override
  public void samples(short[] left, short[] right, int from, int to, ByteArrayOutputStream out) {
    byte[] bytes = new byte[FRAME * (to - from)];
    int at = 0;
    for (int i = from; i < to; i++) {
      bytes[at++] = (byte) left[i];
      bytes[at++] = (byte) (left[i] >> 8);
      bytes[at++] = (byte) right[i];
      bytes[at++] = (byte) (right[i] >> 8);
    }
    out.writeBytes(bytes);
  }

  @Override
  public void end(ByteArrayOutputStream out) {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

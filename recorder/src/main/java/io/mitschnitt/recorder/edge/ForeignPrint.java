package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.codec.Resampler;
import io.mitschnitt.recorder.contract.Imports;
import io.mitschnitt.recorder.contract.Library.Waveform;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.foreign.SoundFile;
import io.mitschnitt.recorder.mp3.Mp3Encoder;
import io.mitschnitt.recorder.mp3.Mp3Format;
import io.mitschnitt.recorder.mp3.Peaks;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A foreign sound file as an MP3 of ours, piece by piece: resampled to 8 or 16 kHz, customer left. Its length is counted
 * before, since the first frame tells it. Blocking; any thread in turn.
 */
final class ForeignPrint implements AutoCloseable {

  private final InputStream in;
  private final SoundFile file;
  private final boolean agentLeft;
  private final Mp3Format format;
  private final Resampler leftWay;
  private final Resampler rightWay;
  private final Mp3Encoder encoder;
  private final Peaks leftPeaks;
  private final Peaks rightPeaks;
  private final long samples;
  private final MessageDigest digest = Encoding.sha256();
  private final short[] leftIn = new short[SoundFile.MOST];
  private final short[] rightIn = new short[SoundFile.MOST];
  private final short[] leftOut = new short[2 * SoundFile.MOST];
  private final short[] rightOut = new short[2 * SoundFile.MOST];
  private final byte[] frames = new byte[Mp3Encoder.ROOM];
  private final byte[] piece = new byte[Encoding.PIECE + 16 * Mp3Encoder.ROOM];
  private int filled;
  private long bytes;
  private boolean complete;

  /**
   * What a first reading found.
   *
   * @param samples of each channel, at the file's own rate
   */
  record Look(String format, int sampleRate, int channels, long samples) {

    Mp3Format house() {
      return Mp3Format.of(sampleRate > Mp3Format.NARROWBAND.sampleRate());
    }

    Duration length() {
      return Duration.ofNanos((long) (samples * 1e9 / sampleRate));
    }

    /** As many as the resampler makes. */
    private long houseSamples() {
      return (samples * house().sampleRate() + sampleRate - 1) / sampleRate;
    }
  }

  /**
   * Reads {@code in} to its end.
   *
   * @throws Refused where it cannot be read, is empty or too long
   */
  static Look look(InputStream in) throws IOException {
    SoundFile file = SoundFile.open(in);
    short[] left = new short[SoundFile.MOST];
    short[] right = new short[SoundFile.MOST];
    long samples = 0;
    for (int n = file.read(left, right); n > 0; n = file.read(left, right)) {
      samples += n;
      if (samples / file.sampleRate() > Imports.LONGEST.toSeconds()) {
        throw new Refused("the sound is longer than " + Imports.LONGEST.toHours() + " hours");
      }
    }
    if (samples < SoundFile.rate(file.sampleRate()) / 10) {
      throw new Refused("the file holds no sound");
    }
    return new Look(file.format(), file.sampleRate(), file.channels(), samples);
  }

  /** @param in the same file, from its beginning */
  ForeignPrint(InputStream in, Look look, boolean agentLeft) throws IOException {
    this.in = in;
    this.file = SoundFile.open(in);
    this.agentLeft = agentLeft;
    format = look.house();
    samples = look.houseSamples();
    leftWay = new Resampler(look.sampleRate(), format.sampleRate());
    rightWay = new Resampler(look.sampleRate(), format.sampleRate());
    encoder = new Mp3Encoder(format);
    leftPeaks = new Peaks(format.sampleRate());
    rightPeaks = new Peaks(format.sampleRate());
    put(head(), format.frameBytes());
  }

  /** The next bytes of the MP3, from its first on; empty when it is complete. */
  byte[] next() throws IOException {
    while (filled < Encoding.PIECE && !complete) {
      int n = file.read(leftIn, rightIn);
      if (n == 0) {
        put(frames, encoder.finish(frames));
        complete = true;
      } else {
        encode(n);
      }
    }
    byte[] out = Arrays.copyOf(piece, filled);
    filled = 0;
    return out;
  }

  private void encode(int n) {
    int made = leftWay.process(agentLeft ? rightIn : leftIn, n, leftOut);
    rightWay.process(agentLeft ? leftIn : rightIn, n, rightOut);
    leftPeaks.add(leftOut, made);
    rightPeaks.add(rightOut, made);
    for (int at = 0; at < made; at += Mp3Encoder.MOST) {
      int part = Math.min(Mp3Encoder.MOST, made - at);
      short[] left = Arrays.copyOfRange(leftOut, at, at + part);
      short[] right = Arrays.copyOfRange(rightOut, at, at + part);
      put(frames, encoder.encode(left, right, part, frames));
    }
  }

  byte[] head() {
    return format.infoFrame(samples);
  }

  /** What is known once {@link #next} gave nothing more. */
  Finished finished() {
    if (bytes != format.fileBytes(samples)) {
      throw new IllegalStateException(
          "the file has " + bytes + " bytes, not " + format.fileBytes(samples));
    }
    Duration length = Duration.ofNanos(samples * 1_000_000_000L / format.sampleRate());
    Waveform picture =
        new Waveform(Peaks.MILLIS, leftPeaks.toBytes(), rightPeaks.toBytes(), List.of());
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new Finished(length, bytes, sha256, format.sampleRate(), format.bitrate(), picture);
  }

  private void put(byte[] from, int length) {
    System.arraycopy(from, 0, piece, filled, length);
    digest.update(from, 0, length);
    filled += length;
    bytes += length;
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    in.close();
  }
}

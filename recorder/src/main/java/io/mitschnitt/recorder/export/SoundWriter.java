package io.mitschnitt.recorder.export;

import io.mitschnitt.recorder.contract.Library.Format;
import java.io.ByteArrayOutputStream;
import java.util.OptionalLong;

/** Writes stereo sound of a known length as a file of one format. One thread at a time. */
interface SoundWriter {

  /** Bytes of the whole file; empty where only the end will tell. */
  OptionalLong bytes();

  /** The file's beginning. */
  void begin(ByteArrayOutputStream out);

  /** The next samples, {@code left[from..to)} and the same of {@code right}. */
  void samples(short[] left, short[] right, int from, int to, ByteArrayOutputStream out);

  /** The file's end. */
  void end(ByteArrayOutputStream out);

  /** A writer for {@code samples} samples per channel. */
  static SoundWriter of(Format format, int sampleRate, long samples) {
    return switch (format) {
      case WAV -> new WavWriter(sampleRate, samples);
      case FLAC -> new FlacWriter(sampleRate, samples);
      case OGG -> new OggOpusWriter(sampleRate, samples);
    };
  }
}

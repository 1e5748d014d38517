package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Library.Waveform;
import io.mitschnitt.recorder.mp3.Mp3Encoder;
import io.mitschnitt.recorder.mp3.Mp3Format;
import io.mitschnitt.recorder.mp3.Peaks;
import io.mitschnitt.recorder.store.RecordingStore.Finished;
import io.mitschnitt.recorder.timeline.Timeline;
import java.time.Duration;

/** What makes a journal's entries MP3 frames and a picture: timeline, encoder and peaks in one pass. */
final class Press implements AutoCloseable {

  private final Mp3Format format;
  private final Timeline timeline;
  private final Mp3Encoder encoder;
  private final Peaks left;
  private final Peaks right;
  private final short[] leftBlock;
  private final short[] rightBlock;

  Press(Mp3Format format) {
    this.format = format;
    timeline = new Timeline(format.sampleRate());
    encoder = new Mp3Encoder(format);
    left = new Peaks(format.sampleRate());
    right = new Peaks(format.sampleRate());
    leftBlock = new short[format.sampleRate() / Timeline.BLOCKS];
    rightBlock = new short[leftBlock.length];
  }

  Mp3Format format() {
    return format;
  }

  /** Where entries go in. */
  Timeline timeline() {
    return timeline;
  }

  /** Encodes one block of 20 ms; answers the bytes written to {@code out}, −1 when no block is ready. */
  int block(byte[] out) {
    int n = timeline.take(leftBlock, rightBlock);
    if (n == 0) {
      return -1;
    }
    left.add(leftBlock, n);
    right.add(rightBlock, n);
    return encoder.encode(leftBlock, rightBlock, n, out);
  }

  /** The last frames, after the timeline's end. */
  int finish(byte[] out) {
    return encoder.finish(out);
  }

  /** What is known of a file of {@code bytes} that holds {@code samples}. */
  Finished finished(long samples, long bytes, String sha256) {
    if (bytes != format.fileBytes(samples)) {
      throw new IllegalStateException(
          "the file has " + bytes + " bytes, not " + format.fileBytes(samples));
    }
    Duration length = Duration.ofNanos(samples * 1_000_000_000L / format.sampleRate());
    Waveform waveform =
        new Waveform(Peaks.MILLIS, left.toBytes(), right.toBytes(), timeline.spans());
    return new Finished(length, bytes, sha256, format.sampleRate(), format.bitrate(), waveform);
  }

  @Override
  public void close() {
    encoder.close();
  }
}

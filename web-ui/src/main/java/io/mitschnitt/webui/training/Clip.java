package io.mitschnitt.webui.training;

import io.mitschnitt.recorder.contract.Library.Audio;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.Optional;

/**
 * A part of a recording, cut at frames, as a file of its own: nothing outside of it is handed out. A recording is constant
 * bit rate, so time and bytes go together; one whose frames are not known is handed out whole.
 */
record Clip(Audio whole, long first, long last) implements Audio {

  /** Bytes of a frame and its milliseconds: 48 kbit/s at 16 kHz, 32 kbit/s at 8 kHz. */
  private enum Frames {
    WIDE(6, 216, 36),
    NARROW(4, 288, 72);

    final int bytesPerMilli;
    final int bytes;
    final int millis;

    Frames(int bytesPerMilli, int bytes, int millis) {
      this.bytesPerMilli = bytesPerMilli;
      this.bytes = bytes;
      this.millis = millis;
    }
  }

  static Clip of(Audio whole, Duration length, long fromMillis, Optional<Long> toMillis) {
    Optional<Frames> frames = frames(whole, length);
    if (frames.isEmpty()) {
      return new Clip(whole, 0, whole.length() - 1);
    }
    Frames frame = frames.get();
    long all = whole.length() / frame.bytes;
    long from = Math.min(fromMillis / frame.millis, Math.max(0, all - 1));
    long to = toMillis
        .map(end -> (end + frame.millis - 1) / frame.millis)
        .map(end -> Math.min(all, Math.max(from + 1, end)))
        .orElse(all);
    long last = to == all ? whole.length() - 1 : to * frame.bytes - 1;
    return new Clip(whole, from * frame.bytes, last);
  }

  private static Optional<Frames> frames(Audio whole, Duration length) {
    double perMilli = length.isZero() ? 0 : (double) whole.length() / length.toMillis();
    for (Frames frames : Frames.values()) {
      if (Math.abs(perMilli - frames.bytesPerMilli) < 0.75) {
        return Optional.of(frames);
      }
    }
    return Optional.empty();
  }

  @Override
  public long length() {
    return last - first + 1;
  }

  @Override
  public String etag() {
    return whole.etag() + "-" + first + "-" + last;
  }

  @Override
  public ReadStream<Buffer> read(long from, long to) {
    return whole.read(first + from, first + to);
  }
}

package io.mitschnitt.webui.compliance;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** A WAV of 16-bit stereo on its way out, whose right channel, the agent's, is silenced. */
final class OwnSide implements WriteStream<Buffer> {

  /** Bytes before the first sample. */
  static final int HEAD = 44;

  private static final int FRAME = 4;

  private final WriteStream<Buffer> out;
  private long at;

  OwnSide(WriteStream<Buffer> out) {
    this.out = out;
  }

  /** The same bytes with every second sample zero; {@code from} is the first one's place in the file. */
  static Buffer masked(Buffer bytes, long from) {
    byte[] copy = bytes.getBytes();
    for (int i = 0; i < copy.length; i++) {
      long sample = from + i - HEAD;
      if (sample >= 0 && sample % FRAME >= FRAME / 2) {
        copy[i] = 0;
      }
    }
    return Buffer.buffer(copy);
  }

  @Override
  public Future<Void> write(Buffer bytes) {
    Buffer own = masked(bytes, at);
    at += bytes.length();
    return out.write(own);
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    out.exceptionHandler(handler);
    return this;
  }

  @Override
  public Future<Void> end() {
    return out.end();
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
    out.setWriteQueueMaxSize(size);
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return out.writeQueueFull();
  }

  @Override
  public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
    out.drainHandler(handler);
    return this;
  }
}

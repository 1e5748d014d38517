package io.mitschnitt.recorder.export;

import io.mitschnitt.recorder.contract.Library.Audio;
import io.mitschnitt.recorder.contract.Library.Export;
import io.mitschnitt.recorder.contract.Library.Format;
import io.mitschnitt.recorder.mp3.Mp3Decoder;
import io.mitschnitt.recorder.mp3.Mp3Format;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.ByteArrayOutputStream;

/** One recording on its way into another format: a piece is read, decoded and written anew when the listener wants it. */
public final class Transcoding {

  /** About nine seconds of sound. */
  private static final int FRAMES = 256;

  private final Vertx vertx;
  private final Audio mp3;
  private final Mp3Format frames;
  private final SoundWriter writer;
  private final Mp3Decoder.Pieces decoder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long at;
  private boolean ended;

  private Transcoding(Vertx vertx, Audio mp3, Mp3Decoder.Info info, SoundWriter writer) {
    this.vertx = vertx;
    this.mp3 = mp3;
    this.writer = writer;
    frames = info.format();
    at = frames.frameBytes();
    decoder = new Mp3Decoder.Pieces(
        info, (left, right, from, to) -> writer.samples(left, right, from, to, out));
    writer.begin(out);
  }

  /** Fails with {@link IllegalArgumentException} when {@code mp3} is none of ours. */
  public static Future<Export> of(Vertx vertx, Audio mp3, Format format) {
    int head = (int) Math.min(mp3.length(), Mp3Format.WIDEBAND.frameBytes() * 2L);
    return collect(mp3.read(0, head - 1))
        .compose(bytes -> vertx.executeBlocking(
            () -> {
              Mp3Decoder.Info info = Mp3Decoder.Info.of(bytes.getBytes(), mp3.length());
              SoundWriter writer =
                  SoundWriter.of(format, info.format().sampleRate(), info.samples());
              return new Transcoding(vertx, mp3, info, writer);
            },
            false))
        .map(one -> new Export(
            one.writer.bytes(), new PulledStream(vertx.getOrCreateContext(), one::next)));
  }

  /** The next bytes; none when all were given. */
  private Future<Buffer> next() {
    if (ended) {
      return Future.succeededFuture(Buffer.buffer());
    }
    long to = Math.min(mp3.length(), at + (long) FRAMES * frames.frameBytes());
    if (at >= to) {
      ended = true;
      return vertx.executeBlocking(this::last, false);
    }
    long from = at;
    at = to;
    return collect(mp3.read(from, to - 1))
        .compose(bytes -> vertx.executeBlocking(() -> piece(bytes), false))
        .compose(written -> written.length() == 0 ? next() : Future.succeededFuture(written));
  }

  private Buffer piece(Buffer bytes) {
    decoder.frames(bytes.getBytes());
    return taken();
  }

  private Buffer last() {
    decoder.end();
    writer.end(out);
    return taken();
  }

  private Buffer taken() {
    Buffer written = Buffer.buffer(out.toByteArray());
    out.reset();
    return written;
  }

  private static Future<Buffer> collect(ReadStream<Buffer> stream) {
    Promise<Buffer> whole = Promise.promise();
    Buffer bytes = Buffer.buffer();
    stream.exceptionHandler(whole::tryFail);
    stream.endHandler(v -> whole.tryComplete(bytes));
    stream.handler(bytes::appendBuffer);
    return whole.future();
  }
}

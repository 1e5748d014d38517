package io.mitschnitt.recorder.export;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stream that asks for its next piece when its reader wants one, and never for two at once. On one context. */
final class PulledStream implements ReadStream<Buffer> {

  private final Context context;
  private final Supplier<Future<Buffer>> next;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Throwable> failed;
  private @Nullable Handler<Void> end;
  private long demand = Long.MAX_VALUE;
  private boolean asking;
  private boolean over;

  /** @param next the next piece; an empty one at the end */
  PulledStream(Context context, Supplier<Future<Buffer>> next) {
    this.context = context;
    this.next = next;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> to) {
    failed = to;
    return this;
  }

  @Override
  public ReadStream<Buffer> handler(@Nullable Handler<Buffer> to) {
    handler = to;
    ask();
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(@Nullable Handler<Void> to) {
    end = to;
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    demand = 0;
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    ask();
    return this;
  }

  private void ask() {
    if (asking || over || handler == null || demand == 0) {
      return;
    }
    asking = true;
    next.get()
        .onComplete(piece -> context.runOnContext(v -> {
          asking = false;
          if (piece.failed()) {
            broken(piece.cause());
          } else if (piece.result().length() == 0) {
            ended();
          } else {
            given(piece.result());
          }
        }));
  }

  private void given(Buffer piece) {
    Handler<Buffer> to = handler;
    if (to != null) {
      demand = demand == Long.MAX_VALUE ? demand : demand - 1;
      to.handle(piece);
    }
    ask();
  }

  private void ended() {
    over = true;
    if (end != null) {
      end.handle(null);
    }
  }

  private void broken(Throwable cause) {
    over = true;
    if (failed != null) {
      failed.handle(cause);
    }
  }
}

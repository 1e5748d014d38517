package io.mitschnitt.webui.edge;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Bytes as a stream that honours demand. */
final class Pieces implements ReadStream<Buffer> {

  private static final int SIZE = 1_000;

  private final Buffer all;
  private final Context context = Vertx.currentContext();
  private Handler<Buffer> reader;
  private Handler<Void> end;
  private long demand = Long.MAX_VALUE;
  private int at;
  private boolean ended;

  Pieces(Buffer all) {
    this.all = all;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> handler) {
    reader = handler;
    flow();
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
    demand = amount == Long.MAX_VALUE ? amount : demand + amount;
    flow();
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> handler) {
    end = handler;
    return this;
  }

  private void flow() {
    context.runOnContext(v -> {
      while (demand > 0 && reader != null && at < all.length()) {
        int to = Math.min(all.length(), at + SIZE);
        Buffer piece = all.slice(at, to);
        at = to;
        demand = demand == Long.MAX_VALUE ? demand : demand - 1;
        reader.handle(piece);
      }
      if (at == all.length() && !ended && end != null && demand > 0) {
        ended = true;
        end.handle(null);
      }
    });
  }
}

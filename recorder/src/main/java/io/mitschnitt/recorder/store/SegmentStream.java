package io.mitschnitt.recorder.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A range of plain bytes, a segment at a time: the next one is fetched only when the reader wants it. All state belongs
 * to one context.
 */
final class SegmentStream implements ReadStream<Buffer> {

  private final Context context;
  private final long first;
  private final long last;
  private final IntFunction<Future<Buffer>> segments;

  private int next;
  private long demand = Long.MAX_VALUE;
  private boolean fetching;
  private boolean over;
  private @Nullable Handler<Buffer> reader;
  private @Nullable Handler<Void> atEnd;
  private @Nullable Handler<Throwable> onFailure;

  /** The bytes {@code first} to {@code last}, both included; none where last is before first. */
  SegmentStream(Context context, long first, long last, IntFunction<Future<Buffer>> segments) {
    this.context = context;
    this.first = first;
    this.last = last;
    this.segments = segments;
    this.next = (int) (first / Grid.SEGMENT);
  }

  @Override
  public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
    return on(() -> {
      over |= handler == null && reader != null; // the reader has gone
      reader = handler;
      advance();
    });
  }

  @Override
  public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
    return on(() -> atEnd = handler);
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    return on(() -> onFailure = handler);
  }

  @Override
  public ReadStream<Buffer> pause() {
    return on(() -> demand = 0);
  }

  @Override
  public ReadStream<Buffer> resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    return on(() -> {
      demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
      advance();
    });
  }

  private void advance() {
    if (over || fetching || demand == 0 || reader == null) {
      return;
    }
    if ((long) next * Grid.SEGMENT > last) {
      end();
      return;
    }
    fetching = true;
    int index = next++;
    segments.apply(index).map(whole -> cut(whole, index)).onComplete(this::deliver, this::fail);
  }

  private void deliver(Buffer bytes) {
    fetching = false;
    if (over || reader == null) {
      return;
    }
    if (demand == 0) { // paused meanwhile: fetched again when it is wanted
      next--;
      return;
    }
    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
    reader.handle(bytes);
    advance();
  }

  private Buffer cut(Buffer whole, int index) {
    long start = (long) index * Grid.SEGMENT;
    int from = (int) Math.max(0, first - start);
    int to = (int) Math.min(whole.length(), last - start + 1);
    return whole.slice(from, to);
  }

  private void end() {
    over = true;
    if (atEnd != null) {
      atEnd.handle(null);
    }
  }

  private void fail(Throwable cause) {
    fetching = false;
    if (!over) {
      over = true;
      if (onFailure != null) {
        onFailure.handle(cause);
      }
    }
  }

  private ReadStream<Buffer> on(Runnable step) {
    if (Vertx.currentContext() == context) {
      step.run();
    } else {
      context.runOnContext(v -> step.run());
    }
    return this;
  }
}

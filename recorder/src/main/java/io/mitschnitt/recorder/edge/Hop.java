package io.mitschnitt.recorder.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Futures that answer where they are awaited. */
final class Hop {

  private Hop() {}

  /** {@code future}, answering on {@code context}. */
  static <T> Future<T> to(Context context, Future<T> future) {
    Promise<T> there = Promise.promise();
    future.onComplete(result -> context.runOnContext(v -> {
      if (result.succeeded()) {
        there.complete(result.result());
      } else {
        there.fail(result.cause());
      }
    }));
    return there.future();
  }

  /** {@code future}, answering on the context of whoever calls this. */
  static <T> Future<T> back(Vertx vertx, Future<T> future) {
    return to(vertx.getOrCreateContext(), future);
  }
}

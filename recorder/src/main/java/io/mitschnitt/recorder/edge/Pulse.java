package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.store.Store;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Whether the store answered lately; asked every few seconds. */
final class Pulse {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Store store;
  private final long timer;
  private volatile boolean up = true;
  private volatile boolean asking;

  Pulse(Vertx vertx, Store store) {
    this.vertx = vertx;
    this.store = store;
    this.timer = vertx.setPeriodic(EVERY.toMillis(), any -> ask());
  }

  private void ask() {
    if (asking) {
      up = false; // five seconds without an answer
      return;
    }
    asking = true;
    store.ping().onComplete(answer -> {
      up = answer.succeeded();
      asking = false;
    });
  }

  boolean up() {
    return up;
  }

  void stop() {
    vertx.cancelTimer(timer);
  }
}

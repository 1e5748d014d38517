package io.mitschnitt.recorder.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a {@link Preprint} follow its tape, on the workers, one step at a time. On the capture's context. */
final class Follower {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private final Context context;
  private final WorkerExecutor workers;
  private Future<Optional<Preprint>> last;
  private boolean stopped;

  Follower(Context context, WorkerExecutor workers, Callable<Preprint> open) {
    this.context = context;
    this.workers = workers;
    last = Hop.to(context, workers.executeBlocking(open, false))
        .map(Optional::of)
        .recover(this::without);
  }

  /** Begins the next step, unless one is still at work. */
  void step() {
    if (!stopped && last.isComplete() && last.succeeded() && last.result().isPresent()) {
      Preprint preprint = last.result().get();
      last = Hop.to(context, workers.executeBlocking(() -> advance(preprint), false))
          .recover(this::without);
    }
  }

  /** Steps no more; answers with what there is once nobody works on it. */
  Future<Optional<Preprint>> stop() {
    stopped = true;
    return last;
  }

  /** Throws away what there is. */
  Future<Void> drop() {
    return stop()
        .compose(preprint -> preprint.isEmpty()
            ? Future.succeededFuture()
            : workers.executeBlocking(() -> closed(preprint.get()), false).mapEmpty());
  }

  private Future<Optional<Preprint>> without(Throwable cause) {
    LOG.warn("a recording will be encoded after its end only: {}", DarkRoom.why(cause));
    return Future.succeededFuture(Optional.empty());
  }

  private static Optional<Preprint> advance(Preprint preprint) throws IOException {
    Thread.currentThread().setPriority(Thread.MIN_PRIORITY); // live sound comes first
    preprint.advance();
    return Optional.of(preprint);
  }

  static boolean closed(Preprint preprint) throws IOException {
    preprint.close();
    return true;
  }
}

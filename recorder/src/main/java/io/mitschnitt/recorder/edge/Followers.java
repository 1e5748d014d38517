package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Which running tapes are encoded while they run: a few at once, and a place that is free goes to whoever has been
 * waiting longest. An encoder with its timeline holds megabytes, so all others are encoded from their journals after
 * their end: that takes a second for some minutes of sound, and only for long calls is it worth while to be ahead. On the
 * capture's context.
 */
final class Followers {

  private final Context context;
  private final WorkerExecutor workers;
  private final int most;
  private final Map<RecordingId, Follower> running = new HashMap<>();
  private final Map<RecordingId, Callable<Preprint>> waiting = new LinkedHashMap<>();

  /** @param most encoders at once */
  Followers(Context context, WorkerExecutor workers, int most) {
    this.context = context;
    this.workers = workers;
    this.most = most;
  }

  /** A tape has begun; {@code preprint} begins to follow its journal. */
  void add(RecordingId id, Callable<Preprint> preprint) {
    waiting.put(id, preprint);
    fill();
  }

  /** Some time has passed: those who follow go on. */
  void step() {
    running.values().forEach(Follower::step);
  }

  /** The tape has ended; answers with what is encoded of it, once nobody works on it. */
  Future<Optional<Preprint>> stop(RecordingId id) {
    Follower follower = leave(id);
    return follower == null ? Future.succeededFuture(Optional.empty()) : follower.stop();
  }

  /** What is encoded of the tape is thrown away. */
  void drop(RecordingId id) {
    Follower follower = leave(id);
    if (follower != null) {
      follower.drop();
    }
  }

  /** Throws everything away. */
  List<Future<Void>> drop() {
    waiting.clear();
    List<Future<Void>> dropped = running.values().stream().map(Follower::drop).toList();
    running.clear();
    return dropped;
  }

  int running() {
    return running.size();
  }

  private @Nullable Follower leave(RecordingId id) {
    waiting.remove(id);
    Follower follower = running.remove(id);
    fill();
    return follower;
  }

  private void fill() {
    Iterator<Map.Entry<RecordingId, Callable<Preprint>>> next =
        waiting.entrySet().iterator();
    while (running.size() < most && next.hasNext()) {
      Map.Entry<RecordingId, Callable<Preprint>> first = next.next();
      next.remove();
      running.put(first.getKey(), new Follower(context, workers, first.getValue()));
    }
  }
}

package io.mitschnitt.webui;

import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.webui.conf.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** {@code recover}: the ground floor alone, until no recording is left unfinished. */
final class Recover {

  private static final Duration LOOKS_EVERY = Duration.ofMillis(200);

  private final Settings settings;

  Recover(Settings settings) {
    this.settings = settings;
  }

  Future<Integer> run() {
    Vertx vertx = House.ground();
    Future<Integer> done = House.recorder(vertx, settings)
        .compose(recorder -> finished(vertx, recorder).eventually(recorder::close))
        .map(stored -> {
          Console.say(stored + " recordings finished, none left behind");
          return 0;
        });
    return House.thenClose(done, vertx::close);
  }

  private static Future<Long> finished(Vertx vertx, RecorderDoors recorder) {
    return vertx.timer(LOOKS_EVERY.toMillis()).compose(tick -> {
      RecorderDoors.Health health = recorder.health();
      return health.backlog() == 0
          ? Future.succeededFuture(health.stored())
          : finished(vertx, recorder);
    });
  }
}

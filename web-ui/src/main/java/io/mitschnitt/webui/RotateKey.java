package io.mitschnitt.webui;

import io.mitschnitt.webui.conf.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** {@code rotate-evidence-key}: hands the signing of the evidence log over to a new key. */
final class RotateKey {

  private final Settings settings;

  RotateKey(Settings settings) {
    this.settings = settings;
  }

  Future<Integer> run() {
    Vertx vertx = House.ground();
    Future<Integer> done = House.recorder(vertx, settings)
        .compose(recorder -> recorder.evidence().handOver().eventually(recorder::close))
        .map(key -> {
          Console.say("the log is signed by a new key now; publish its SHA-256: " + key);
          Console.say(
              "the old one lies beside it as evidence-key.pem.retired-N: lock it away, or destroy it");
          return 0;
        });
    return House.thenClose(done, vertx::close);
  }
}

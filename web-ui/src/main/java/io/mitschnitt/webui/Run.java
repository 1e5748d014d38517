package io.mitschnitt.webui;

import io.mitschnitt.webui.conf.Settings;
import io.mitschnitt.webui.selftest.KeepEvidence;
import io.mitschnitt.webui.selftest.SelfTest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code run}: the product, until it is told to stop; with {@code --self-test} until it has called itself. */
final class Run {

  private static final int FAREWELL_SECONDS = 15;

  private final Arguments words;
  private final Settings settings;

  Run(Arguments words, Settings settings) {
    this.words = words;
    this.settings = settings;
  }

  Future<Integer> run() {
    List<String> obstacles = new Preflight(settings).obstacles();
    if (!obstacles.isEmpty()) {
      return Future.failedFuture(Sorry.wrongUse(String.join("\nmitschnitt: ", obstacles)));
    }
    return House.open(words, settings)
        .compose(house -> words.selfTest() ? selfTest(house) : live(house));
  }

  private Future<Integer> live(House house) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> farewell(house), "farewell"));
    Console.say(new Banner(settings, house.port(), house.setup()).text());
    return Promise.<Integer>promise().future();
  }

  /** The product calls itself through its own front door, then ends. */
  private Future<Integer> selfTest(House house) {
    Console.say("placing a call of each consent mode");
    URI base = URI.create("http://" + settings.web().host() + ":" + house.port());
    Future<Integer> verdict = SelfTest.run(house.vertx(), base)
        .compose(all -> {
          Console.say(all.table());
          return keepEvidence(house, base).map(all.right() ? 0 : Sorry.CHECK_FAILED);
        })
        .recover(cause -> Future.failedFuture(
            Sorry.failed("the self-test could not run: " + Sorry.words(cause))));
    return House.thenClose(verdict, house::close);
  }

  private Future<Void> keepEvidence(House house, URI base) {
    return words
        .keepEvidence()
        .map(directory -> KeepEvidence.into(house.vertx(), base, directory)
            .onSuccess(count ->
                Console.say(count + " evidence bundles and the log are kept in " + directory))
            .<Void>mapEmpty())
        .orElse(Future.succeededFuture());
  }

  /** The machine waits for this thread alone, so it is the one that may wait. */
  private static void farewell(House house) {
    CountDownLatch done = new CountDownLatch(1);
    Console.warn("stopping: ending calls, closing recordings");
    house.close().onComplete(end -> done.countDown());
    try {
      if (!done.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        Console.warn("not everything was closed in time; the next start finishes what is left");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

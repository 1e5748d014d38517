package io.mitschnitt.webui;

import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.webui.conf.ConfRefused;
import io.mitschnitt.webui.conf.Configuration;
import io.mitschnitt.webui.conf.Differences;
import io.mitschnitt.webui.conf.Reload;
import io.mitschnitt.webui.conf.Settings;
import io.mitschnitt.webui.conf.WebConf.AgentLogin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** Reads the configuration that the product was started with again, when the page or a SIGHUP asks for it. */
final class Rereading implements Reload {

  private static final Logger LOG = LoggerFactory.getLogger(Rereading.class);

  private final Vertx vertx;
  private final Arguments words;
  private final GatewayDoors gateway;
  private volatile Settings inForce;

  Rereading(Vertx vertx, Arguments words, Settings settings, GatewayDoors gateway) {
    this.vertx = vertx;
    this.words = words;
    this.inForce = settings;
    this.gateway = gateway;
  }

  /** From now on SIGHUP has it read again, as operators expect of a daemon. */
  void listen() {
    Signal.handle(new Signal("HUP"), signal -> again());
  }

  /** One after the other: {@code executeBlocking} is ordered on its context. */
  @Override
  public Future<Outcome> again() {
    return vertx
        .executeBlocking(this::read)
        .compose(read -> read instanceof Read.Good good
            ? taken(good.settings())
            : Future.succeededFuture(refused(((Read.Bad) read).refused())));
  }

  private Read read() {
    try {
      return new Read.Good(
          Configuration.load(words.conf(), words.data(), words.demo(), System.getenv()));
    } catch (ConfRefused refused) {
      return new Read.Bad(refused);
    }
  }

  private Future<Outcome> taken(Settings next) {
    return gateway.reload(next.gateway()).map(v -> {
      Outcome.Done done = Differences.between(inForce, next);
      inForce = next;
      LOG.info(
          "configuration read again; changed: {}; needs a restart: {}",
          done.changed(),
          done.restart());
      return done;
    });
  }

  private static Outcome refused(ConfRefused refused) {
    Console.warn("the configuration was read again and is not used; the old one stays");
    refused.problems().forEach(problem -> Console.warn(problem.toString()));
    return new Outcome.Refused(refused.problems());
  }

  @Override
  public List<AgentLogin> agents() {
    return inForce.web().agents();
  }

  @Override
  public Optional<Settings> inForce() {
    return Optional.of(inForce);
  }

  private sealed interface Read {
    record Good(Settings settings) implements Read {}

    record Bad(ConfRefused refused) implements Read {}
  }
}

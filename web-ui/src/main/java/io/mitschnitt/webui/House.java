package io.mitschnitt.webui;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.demo.DemoCarrier;
import io.mitschnitt.gateway.edge.GatewayFloor;
import io.mitschnitt.gateway.edge.GatewayFloor.BuiltInCarrier;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.edge.RecorderFloor;
import io.mitschnitt.webui.account.Accounts;
import io.mitschnitt.webui.account.SetupToken;
import io.mitschnitt.webui.conf.Settings;
import io.mitschnitt.webui.edge.WebUiVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The three floors, running: opened from the ground up, closed from the roof down. */
final class House {

  private final Vertx vertx;
  private final RecorderDoors recorder;
  private final GatewayDoors gateway;
  private final WebUiVerticle page;
  private final SetupToken setup;

  private House(
      Vertx vertx,
      RecorderDoors recorder,
      GatewayDoors gateway,
      WebUiVerticle page,
      SetupToken setup) {
    this.vertx = vertx;
    this.recorder = recorder;
    this.gateway = gateway;
    this.page = page;
    this.setup = setup;
  }

  static Vertx ground() {
    return Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  }

  /** The ground floor. */
  static Future<RecorderDoors> recorder(Vertx vertx, Settings settings) {
    return RecorderFloor.start(vertx, settings.recorder());
  }

  /** Opens all three; where one cannot be opened, those below are closed again. */
  static Future<House> open(Arguments words, Settings settings) {
    Vertx vertx = ground();
    Promise<House> opened = Promise.promise();
    recorder(vertx, settings)
        .compose(recorder -> gateway(vertx, settings, recorder)
            .compose(gateway -> page(vertx, words, settings, recorder, gateway)
                .recover(cause -> gateway.drain().transform(end -> Future.failedFuture(cause))))
            .recover(cause -> recorder.close().transform(end -> Future.failedFuture(cause))))
        .onSuccess(opened::complete)
        .onFailure(cause -> vertx.close().onComplete(end -> opened.fail(cause)));
    return opened.future();
  }

  /**
   * What {@code work} came to, told once everything is closed. The answer is given without an event loop, for then there
   * is none.
   */
  static <T> Future<T> thenClose(Future<T> work, Supplier<Future<Void>> close) {
    Promise<T> told = Promise.promise();
    work.onComplete(end -> close.get().onComplete(closed -> {
      if (end.succeeded()) {
        told.complete(end.result());
      } else {
        told.fail(end.cause());
      }
    }));
    return told.future();
  }

  private static Future<GatewayDoors> gateway(
      Vertx vertx, Settings settings, RecorderDoors recorder) {
    return GatewayFloor.start(vertx, settings.gateway(), recorder, House::carrier)
        .onSuccess(gateway -> recorder.liveCalls(
            () -> gateway.calls().all().stream().map(LiveCall::id).collect(Collectors.toSet())));
  }

  /** The demo's carrier, where there is a demo. */
  private static Future<Optional<BuiltInCarrier>> carrier(Vertx vertx, GatewayConf conf) {
    return conf.demo().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : DemoCarrier.start(vertx, conf).map(carrier -> Optional.of(new Bell(carrier)));
  }

  private record Bell(DemoCarrier carrier) implements BuiltInCarrier {
    @Override
    public GatewayDoors.Demo bell() {
      return carrier;
    }

    @Override
    public Future<Void> close() {
      return carrier.close();
    }
  }

  private static Future<House> page(
      Vertx vertx,
      Arguments words,
      Settings settings,
      RecorderDoors recorder,
      GatewayDoors gateway) {
    Clock clock = Clock.systemUTC();
    Rereading reload = new Rereading(vertx, words, settings, gateway);
    return new Accounts(vertx, recorder.shelf()).all().compose(users -> {
      boolean open = settings.web().demo().isEmpty() && users.isEmpty();
      SetupToken setup = open ? SetupToken.fresh(clock.instant()) : SetupToken.none();
      WebUiVerticle page =
          new WebUiVerticle(settings.web(), recorder, gateway, setup, reload, clock);
      return vertx
          .deployVerticle(page)
          .onSuccess(id -> reload.listen())
          .map(id -> new House(vertx, recorder, gateway, page, setup));
    });
  }

  /** The port of page and API. */
  int port() {
    return page.port();
  }

  Vertx vertx() {
    return vertx;
  }

  SetupToken setup() {
    return setup;
  }

  /** Calls end first, while their agents' sockets, which the roof holds, still carry a farewell. */
  Future<Void> close() {
    Future<Void> floors = gateway
        .drain()
        .eventually(() -> vertx.undeploy(page.deploymentID()))
        .eventually(recorder::close);
    return thenClose(floors, vertx::close);
  }
}

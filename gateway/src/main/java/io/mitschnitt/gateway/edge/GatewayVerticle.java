package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.Planner;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.edge.sip.SipEdge;
import io.mitschnitt.gateway.policy.Policy;
import io.mitschnitt.gateway.prompt.Prompts;
import io.mitschnitt.gateway.route.Routes;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Announcements, media, SIP, calls, and the built-in carrier: started in this order, stopped in the other. Wiring only. */
final class GatewayVerticle extends VerticleBase {

  private final GatewayConf conf;
  private final RecorderDoors recorder;
  private final GatewayFloor.CarrierMaker maker;
  private @Nullable MediaHouse media;
  private @Nullable SipEdge sip;
  private @Nullable CallRunner calls;
  private @Nullable LiveBoard board;
  private @Nullable PolicyDesk policies;
  private @Nullable Operator operator;
  private @Nullable Prompts announced;
  private Optional<GatewayFloor.BuiltInCarrier> carrier = Optional.empty();

  GatewayVerticle(GatewayConf conf, RecorderDoors recorder, GatewayFloor.CarrierMaker maker) {
    this.conf = conf;
    this.recorder = recorder;
    this.maker = maker;
  }

  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(() -> Prompts.read(conf.promptDir()), false)
        .compose(prompts -> MediaHouse.start(vertx, conf)
            .onSuccess(opened -> media = opened)
            .compose(opened -> SipEdge.start(vertx, conf).recover(this::cannotListen))
            .onSuccess(opened -> sip = opened)
            .compose(opened -> takeCalls(prompts)))
        .compose(taking -> maker.start(vertx, conf))
        .onSuccess(made -> carrier = made)
        .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
  }

  private Future<SipEdge> cannotListen(Throwable failure) {
    GatewayConf.Sip at = conf.sip();
    return Future.failedFuture(
        "SIP cannot listen on " + at.host() + ", UDP port " + at.udpPort() + ", TCP port "
            + at.tcpPort() + at.secure().map(tls -> ", TLS port " + tls.port()).orElse("") + ": "
            + failure.getMessage());
  }

  private Future<Void> takeCalls(Prompts prompts) {
    SipEdge on = set(sip);
    Routes routes = Routes.of(conf);
    LiveBoard shown = new LiveBoard(vertx, new QualityBook(recorder::shelf));
    InstantSource clock = InstantSource.system();
    Operator desk = new Operator(vertx, on.context(), clock, routes, on.door()::registered);
    CallWires wires = new CallWires(
        vertx,
        on.context(),
        clock,
        on.door(),
        set(media),
        recorder.recorder(),
        recorder.ledger(),
        prompts,
        routes,
        shown,
        desk);
    operator = desk;
    announced = prompts;
    Planner planner = new Planner(routes, new Policy(conf.policy()), prompts);
    CallRunner runner = new CallRunner(wires, planner);
    policies = new PolicyDesk(planner);
    board = shown;
    calls = runner;
    return runner.open();
  }

  /** The doors of the running gateway; {@code drain} ends it all. */
  GatewayDoors doors(Supplier<Future<Void>> drain) {
    return new RunningGateway(
        set(media),
        set(sip),
        set(calls),
        set(board),
        set(policies),
        set(operator),
        carrier.map(GatewayFloor.BuiltInCarrier::bell),
        this::reload,
        drain);
  }

  /** Routes, agents and rules change between two calls, on the context on which calls begin. */
  private Future<Void> reload(GatewayConf next) {
    Routes routes = Routes.of(next);
    Planner planner = new Planner(routes, new Policy(next.policy()), set(announced));
    Context asker = vertx.getOrCreateContext();
    Promise<Void> done = Promise.promise();
    set(sip).context().runOnContext(v -> {
      set(sip).follow(next.agents(), next.routing().home());
      set(operator).follow(routes);
      set(calls).follow(planner);
      set(policies).follow(planner);
      asker.runOnContext(back -> done.complete());
    });
    return done.future();
  }

  @Override
  public Future<?> stop() {
    return ended(calls == null ? null : calls.drain())
        .compose(v -> ended(carrier.map(GatewayFloor.BuiltInCarrier::close).orElse(null)))
        .compose(v -> ended(sip == null ? null : sip.close()))
        .compose(v -> ended(media == null ? null : media.close()));
  }

  /** Whatever one part does, the next is stopped as well. */
  private static Future<Void> ended(@Nullable Future<Void> part) {
    return part == null ? Future.succeededFuture() : part.otherwiseEmpty();
  }

  private static <T> T set(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the gateway has not started");
    }
    return part;
  }
}

package io.mitschnitt.webui.edge;

import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.webui.account.Sessions;
import io.mitschnitt.webui.account.SetupToken;
import io.mitschnitt.webui.account.Tokens;
import io.mitschnitt.webui.admin.Webhooks;
import io.mitschnitt.webui.api.Session;
import io.mitschnitt.webui.conf.Reload;
import io.mitschnitt.webui.conf.WebConf;
import io.mitschnitt.webui.live.Events;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The front door: page, API, agents' WebSocket, health, on one event loop. */
public final class WebUiVerticle extends VerticleBase {

  private static final int MOST_BYTES = 64 * 1024;
  private static final long SWEEP_MILLIS = 20_000;
  private static final long BOARD_MILLIS = 1_000;
  private static final long KEEP_ALIVE_MILLIS = 15_000;

  private final WebConf conf;
  private final RecorderDoors recorder;
  private final GatewayDoors gateway;
  private final SetupToken setup;
  private final Reload reload;
  private final Clock clock;
  private final Sessions sessions = new Sessions();
  private @Nullable HttpServer server;

  /** With a configuration that stays as it is. */
  public WebUiVerticle(
      WebConf conf, RecorderDoors recorder, GatewayDoors gateway, SetupToken setup, Clock clock) {
    this(conf, recorder, gateway, setup, Reload.never(conf), clock);
  }

  public WebUiVerticle(
      WebConf conf,
      RecorderDoors recorder,
      GatewayDoors gateway,
      SetupToken setup,
      Reload reload,
      Clock clock) {
    this.reload = reload;
    this.conf = conf;
    this.recorder = recorder;
    this.gateway = gateway;
    this.setup = setup;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    Events events = new Events(recorder.ledger());
    gateway.onNews(events::call);
    recorder.onEvent(events::recording);
    vertx.setPeriodic(KEEP_ALIVE_MILLIS, tick -> events.keepAlive());
    vertx.setPeriodic(BOARD_MILLIS, tick -> events.board(gateway.calls(), clock.instant()));
    vertx.setPeriodic(
        SWEEP_MILLIS, tick -> sessions.sweep(clock.instant(), this::onCall, this::dismissed));
    Tokens tokens = new Tokens(recorder.shelf(), sessions);
    Webhooks webhooks = new Webhooks(vertx, recorder, clock);
    gateway.onNews(webhooks::call);
    recorder.onEvent(webhooks::recording);
    vertx.setPeriodic(SWEEP_MILLIS, tick -> {
      tokens.sweep(clock.instant());
      tokens.load();
    });
    HttpServer made = vertx
        .createHttpServer(options())
        .requestHandler(new HostCheck(router(events, tokens, webhooks)));
    server = made;
    return tokens
        .load()
        .compose(v -> webhooks.load())
        .compose(v -> made.listen(conf.port(), conf.host()));
  }

  /** Where it listens, once it was deployed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  private Router router(Events events, Tokens tokens, Webhooks webhooks) {
    Origins origins = new Origins(conf.origins());
    Guard guard = new Guard(sessions, tokens, origins, clock);
    Router router = Router.router(vertx);
    router.route().handler(new SecurityHeaders(conf.tls().isPresent()));
    new HealthPages(recorder, gateway).mount(router);
    router.get("/sip").handler(new SipDoorway(gateway.agents(), sessions, origins, clock));
    new Endpoints(
            vertx, conf, recorder, gateway, sessions, tokens, webhooks, setup, events, reload,
            clock)
        .mount(router, guard, MOST_BYTES);
    new PageFiles().mount(router);
    Problems.mount(router);
    return router;
  }

  private HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions()
        .setWebSocketSubProtocols(List.of("sip"))
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(MOST_BYTES)
        .setMaxWebSocketMessageSize(MOST_BYTES)
        .setMaxHeaderSize(16 * 1024)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(false);
    conf.tls()
        .ifPresent(tls -> options
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(new PemKeyCertOptions()
                .setCertPath(tls.certificate().toString())
                .setKeyPath(tls.key().toString())));
    return options;
  }

  /** An agent whom the configuration, read again, does not name any more. */
  private boolean dismissed(Session session) {
    return session.agent() && !gateway.agents().isAgent(session.user());
  }

  /** An agent who talks is not idle, though the page asks for nothing meanwhile. */
  private boolean onCall(Session session) {
    return session.agent()
        && gateway.calls().all().stream()
            .anyMatch(call ->
                call.phase() != LiveCall.Phase.ENDED && call.agent().equals(session.user()));
  }
}

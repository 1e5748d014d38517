package io.mitschnitt.webui.desk;

import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.webui.api.Body;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /demo/call-me}: the demo carrier calls the service number; with {@code {from, to}}, one of its people calls
 * a number.
 */
public final class CallMe implements Handler<Visit> {

  private static final Logger LOG = LoggerFactory.getLogger(CallMe.class);

  /** {@code {}}, which a client may send where it has nothing to say. */
  private static final int EMPTY = 2;

  private final GatewayDoors gateway;

  public CallMe(GatewayDoors gateway) {
    this.gateway = gateway;
  }

  @Override
  public void handle(Visit visit) {
    gateway
        .demo()
        .ifPresentOrElse(
            demo -> ask(visit, demo),
            () -> Problem.notFound("this is no demo").answer(visit.http()));
  }

  private static void ask(Visit visit, GatewayDoors.Demo demo) {
    if (visit.http().body().length() <= EMPTY) {
      ring(visit, demo.callMe());
      return;
    }
    Body.read(visit, Set.of("from", "to")).ifPresent(body -> {
      if (PhoneNumber.read(body.text("from")).isEmpty()
          || PhoneNumber.read(body.text("to")).isEmpty()) {
        Problem.badRequest("from and to are E.164 numbers").answer(visit.http());
      } else {
        ring(visit, demo.call(body.text("from"), body.text("to")));
      }
    });
  }

  private static void ring(Visit visit, Future<Void> call) {
    call.onSuccess(placed -> visit.http().response().setStatusCode(202).end()).onFailure(cause -> {
      LOG.warn("the demo carrier could not call", cause);
      Problem.unavailable("the demo carrier cannot call now").answer(visit.http());
    });
  }
}

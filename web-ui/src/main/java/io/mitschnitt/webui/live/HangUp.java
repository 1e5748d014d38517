package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;

/** {@code POST /calls/:id/hangup}. */
public final class HangUp implements Handler<Visit> {

  private final LiveCalls calls;

  public HangUp(LiveCalls calls) {
    this.calls = calls;
  }

  @Override
  public void handle(Visit visit) {
    new OnCall(calls, Role.HANG_UP).act(visit, calls::hangup);
  }
}

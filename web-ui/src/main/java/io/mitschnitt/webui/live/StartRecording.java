package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;

/**
 * {@code POST /calls/:id/start-recording}: the other party is told or asked now, in a call that is recorded on demand
 * only; 409 with the reason where that cannot be.
 */
public final class StartRecording implements Handler<Visit> {

  private final LiveCalls calls;

  public StartRecording(LiveCalls calls) {
    this.calls = calls;
  }

  @Override
  public void handle(Visit visit) {
    new OnCall(calls, Role.STOP).act(visit, calls::startRecording);
  }
}

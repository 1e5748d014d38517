package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;

/** {@code POST /calls/:id/stop-recording}: the gate shuts for good, the call goes on. */
public final class StopRecording implements Handler<Visit> {

  private final LiveCalls calls;

  public StopRecording(LiveCalls calls) {
    this.calls = calls;
  }

  @Override
  public void handle(Visit visit) {
    new OnCall(calls, Role.STOP).act(visit, calls::stopRecording);
  }
}

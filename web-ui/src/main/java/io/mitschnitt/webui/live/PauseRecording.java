package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;

/**
 * {@code POST /calls/:id/pause} and {@code /calls/:id/resume}: nothing of the call is kept meanwhile; 409 with the reason
 * where the profile, the law or the call's state does not allow it.
 */
public final class PauseRecording implements Handler<Visit> {

  private final LiveCalls calls;
  private final boolean paused;

  /** @param paused whether this pauses, or lets the recording go on */
  public PauseRecording(LiveCalls calls, boolean paused) {
    this.calls = calls;
    this.paused = paused;
  }

  @Override
  public void handle(Visit visit) {
    new OnCall(calls, Role.STOP).act(visit, (id, by) -> calls.pause(id, paused, by));
  }
}

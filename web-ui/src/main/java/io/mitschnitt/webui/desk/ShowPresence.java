package io.mitschnitt.webui.desk;

import io.mitschnitt.gateway.contract.Staff;
import io.mitschnitt.webui.api.AgentJson;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;

/** {@code GET /me/presence}: whether calls ring at the agent who is logged in. */
public final class ShowPresence implements Handler<Visit> {

  private final Staff staff;

  public ShowPresence(Staff staff) {
    this.staff = staff;
  }

  @Override
  public void handle(Visit visit) {
    staff
        .find(visit.user())
        .onSuccess(found -> found
            .map(AgentJson::presence)
            .ifPresentOrElse(
                visit::answer,
                () -> Problem.notFound("you have no telephone here").answer(visit.http())))
        .onFailure(visit::fail);
  }
}

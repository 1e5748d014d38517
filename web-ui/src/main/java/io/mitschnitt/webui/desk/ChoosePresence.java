package io.mitschnitt.webui.desk;

import io.mitschnitt.gateway.contract.Staff;
import io.mitschnitt.gateway.contract.Staff.Choice;
import io.mitschnitt.webui.api.AgentJson;
import io.mitschnitt.webui.api.Body;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Handler;
import java.util.Optional;
import java.util.Set;

/** {@code PUT /me/presence} with {@code {presence}}: what the agent who is logged in wants to be from now on. */
public final class ChoosePresence implements Handler<Visit> {

  private final Staff staff;

  public ChoosePresence(Staff staff) {
    this.staff = staff;
  }

  @Override
  public void handle(Visit visit) {
    Body.read(visit, Set.of("presence")).ifPresent(body -> {
      Optional<Choice> choice = Words.read(Choice.class, body.text("presence"));
      if (choice.isEmpty()) {
        Problem.badRequest("presence is available, break or offline").answer(visit.http());
      } else {
        choose(visit, choice.get());
      }
    });
  }

  private void choose(Visit visit, Choice choice) {
    staff
        .choose(visit.user(), choice)
        .onSuccess(chosen -> chosen
            .map(AgentJson::presence)
            .ifPresentOrElse(
                visit::answer,
                () -> Problem.notFound("you have no telephone here").answer(visit.http())))
        .onFailure(visit::fail);
  }
}

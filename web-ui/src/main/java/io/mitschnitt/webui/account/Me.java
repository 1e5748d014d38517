package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Session;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code GET /me}, who is logged in. */
public final class Me implements Handler<Visit> {

  @Override
  public void handle(Visit visit) {
    visit.answer(json(visit.session()));
  }

  static JsonObject json(Session session) {
    JsonArray roles = new JsonArray();
    session.roles().stream().sorted().map(Role::word).forEach(roles::add);
    return new JsonObject()
        .put(
            "user",
            new JsonObject()
                .put("name", session.user())
                .put("roles", roles)
                .put("agent", session.agent()))
        .put("csrf", session.csrf());
  }
}

package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** {@code GET} and {@code POST /tokens}, {@code DELETE /tokens/:id}. */
public final class TokenDesk {

  private static final int MOST_DAYS = 730;
  private static final int MOST = 200;

  private final Tokens tokens;
  private final Clock clock;

  public TokenDesk(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  public Handler<Visit> list() {
    return visit -> {
      JsonArray items = new JsonArray();
      tokens.all().stream().map(Tokens.Token::json).forEach(items::add);
      visit.answer(new JsonObject().put("items", items).putNull("next"));
    };
  }

  /** A token has no agent's role: whose calls would be its own? */
  public Handler<Visit> make() {
    return visit -> Given.read(visit, Set.of("name", "roles", "days"), given -> {
      String name = given.text("name", 50);
      Set<Role> roles = UserDesk.roles(given);
      if (!User.isName(name) || roles.contains(Role.AGENT)) {
        throw new Given.Wrong(
            "a token's name has lower-case letters, digits, dots, dashes, and it is no agent");
      }
      int days = given.whole("days", 1, MOST_DAYS);
      if (tokens.all().size() >= MOST) {
        new Problem(409, "Refused", "there are " + MOST + " tokens already").answer(visit.http());
        return;
      }
      tokens
          .make(name, roles, visit.user(), clock.instant(), Duration.ofDays(days))
          .onSuccess(made -> visit.created(made.token().json().put("token", made.secret())))
          .onFailure(visit::fail);
    });
  }

  public Handler<Visit> revoke() {
    return visit -> tokens
        .revoke(visit.path("id"))
        .onSuccess(was -> {
          if (was) {
            visit.done();
          } else {
            Problem.notFound("no such token").answer(visit.http());
          }
        })
        .onFailure(visit::fail);
  }
}

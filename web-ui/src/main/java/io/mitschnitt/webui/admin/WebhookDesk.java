package io.mitschnitt.webui.admin;

import io.mitschnitt.webui.admin.Webhook.Kind;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code GET} and {@code POST /webhooks}, {@code DELETE /webhooks/:id}, {@code GET /webhooks/:id/deliveries}, {@code POST
 * /webhooks/:id/test}, {@code POST /webhooks/:id/replay}.
 */
public final class WebhookDesk {

  private final Webhooks webhooks;

  public WebhookDesk(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  public Handler<Visit> list() {
    return visit -> {
      JsonArray items = new JsonArray();
      webhooks.all().stream().map(Webhook::json).forEach(items::add);
      visit.answer(new JsonObject().put("items", items).putNull("next"));
    };
  }

  /** The secret is told here and nowhere else. */
  public Handler<Visit> add() {
    return visit -> Given.read(visit, Set.of("name", "url", "events"), given -> {
      String url = given.text("url", 500);
      Webhook.objection(url).ifPresent(why -> {
        throw new Given.Wrong(why);
      });
      Set<Kind> events = given.texts("events", 40).stream()
          .map(word -> Words.read(Kind.class, word)
              .orElseThrow(() -> new Given.Wrong("events are " + Webhook.kinds())))
          .collect(Collectors.toSet());
      webhooks
          .add(given.text("name", 80), url, events, visit.user())
          .onSuccess(made -> made.ifPresentOrElse(
              hook -> visit.created(hook.json().put("secret", webhooks.secret(hook.id()))),
              () -> new Problem(409, "Refused", "there are too many webhooks already")
                  .answer(visit.http())))
          .onFailure(visit::fail);
    });
  }

  public Handler<Visit> remove() {
    return visit -> webhooks
        .remove(visit.path("id"))
        .onSuccess(was -> {
          if (was) {
            visit.done();
          } else {
            none(visit);
          }
        })
        .onFailure(visit::fail);
  }

  public Handler<Visit> deliveries() {
    return visit -> known(visit).ifPresent(hook -> {
      JsonArray items = new JsonArray();
      webhooks.deliveries(hook.id()).stream().map(Delivery::json).forEach(items::add);
      visit.answer(new JsonObject().put("items", items).putNull("next"));
    });
  }

  public Handler<Visit> test() {
    return visit -> known(visit).ifPresent(hook -> {
      webhooks.test(hook);
      visit.done();
    });
  }

  public Handler<Visit> replay() {
    return visit -> known(visit)
        .ifPresent(hook -> Given.read(visit, Set.of("delivery"), given -> {
          if (webhooks.replay(hook.id(), given.text("delivery", 64))) {
            visit.done();
          } else {
            none(visit);
          }
        }));
  }

  private Optional<Webhook> known(Visit visit) {
    Optional<Webhook> hook = webhooks.find(visit.path("id"));
    if (hook.isEmpty()) {
      none(visit);
    }
    return hook;
  }

  private static void none(Visit visit) {
    Problem.notFound("no such webhook or delivery").answer(visit.http());
  }
}

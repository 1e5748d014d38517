package io.mitschnitt.webui.admin;

import io.mitschnitt.gateway.contract.CallNews;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.webui.admin.Delivery.State;
import io.mitschnitt.webui.admin.Webhook.Kind;
import io.mitschnitt.webui.api.CallJson;
import io.mitschnitt.webui.api.RecordingJson;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks what happens: signed, tried again at growing intervals, each telling in a log from which it can be sent
 * once more. One event loop owns it. A secret is derived from this node's key and is nowhere kept.
 */
public final class Webhooks {

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final String HOOKS = "webhooks";
  private static final String LOGS = "deliveries";
  private static final int KEPT = 100;
  private static final int MOST = 20;
  /** Seconds before the second, third … try. */
  private static final List<Integer> PAUSES = List.of(1, 5, 30, 300, 1800);

  private final Vertx vertx;
  private final RecorderDoors recorder;
  private final Shelf shelf;
  private final Clock clock;
  private final Post post;
  private final Map<String, Webhook> hooks = new LinkedHashMap<>();
  private final Map<String, Deque<Delivery>> logs = new HashMap<>();

  public Webhooks(Vertx vertx, RecorderDoors recorder, Clock clock) {
    this.vertx = vertx;
    this.recorder = recorder;
    this.shelf = recorder.shelf();
    this.clock = clock;
    this.post = new Post(vertx);
  }

  /** Reads what is kept and goes on with what was not delivered yet. */
  public Future<Void> load() {
    return shelf
        .all(HOOKS)
        .compose(all -> {
          all.values()
              .forEach(json -> Webhook.read(json).ifPresent(hook -> hooks.put(hook.id(), hook)));
          return shelf.all(LOGS);
        })
        .map(all -> {
          all.forEach((id, json) -> {
            Deque<Delivery> log = new ArrayDeque<>();
            new JsonArray(json).forEach(one -> log.add(Delivery.read((JsonObject) one)));
            logs.put(id, log);
            List.copyOf(log).stream()
                .filter(one -> one.state() == State.WAITING)
                .forEach(one -> attempt(id, one.id()));
          });
          return null;
        });
  }

  List<Webhook> all() {
    return List.copyOf(hooks.values());
  }

  Optional<Webhook> find(String id) {
    return Optional.ofNullable(hooks.get(id));
  }

  /** The newest first. */
  List<Delivery> deliveries(String id) {
    return List.copyOf(logs.getOrDefault(id, new ArrayDeque<>()));
  }

  /** What a receiver checks signatures with, 64 hex digits. */
  String secret(String id) {
    return HexFormat.of().formatHex(recorder.derivedKey("webhook " + id));
  }

  /** Empty where there are too many already. */
  Future<Optional<Webhook>> add(String name, String url, Set<Kind> events, String by) {
    if (hooks.size() >= MOST) {
      return Future.succeededFuture(Optional.empty());
    }
    Webhook hook =
        new Webhook(RecordingId.random().value(), name, url, events, by, clock.instant());
    return shelf.put(HOOKS, hook.id(), hook.json().encode()).map(kept -> {
      hooks.put(hook.id(), hook);
      return Optional.of(hook);
    });
  }

  Future<Boolean> remove(String id) {
    if (hooks.remove(id) == null) {
      return Future.succeededFuture(false);
    }
    logs.remove(id);
    return shelf.remove(HOOKS, id).compose(v -> shelf.remove(LOGS, id)).map(true);
  }

  /** Tells {@code hook} alone that somebody tries it. */
  void test(Webhook hook) {
    tell(hook, Kind.TEST, new JsonObject().put("hello", "from Mitschnitt"));
  }

  /** Sends a telling once more, under its old id; answers false where it is not in the log. */
  boolean replay(String hook, String delivery) {
    Optional<Delivery> found = find(hook, delivery);
    found.ifPresent(one -> {
      replace(hook, one.again());
      attempt(hook, delivery);
    });
    return found.isPresent();
  }

  /** News of a call. */
  public void call(CallNews news) {
    JsonObject call = CallJson.of(news.call());
    kind(news).ifPresent(kind -> tellAll(kind, call));
  }

  private static Optional<Kind> kind(CallNews news) {
    return news.when(new CallNews.Cases<Optional<Kind>>() {
      @Override
      public Optional<Kind> began(CallNews.Began began) {
        return Optional.of(Kind.CALL_BEGAN);
      }

      @Override
      public Optional<Kind> changed(CallNews.Changed changed) {
        return Optional.empty();
      }

      @Override
      public Optional<Kind> ended(CallNews.Ended ended) {
        return Optional.of(Kind.CALL_ENDED);
      }
    });
  }

  /** News of a recording. */
  public void recording(RecordingEvent event) {
    JsonObject data = RecordingJson.of(event);
    Words.read(Kind.class, "recording-" + data.getString("kind"))
        .ifPresent(kind -> tellAll(kind, data));
  }

  private void tellAll(Kind kind, JsonObject data) {
    List.copyOf(hooks.values()).stream()
        .filter(hook -> hook.events().contains(kind))
        .forEach(hook -> tell(hook, kind, data));
  }

  private void tell(Webhook hook, Kind kind, JsonObject data) {
    Instant now = clock.instant();
    String id = RecordingId.random().value();
    String body = new JsonObject()
        .put("id", id)
        .put("kind", Words.of(kind))
        .put("at", Words.of(now))
        .put("data", data)
        .encode();
    Deque<Delivery> log = logs.computeIfAbsent(hook.id(), fresh -> new ArrayDeque<>());
    log.addFirst(new Delivery(id, Words.of(kind), now, body, State.WAITING, 0, 0, "", now));
    while (log.size() > KEPT) {
      log.removeLast();
    }
    keep(hook.id());
    attempt(hook.id(), id);
  }

  private void attempt(String hookId, String id) {
    Webhook hook = hooks.get(hookId);
    Optional<Delivery> found = find(hookId, id);
    if (hook == null || found.isEmpty() || found.get().state() != State.WAITING) {
      return;
    }
    Delivery delivery = found.get();
    Instant now = clock.instant();
    byte[] key = secret(hookId).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Map<String, String> headers = Map.of(
        "x-mitschnitt-event", delivery.kind(),
        "x-mitschnitt-delivery", id,
        "x-mitschnitt-signature", Signature.of(key, delivery.body(), now));
    post.send(hook.url(), delivery.body(), headers).onComplete(end -> {
      if (end.succeeded() && end.result() / 100 == 2) {
        settle(hookId, delivery.after(State.DELIVERED, end.result(), "", clock.instant()));
      } else {
        int status = end.succeeded() ? end.result() : 0;
        failed(hookId, delivery, status);
      }
    });
  }

  private void failed(String hookId, Delivery delivery, int status) {
    String why = status == 0 ? "no answer within 5 s" : "answered " + status;
    boolean last = delivery.tries() >= PAUSES.size();
    settle(
        hookId, delivery.after(last ? State.FAILED : State.WAITING, status, why, clock.instant()));
    if (last) {
      LOG.warn("webhook {}: gave up after {} tries", hookId, delivery.tries() + 1);
    } else {
      vertx.setTimer(PAUSES.get(delivery.tries()) * 1000L, again -> attempt(hookId, delivery.id()));
    }
  }

  private void settle(String hookId, Delivery delivery) {
    replace(hookId, delivery);
    keep(hookId);
  }

  private Optional<Delivery> find(String hook, String id) {
    return logs.getOrDefault(hook, new ArrayDeque<>()).stream()
        .filter(one -> one.id().equals(id))
        .findFirst();
  }

  private void replace(String hook, Delivery next) {
    Deque<Delivery> log = logs.get(hook);
    if (log != null) {
      List<Delivery> all = new ArrayList<>(log);
      all.replaceAll(one -> one.id().equals(next.id()) ? next : one);
      log.clear();
      log.addAll(all);
    }
  }

  private void keep(String hook) {
    JsonArray all = new JsonArray();
    logs.getOrDefault(hook, new ArrayDeque<>()).forEach(one -> all.add(one.json()));
    shelf
        .put(LOGS, hook, all.encode())
        .onFailure(cause -> LOG.warn("the log of webhook {} was not kept", hook, cause));
  }
}

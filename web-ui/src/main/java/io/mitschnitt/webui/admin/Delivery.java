package io.mitschnitt.webui.admin;

import io.mitschnitt.webui.api.Words;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * One telling of one event to one webhook.
 *
 * @param id the same at every try, so that a receiver can tell a repetition
 * @param body what is sent, byte for byte
 * @param tries how often it was sent
 * @param status of the last answer; 0 where there was none
 * @param detail for people, what went wrong last
 */
record Delivery(
    String id,
    String kind,
    Instant at,
    String body,
    State state,
    int tries,
    int status,
    String detail,
    Instant lastTry) {

  /** Where it stands. */
  enum State {
    /** Sent soon, or again. */
    WAITING,
    DELIVERED,
    /** Given up; it can be sent again by hand. */
    FAILED
  }

  Delivery after(State next, int answered, String what, Instant now) {
    return new Delivery(id, kind, at, body, next, tries + 1, answered, what, now);
  }

  Delivery again() {
    return new Delivery(id, kind, at, body, State.WAITING, 0, status, detail, lastTry);
  }

  JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("kind", kind)
        .put("at", Words.of(at))
        .put("body", body)
        .put("state", Words.of(state))
        .put("tries", tries)
        .put("status", status)
        .put("detail", detail)
        .put("lastTry", Words.of(lastTry));
  }

  static Delivery read(JsonObject in) {
    return new Delivery(
        in.getString("id", ""),
        in.getString("kind", ""),
        Instant.parse(in.getString("at")),
        in.getString("body", ""),
        Words.read(State.class, in.getString("state", "")).orElse(State.FAILED),
        in.getInteger("tries", 0),
        in.getInteger("status", 0),
        in.getString("detail", ""),
        Instant.parse(in.getString("lastTry")));
  }
}

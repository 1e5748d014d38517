package io.mitschnitt.webui.api;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/**
 * One request by one person.
 *
 * @param who empty where nobody is logged in, which only open endpoints see
 */
public record Visit(RoutingContext http, Optional<Session> who) {

  /** The person; for endpoints that are not open. */
  public Session session() {
    return who.orElseThrow();
  }

  public String user() {
    return session().user();
  }

  /** How far this person reaches where {@code allowed} may. */
  public Reach reach(Set<Role> allowed) {
    return Reach.of(session().roles(), allowed);
  }

  /** The role in which this person does what {@code allowed} may: the one that reaches furthest. */
  public String roleAmong(Set<Role> allowed) {
    return session().roles().stream()
        .filter(allowed::contains)
        .sorted((a, b) -> Boolean.compare(a == Role.AGENT, b == Role.AGENT))
        .findFirst()
        .map(Role::word)
        .orElse("");
  }

  /** The call in the path; where it is none, a 404 has been answered. */
  public Optional<CallId> call() {
    Optional<CallId> id = CallId.read(pathId());
    if (id.isEmpty()) {
      Problem.notFound("no such call").answer(http);
    }
    return id;
  }

  /** The recording in the path; where it is none, a 404 has been answered. */
  public Optional<RecordingId> recording() {
    Optional<RecordingId> id = RecordingId.read(pathId());
    if (id.isEmpty()) {
      Problem.notFound("no such recording").answer(http);
    }
    return id;
  }

  /** What the path calls {@code name}; empty where it calls nothing so. */
  public String path(String name) {
    String part = http.pathParam(name);
    return part == null ? "" : part;
  }

  /** Answers with {@code json}, which is new. */
  public void created(JsonObject json) {
    http.response().setStatusCode(201);
    answer(json);
  }

  /** Answers with {@code json}. */
  public void answer(JsonObject json) {
    http.response().putHeader("content-type", "application/json").end(json.toBuffer());
  }

  /** Answers that it is done and there is nothing to say. */
  public void done() {
    http.response().setStatusCode(204).end();
  }

  /** Answers that it went wrong by our fault; the cause goes to the log. */
  public void fail(Throwable cause) {
    http.fail(cause);
  }

  /** Answers a search that failed: where its cursor is none of ours, with what is wrong, else as {@link #fail}. */
  public void failSearch(Throwable cause) {
    if (cause instanceof IllegalArgumentException) {
      Problem.badRequest("cursor is what the page before this one said, unchanged")
          .answer(http);
    } else {
      fail(cause);
    }
  }

  private String pathId() {
    String id = http.pathParam("id");
    return id == null ? "" : id;
  }
}

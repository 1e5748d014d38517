package io.mitschnitt.webui.api;

import io.mitschnitt.gateway.contract.Staff;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An agent as docs/api.md shows it. */
public final class AgentJson {

  private AgentJson() {}

  public static JsonObject of(Staff.State agent) {
    return presence(agent)
        .put("name", agent.agent())
        .put("extension", agent.extension().orElse(null))
        .put("groups", new JsonArray(agent.groups().stream().sorted().toList()));
  }

  /** What the agent is and wants to be. */
  public static JsonObject presence(Staff.State agent) {
    return new JsonObject()
        .put("presence", Words.of(agent.presence()))
        .put("choice", Words.of(agent.choice()))
        .put("since", Words.of(agent.since()))
        .put("wrapUpUntil", Words.ofNullable(agent.wrapUpUntil()));
  }
}

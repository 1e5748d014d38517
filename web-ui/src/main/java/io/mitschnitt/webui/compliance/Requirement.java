package io.mitschnitt.webui.compliance;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * One requirement of a law, and what was found of it on this node.
 *
 * @param id such as {@code MF04}
 * @param source the clause
 * @param asks what it asks for
 * @param found what was looked at, and how it is
 * @param evidence a path of the API that shows it; empty where nothing does
 * @param duty what remains for people to do; empty where nothing does
 */
record Requirement(
    String id, String source, Said asks, Status status, Said found, String evidence, Said duty) {

  /** What was found. */
  enum Status {
    PASS,
    FAIL,
    /** Nothing that a program can look at. */
    DUTY,
    /** The profile does not fall under it. */
    NOT_APPLICABLE
  }

  JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("source", source)
        .put("asks", asks.json())
        .put("status", status.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("found", found.json())
        .put("evidence", evidence.isEmpty() ? null : evidence)
        .put("duty", duty.equals(Said.NOTHING) ? null : duty.json());
  }
}

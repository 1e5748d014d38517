package io.mitschnitt.webui.api;

import io.mitschnitt.gateway.contract.Policies.Answer;
import io.mitschnitt.gateway.contract.Policies.Place;
import io.mitschnitt.gateway.contract.Policies.Verdict;
import io.mitschnitt.recorder.contract.Ledger.Row;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the policy makes of calls, as JSON. See {@code docs/api.md}. */
public final class PolicyJson {

  private PolicyJson() {}

  public static JsonObject of(Answer answer) {
    return new JsonObject()
        .put("verdict", answer.verdict().map(PolicyJson::of).orElse(null))
        .put("why", answer.why());
  }

  /** The decision about a call that was answered; {@code deleteAfter} is its recording's last moment. */
  public static JsonObject of(Row row, Optional<Instant> deleteAfter) {
    return new JsonObject()
        .put("call", row.facts().id().value())
        .put("direction", Words.of(row.facts().direction()))
        .put("decidedAt", Words.of(row.facts().startedAt()))
        .put("decision", CallJson.of(row.decision()))
        .put("consent", CallJson.of(row.consent()))
        .put("deleteAfter", Words.ofNullable(deleteAfter));
  }

  private static JsonObject of(Verdict verdict) {
    return new JsonObject()
        .put("direction", Words.of(verdict.direction()))
        .put("decision", CallJson.of(verdict.decision()))
        .put(
            "places",
            new JsonArray(verdict.places().stream().map(PolicyJson::of).toList()));
  }

  private static JsonObject of(Place place) {
    return new JsonObject()
        .put("whose", place.whose())
        .put("code", place.code())
        .put("name", place.name())
        .put("says", place.says().map(Words::of).orElse(null))
        .put("counts", Words.of(place.counts()))
        .put("doubt", place.doubt())
        .put("confidence", place.confidence())
        .put("sources", new JsonArray(List.copyOf(place.sources())))
        .put("note", place.note())
        .put("reviewedOn", place.reviewedOn().map(LocalDate::toString).orElse(null));
  }
}

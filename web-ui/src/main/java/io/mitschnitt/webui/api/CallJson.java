package io.mitschnitt.webui.api;

import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger.Row;
import io.mitschnitt.recorder.contract.Ledger.Segment;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls as JSON: a Call while it runs, a Row of the book once it was answered. See {@code docs/api.md}. */
public final class CallJson {

  private CallJson() {}

  public static JsonObject of(LiveCall call) {
    return new JsonObject()
        .put("id", call.id().value())
        .put("direction", Words.of(call.direction()))
        .put("customer", of(call.customer()))
        .put("agent", call.agent())
        .put("trunk", call.trunk())
        .put("dialled", call.dialled())
        .put("startedAt", Words.of(call.startedAt()))
        .put("answeredAt", Words.ofNullable(call.answeredAt()))
        .put("phase", Words.of(call.phase()))
        .put(
            "light",
            new JsonObject()
                .put("state", Words.of(call.light().state()))
                .put("code", call.light().code())
                .put("reason", call.light().reason())
                .put("until", Words.ofNullable(call.light().until())))
        .put("recording", call.recording().map(RecordingId::value).orElse(null))
        .put("ending", of(call.ending()));
  }

  /** A call that is over, as the book has it, in the shape of a live one. */
  public static JsonObject over(Row row) {
    JsonObject call = facts(row.facts());
    call.put("id", call.remove("call"));
    return call.put("phase", Words.of(LiveCall.Phase.ENDED))
        .put(
            "light",
            new JsonObject()
                .put("state", Words.of(LiveCall.Light.State.OFF))
                .put("code", "ended")
                .put("reason", "the call is over"))
        .put("recording", row.recording().map(RecordingId::value).orElse(null))
        .put("ending", of(row.ending()))
        .put("row", of(row));
  }

  public static JsonObject of(Row row) {
    return facts(row.facts())
        .put("endedAt", Words.ofNullable(row.endedAt()))
        .put("state", Words.of(row.state()))
        .put("recording", row.recording().map(RecordingId::value).orElse(null))
        .put(
            "reason",
            row.reason()
                .map(reason -> new JsonObject()
                    .put("why", Words.of(reason.why()))
                    .put("detail", reason.detail()))
                .orElse(null))
        .put("ending", of(row.ending()))
        .put("decision", of(row.decision()))
        .put("consent", of(row.consent()))
        .put("segments", segments(row));
  }

  /** Who had the call, from when and until when; null = still, or the end is not known. */
  public static JsonArray segments(Row row) {
    List<Segment> all = row.segments();
    JsonArray array = new JsonArray();
    for (int i = 0; i < all.size(); i++) {
      Optional<Instant> until =
          i + 1 < all.size() ? Optional.of(all.get(i + 1).from()) : row.endedAt();
      array.add(new JsonObject()
          .put("agent", all.get(i).agent())
          .put("from", Words.of(all.get(i).from()))
          .put("to", Words.ofNullable(until)));
    }
    return array;
  }

  /** What is known of a call when it is answered; its id as {@code call}. */
  static JsonObject facts(CallFacts facts) {
    return new JsonObject()
        .put("call", facts.id().value())
        .put("direction", Words.of(facts.direction()))
        .put("customer", of(facts.customer()))
        .put("agent", facts.agent())
        .put("trunk", facts.trunk())
        .put("dialled", facts.dialled())
        .put("startedAt", Words.of(facts.startedAt()))
        .put("answeredAt", Words.of(facts.answeredAt()))
        .put("signalling", new JsonObject(Map.<String, Object>copyOf(facts.signalling())));
  }

  static @Nullable JsonObject of(Optional<Ending> ending) {
    return ending
        .map(end -> new JsonObject()
            .put("whose", Words.of(end.whose()))
            .put("why", end.why())
            .put("cause", end.cause()))
        .orElse(null);
  }

  static JsonObject of(Decision decision) {
    return new JsonObject()
        .put("mode", Words.of(decision.mode()))
        .put("language", decision.language())
        .put("prompt", decision.prompt())
        .put("profile", decision.profile())
        .put("retentionDays", decision.retentionDays())
        .put("retention", decision.keeping().name())
        .put("reasons", new JsonArray(List.copyOf(decision.reasons())))
        .put(
            "basis",
            new JsonObject()
                .put("policyVersion", decision.basis().policyVersion())
                .put("tableVersion", decision.basis().tableVersion())
                .put("rule", decision.basis().rule()));
  }

  static JsonArray of(List<ConsentEvent> events) {
    JsonArray array = new JsonArray();
    events.forEach(event -> array.add(new JsonObject()
        .put("at", Words.of(event.at()))
        .put("kind", Words.of(event.kind()))
        .put("detail", event.detail())));
    return array;
  }

  private static JsonObject of(Party party) {
    return new JsonObject()
        .put("number", party.number().map(PhoneNumber::e164).orElse(null))
        .put("address", party.address())
        .put("name", party.name());
  }
}

package io.mitschnitt.webui.api;

import io.mitschnitt.recorder.contract.Imports;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Listening;
import io.mitschnitt.recorder.contract.Library.Waveform;
import io.mitschnitt.recorder.contract.Marks;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Recordings, their pictures and their news as JSON. See {@code docs/api.md}. */
public final class RecordingJson {

  private RecordingJson() {}

  public static JsonObject of(Card card) {
    JsonObject json = new JsonObject().put("id", card.id().value());
    CallJson.facts(card.call()).forEach(field -> json.put(field.getKey(), field.getValue()));
    return json.put("recordedAt", Words.of(card.startedAt()))
        .put("durationMs", card.length().map(Duration::toMillis).orElse(null))
        .put("state", Words.of(card.state()))
        .put("decision", CallJson.of(card.decision()))
        .put("consent", CallJson.of(card.consent()))
        .put("ending", CallJson.of(card.ending()))
        .put("sha256", card.sha256().orElse(null))
        .put("deleteAfter", Words.ofNullable(card.deleteAfter()))
        .put("imported", card.decision().profile().equals(Imports.PROFILE))
        .put("findings", new JsonArray(List.copyOf(card.findings())));
  }

  /** A recording with what people put on it. */
  public static JsonObject of(Card card, Marks marks) {
    return of(card)
        .put("tags", new JsonArray(List.copyOf(marks.tags())))
        .put("score", marks.score().isPresent() ? marks.score().getAsDouble() : null)
        .put("comments", marks.comments());
  }

  /** Where an imported recording came from. */
  public static JsonObject of(Imports.Origin origin) {
    return new JsonObject()
        .put("at", Words.of(origin.at()))
        .put("by", origin.by())
        .put("reason", origin.reason())
        .put("file", origin.file())
        .put("format", origin.format())
        .put("sampleRate", origin.sampleRate())
        .put("channels", origin.channels())
        .put("sha256", origin.sha256());
  }

  public static JsonArray of(List<Listening> listenings) {
    JsonArray array = new JsonArray();
    listenings.forEach(one -> array.add(new JsonObject()
        .put("at", Words.of(one.at()))
        .put("user", one.listener().user())
        .put("role", one.listener().role())));
    return array;
  }

  public static JsonObject of(Waveform waveform) {
    JsonArray spans = new JsonArray();
    waveform
        .spans()
        .forEach(span -> spans.add(new JsonObject()
            .put("leg", Words.of(span.leg()))
            .put("kind", Words.of(span.kind()))
            .put("fromMillis", span.fromMillis())
            .put("toMillis", span.toMillis())));
    return new JsonObject()
        .put("millisPerPeak", waveform.millisPerPeak())
        .put("customer", peaks(waveform.customer()))
        .put("agent", peaks(waveform.agent()))
        .put("spans", spans);
  }

  /** News of a recording. */
  public static JsonObject of(RecordingEvent event) {
    JsonObject json = event.when(new RecordingEvent.Cases<JsonObject>() {
      @Override
      public JsonObject opened(RecordingEvent.Opened opened) {
        return news("opened").put("at", Words.of(opened.at()));
      }

      @Override
      public JsonObject stored(RecordingEvent.Stored stored) {
        return news("stored")
            .put("at", Words.of(stored.at()))
            .put("durationMs", stored.length().toMillis());
      }

      @Override
      public JsonObject failed(RecordingEvent.Failed failed) {
        return news("failed").put("at", Words.of(failed.at())).put("why", failed.cause());
      }

      @Override
      public JsonObject erased(RecordingEvent.Erased erased) {
        return news("erased").put("at", Words.of(erased.at())).put("why", erased.why());
      }

      @Override
      public JsonObject alarm(RecordingEvent.Alarm alarm) {
        return news("alarm").put("at", Words.of(alarm.at())).put("why", alarm.what());
      }
    });
    return json.put("recording", event.recording().value())
        .put("call", event.call().value());
  }

  private static JsonObject news(String kind) {
    return new JsonObject().put("kind", kind);
  }

  private static JsonArray peaks(byte[] peaks) {
    JsonArray array = new JsonArray(new java.util.ArrayList<>(peaks.length));
    for (byte peak : peaks) {
      array.add((int) peak);
    }
    return array;
  }
}

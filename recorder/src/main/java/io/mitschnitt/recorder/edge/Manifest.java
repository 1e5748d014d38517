package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A bundle's table of contents for programs and people. */
final class Manifest {

  private Manifest() {}

  static byte[] of(
      Entry entry,
      Listener listener,
      String reason,
      Instant at,
      String origin,
      String fingerprint,
      boolean redacted) {
    Take take = entry.take().orElseThrow();
    JsonObject json = new JsonObject()
        .put("format", "mitschnitt-evidence/1")
        .put("recording", take.id().value())
        .put("call", entry.call().value())
        .put("log", origin)
        .put("keySha256", fingerprint)
        .put("recordedAt", take.startedAt().map(LogEntry::time).orElse(null))
        .put("deleteAfter", take.deleteAfter().map(LogEntry::time).orElse(null))
        .put(
            "decision",
            new JsonObject()
                .put(
                    "mode",
                    entry.decision().mode().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("profile", entry.decision().profile())
                .put("language", entry.decision().language())
                .put("prompt", entry.decision().prompt())
                .put("retentionDays", entry.decision().retentionDays())
                .put("reasons", new JsonArray(List.copyOf(entry.decision().reasons()))))
        .put("findings", new JsonArray(List.copyOf(take.findings())))
        .put(
            "export",
            new JsonObject()
                .put("at", LogEntry.time(at))
                .put("by", listener.user())
                .put("role", listener.role())
                .put("reason", reason));
    take.sound().ifPresent(sound -> json.put("sound", sound(sound, redacted)));
    return (json.encodePrettily() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The digest of the whole is not told with a redacted copy: one could compare a guess with it. */
  private static JsonObject sound(Take.Sound sound, boolean redacted) {
    JsonObject json = new JsonObject()
        .put("file", "audio.mp3")
        .put("channels", new JsonArray().add("customer").add("agent"))
        .put("redacted", redacted)
        .put("millis", sound.length().toMillis())
        .put("bytes", sound.bytes())
        .put("sampleRate", sound.sampleRate())
        .put("bitrate", sound.bitrate());
    return redacted ? json : json.put("sha256", sound.sha256());
  }
}

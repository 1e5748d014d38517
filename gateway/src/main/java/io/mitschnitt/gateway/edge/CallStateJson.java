package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** How a call stands, as the agent's softphone is told by SIP INFO: the body and its media type. */
final class CallStateJson {

  static final String TYPE = "application/vnd.mitschnitt.call-state+json";

  private CallStateJson() {}

  /** {@code {state, code, reason, until, call, recording}}; recording is null where none runs. */
  static String of(LiveCall call) {
    return new JsonObject()
        .put("state", call.light().state().name().toLowerCase(Locale.ROOT))
        .put("code", call.light().code())
        .put("reason", call.light().reason())
        .put("until", call.light().until().map(Instant::toString).orElse(null))
        .put("call", call.id().value())
        .put("recording", call.recording().map(RecordingId::value).orElse(null))
        .encode();
  }
}

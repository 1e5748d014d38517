package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.contract.LegQuality.Way;
import io.mitschnitt.gateway.contract.LegSound;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The figures of a live board: of each running call the worst of its legs and directions. */
final class Board {

  private Board() {}

  static JsonObject of(LiveCalls calls, Instant now) {
    JsonArray lines = new JsonArray();
    calls.all().stream()
        .filter(call -> call.phase() != LiveCall.Phase.ENDED)
        .map(call -> line(call, calls.sound(call.id())))
        .forEach(lines::add);
    return new JsonObject().put("at", Words.of(now)).put("calls", lines);
  }

  private static JsonObject line(LiveCall call, List<LegSound> legs) {
    OptionalDouble mos = ways(legs).mapToDouble(Way::mos).min();
    OptionalDouble loss = ways(legs).mapToDouble(Way::lossPercent).max();
    OptionalInt jitter = ways(legs).mapToInt(Way::jitterMillis).max();
    return new JsonObject()
        .put("id", call.id().value())
        .put("mos", mos.isPresent() ? mos.getAsDouble() : null)
        .put("lossPercent", loss.isPresent() ? loss.getAsDouble() : null)
        .put("jitterMillis", jitter.isPresent() ? jitter.getAsInt() : null)
        .put("silent", legs.stream().anyMatch(LegSound::silent));
  }

  private static Stream<Way> ways(List<LegSound> legs) {
    return legs.stream()
        .flatMap(leg -> leg.quality().stream())
        .flatMap((LegQuality quality) ->
            Stream.concat(quality.heard().stream(), quality.told().stream()));
  }
}

package io.mitschnitt.webui.api;

import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.contract.LegSound;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How a live call sounds, as JSON. See {@code docs/api.md}. */
public final class SoundJson {

  private SoundJson() {}

  public static JsonArray of(List<LegSound> legs) {
    JsonArray array = new JsonArray();
    legs.forEach(leg -> array.add(of(leg)));
    return array;
  }

  private static JsonObject of(LegSound leg) {
    Optional<LegQuality> quality = leg.quality();
    return new JsonObject()
        .put("leg", Words.of(leg.leg()))
        .put("silent", leg.silent())
        .put("heard", way(quality.flatMap(LegQuality::heard)))
        .put("told", way(quality.flatMap(LegQuality::told)))
        .put(
            "roundTripMillis",
            quality
                .map(LegQuality::roundTripMillis)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .orElse(null));
  }

  private static @Nullable JsonObject way(Optional<LegQuality.Way> way) {
    return way.map(w -> new JsonObject()
            .put("packets", w.packets())
            .put("lost", w.lost())
            .put("jitterMillis", w.jitterMillis())
            .put("mos", w.mos()))
        .orElse(null);
  }
}

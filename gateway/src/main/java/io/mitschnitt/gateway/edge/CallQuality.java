package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.contract.LegQuality.Way;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one call sounded: every step of 5 s of each leg, 36 octets each, and what they come to. As JSON:
 *
 * <pre>
 * {stepSeconds: 5,
 *  summary: {customer: {heard: {packets, lost, lossPercent, jitterMillis, mos, worstMos} | null, told: …}, agent: …},
 *  steps: {customer: [[heard packets, lost, jitter, MOS · 100, told packets, lost, jitter, MOS · 100, round trip] …], agent: …}}
 * </pre>
 *
 * <p>Jitter and round trip are milliseconds; null where nothing was known in a step.
 */
final class CallQuality {

  private static final int STEP_SECONDS = 5;
  private static final int FIELDS = 9;
  private static final int UNKNOWN = -1;

  private final Map<Leg, int[]> steps = new EnumMap<>(Leg.class);
  private final Map<Leg, Integer> lengths = new EnumMap<>(Leg.class);

  void add(LegQuality q) {
    int at = lengths.getOrDefault(q.leg(), 0);
    int[] all = steps.getOrDefault(q.leg(), new int[FIELDS * 12]);
    if (at + FIELDS > all.length) all = Arrays.copyOf(all, 2 * all.length);
    put(all, at, q.heard());
    put(all, at + 4, q.told());
    all[at + 8] = q.roundTripMillis().orElse(UNKNOWN);
    steps.put(q.leg(), all);
    lengths.put(q.leg(), at + FIELDS);
  }

  JsonObject json() {
    JsonObject summary = new JsonObject();
    JsonObject detail = new JsonObject();
    for (Leg leg : Leg.values()) {
      String name = leg.name().toLowerCase(Locale.ROOT);
      summary.put(name, new JsonObject().put("heard", sum(leg, 0)).put("told", sum(leg, 4)));
      detail.put(name, rows(leg));
    }
    return new JsonObject()
        .put("stepSeconds", STEP_SECONDS)
        .put("summary", summary)
        .put("steps", detail);
  }

  private static void put(int[] all, int at, Optional<Way> way) {
    all[at] = way.map(Way::packets).orElse(UNKNOWN);
    all[at + 1] = way.map(Way::lost).orElse(UNKNOWN);
    all[at + 2] = way.map(Way::jitterMillis).orElse(UNKNOWN);
    all[at + 3] = way.map(w -> (int) Math.round(w.mos() * 100)).orElse(UNKNOWN);
  }

  private JsonArray rows(Leg leg) {
    JsonArray rows = new JsonArray();
    int[] all = steps.getOrDefault(leg, new int[0]);
    for (int at = 0; at < lengths.getOrDefault(leg, 0); at += FIELDS) {
      JsonArray row = new JsonArray();
      for (int i = 0; i < FIELDS; i++) {
        if (all[at + i] == UNKNOWN) row.addNull();
        else row.add(all[at + i]);
      }
      rows.add(row);
    }
    return rows;
  }

  /** Loss over the whole call, the mean score by packets, the worst step's score and jitter. */
  private @Nullable JsonObject sum(Leg leg, int field) {
    int[] all = steps.getOrDefault(leg, new int[0]);
    long packets = 0;
    long lost = 0;
    long score = 0;
    int worst = Integer.MAX_VALUE;
    int jitter = 0;
    for (int at = field; at < lengths.getOrDefault(leg, 0); at += FIELDS) {
      if (all[at] <= 0) continue;
      packets += all[at];
      lost += all[at + 1];
      jitter = Math.max(jitter, all[at + 2]);
      score += (long) all[at] * all[at + 3];
      worst = Math.min(worst, all[at + 3]);
    }
    if (packets == 0) return null;
    return new JsonObject()
        .put("packets", packets)
        .put("lost", lost)
        .put("lossPercent", Math.round(10_000.0 * lost / packets) / 100.0)
        .put("jitterMillis", jitter)
        .put("mos", Math.round((double) score / packets) / 100.0)
        .put("worstMos", worst / 100.0);
  }
}

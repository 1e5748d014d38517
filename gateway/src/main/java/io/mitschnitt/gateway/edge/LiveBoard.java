package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.CallNews;
import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.contract.LegSound;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The board of live calls, written on the SIP context and read from everywhere, and those who want its news. */
final class LiveBoard {

  private record Reader(Context context, Handler<CallNews> handler) {}

  private final Vertx vertx;
  private final QualityBook qualities;
  private final Map<CallId, LiveCall> live = new ConcurrentHashMap<>();
  private final Map<CallId, Map<Leg, LegSound>> sounds = new ConcurrentHashMap<>();
  private final List<Reader> readers = new CopyOnWriteArrayList<>();

  LiveBoard(Vertx vertx, QualityBook qualities) {
    this.vertx = vertx;
    this.qualities = qualities;
  }

  List<LiveCall> all() {
    return live.values().stream()
        .sorted(Comparator.comparing(LiveCall::startedAt))
        .toList();
  }

  Optional<LiveCall> find(CallId id) {
    return Optional.ofNullable(live.get(id));
  }

  int size() {
    return live.size();
  }

  /** Reads on the caller's context. */
  void onNews(Handler<CallNews> handler) {
    readers.add(new Reader(vertx.getOrCreateContext(), handler));
  }

  /** How the call's legs sound now, where media has told yet. */
  List<LegSound> sound(CallId id) {
    return List.copyOf(sounds.getOrDefault(id, Map.of()).values());
  }

  void quality(CallId id, LegQuality quality) {
    if (live.containsKey(id)) {
      qualities.note(id, quality);
    }
    change(
        id,
        quality.leg(),
        before -> new LegSound(quality.leg(), before.silent(), Optional.of(quality)));
  }

  void silent(CallId id, Leg leg, boolean silent) {
    change(id, leg, before -> new LegSound(leg, silent, before.quality()));
  }

  /** Of a call that is over, late news changes nothing. */
  private void change(CallId id, Leg leg, UnaryOperator<LegSound> change) {
    if (!live.containsKey(id)) {
      return;
    }
    Map<Leg, LegSound> legs = new EnumMap<>(Leg.class);
    legs.putAll(sounds.getOrDefault(id, Map.of()));
    legs.put(leg, change.apply(legs.getOrDefault(leg, new LegSound(leg, false, Optional.empty()))));
    sounds.put(id, legs);
  }

  void publish(CallNews news) {
    LiveCall call = news.call();
    if (call.ending().isPresent()) {
      live.remove(call.id());
      sounds.remove(call.id());
      qualities.ended(call.id());
    } else {
      live.put(call.id(), call);
    }
    readers.forEach(
        reader -> reader.context().runOnContext(v -> reader.handler().handle(news)));
  }
}

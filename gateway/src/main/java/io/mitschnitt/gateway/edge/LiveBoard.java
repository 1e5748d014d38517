package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.CallNews;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.recorder.contract.CallId;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The board of live calls, written on the SIP context and read from everywhere, and those who want its news. */
final class LiveBoard {

  private record Reader(Context context, Handler<CallNews> handler) {}

  private final Vertx vertx;
  private final Map<CallId, LiveCall> live = new ConcurrentHashMap<>();
  private final List<Reader> readers = new CopyOnWriteArrayList<>();

  LiveBoard(Vertx vertx) {
    this.vertx = vertx;
  }

  List<LiveCall> all() {
    return live.values().stream().sorted(Comparator.comparing(LiveCall::startedAt)).toList();
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

  void publish(CallNews news) {
    LiveCall call = news.call();
    if (call.ending().isPresent()) {
      live.remove(call.id());
    } else {
      live.put(call.id(), call);
    }
    readers.forEach(reader -> reader.context().runOnContext(v -> reader.handler().handle(news)));
  }
}

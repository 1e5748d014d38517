package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecordingEvent;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Tells events to their readers, each on its own context, in order. What happens before there is a reader, such as at
 * recovery, waits for the first one.
 */
final class Announcer {

  private static final int MOST_WAITING = 10_000;

  private final List<Reader> readers = new ArrayList<>();
  private final List<Reader> house = new ArrayList<>();
  private final Deque<RecordingEvent> waiting = new ArrayDeque<>();

  private record Reader(Context context, Handler<RecordingEvent> handler) {
    void tell(RecordingEvent event) {
      context.runOnContext(v -> handler.handle(event));
    }
  }

  synchronized void add(Context context, Handler<RecordingEvent> handler) {
    Reader reader = new Reader(context, handler);
    readers.add(reader);
    waiting.forEach(reader::tell);
    waiting.clear();
  }

  /** Adds a reader of this floor: it hears what happens from now on, and does not count as the first one. */
  synchronized void overhear(Context context, Handler<RecordingEvent> handler) {
    house.add(new Reader(context, handler));
  }

  synchronized void publish(RecordingEvent event) {
    house.forEach(reader -> reader.tell(event));
    readers.forEach(reader -> reader.tell(event));
    if (readers.isEmpty() && waiting.size() < MOST_WAITING) {
      waiting.add(event);
    }
  }
}

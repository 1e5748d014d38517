package io.mitschnitt.recorder.library;

import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecordingId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who sits before which recording. A player asks for a recording piece by piece; the pieces that one person takes with
 * pauses shorter than a while are one listening, not hundreds. Usable from any thread.
 */
public final class Sittings {

  private static final int MOST = 10_000;

  private final Duration pause;
  private final Map<Seat, Instant> last = new LinkedHashMap<>();

  private record Seat(RecordingId recording, Listener listener) {}

  /** @param pause the longest between two pieces of one listening; zero makes each piece one */
  public Sittings(Duration pause) {
    this.pause = pause;
  }

  /** Whether a listening of theirs goes on at {@code now}; then it does so for another while. */
  public synchronized boolean goesOn(RecordingId recording, Listener listener, Instant now) {
    Seat seat = new Seat(recording, listener);
    Instant before = last.get(seat);
    boolean on = before != null
        && !now.isBefore(before)
        && Duration.between(before, now).compareTo(pause) < 0;
    if (on) {
      began(recording, listener, now);
    }
    return on;
  }

  /** A listening of theirs was written down at {@code now}. */
  public synchronized void began(RecordingId recording, Listener listener, Instant now) {
    Seat seat = new Seat(recording, listener);
    last.remove(seat); // the newest stands at the end
    last.put(seat, now);
    if (last.size() > MOST) {
      last.remove(last.keySet().iterator().next());
    }
  }
}

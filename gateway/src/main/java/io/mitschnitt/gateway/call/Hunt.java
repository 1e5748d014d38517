package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.route.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The way on which a call from outside finds somebody: stop after stop, until one of them has taken it.
 *
 * @param closed whether nobody is there at this hour: then the caller hears that and nothing else
 */
public record Hunt(List<Station> stations, boolean closed) {

  /** Nobody is sought. */
  public static final Hunt NONE = new Hunt(List.of(), false);

  /** It is not open now. */
  public static final Hunt CLOSED = new Hunt(List.of(), true);

  public Hunt {
    stations = List.copyOf(stations);
  }

  /**
   * One stop as a call needs to know it.
   *
   * @param ringTime how long phones ring before others are tried
   * @param line what happens while nobody is free; empty = the call goes on to the next stop
   */
  public record Station(Stop stop, Duration ringTime, Optional<Wait> line) {}

  /**
   * Waiting in a line. Nothing of it is ever kept: the gate opens when the parties are joined, not before.
   *
   * @param most after which the call goes on to the next stop
   * @param music played over and over; empty where it is missing
   * @param prompt said in between
   * @param every between two of these; zero = never
   */
  public record Wait(
      Duration most, Optional<Plan.Spoken> music, Optional<Plan.Spoken> prompt, Duration every) {}
}

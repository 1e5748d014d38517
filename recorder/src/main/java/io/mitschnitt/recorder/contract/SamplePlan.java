package io.mitschnitt.recorder.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plan for drawing calls at random so that everybody can check the draw. The seed is made with the plan and only its
 * digest is told; it is revealed with the draw. A call's lot is SHA-256 of {@code seed + ":" + recording id}, in hex; the
 * lowest lots are drawn.
 *
 * @param from start of the period, included
 * @param to its end, excluded
 * @param count how many are drawn; of each agent where {@code perAgent}
 * @param commitment SHA-256 of the seed, lower-case hex
 */
public record SamplePlan(
    String id,
    String name,
    String author,
    Instant at,
    Instant from,
    Instant to,
    int count,
    boolean perAgent,
    String commitment,
    Optional<Draw> draw) {

  /** Whether the seed was committed before the first call that it judges. */
  public boolean committedBefore() {
    return !from.isBefore(at);
  }

  /**
   * The draw, with all that is needed to do it again.
   *
   * @param seed 64 hex digits; its SHA-256 is the commitment
   * @param population every recording that could have been drawn
   * @param drawn recordings, in the order of their lots
   */
  public record Draw(
      Instant at, String by, String seed, List<Ticket> population, List<String> drawn) {
    public Draw {
      population = List.copyOf(population);
      drawn = List.copyOf(drawn);
    }
  }

  /** One recording in the drum. */
  public record Ticket(String recording, String agent) {}
}

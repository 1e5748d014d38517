package io.mitschnitt.gateway.contract;

import io.mitschnitt.recorder.contract.Direction;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One selective rule: which calls it is for, and what it makes of them. What is empty does not matter; the rest must all
 * hold.
 *
 * @param name appears in the reasons
 * @param numbers of the outside party, whole or as the beginning of one and {@code *}
 * @param dialled what was dialled, in the same way
 * @param share the percentage of calls, drawn by the call's id; 1 to 100
 */
public record Rule(
    String name,
    Optional<Direction> direction,
    List<String> numbers,
    List<String> dialled,
    Set<String> agents,
    Set<String> groups,
    Set<String> trunks,
    Set<DayOfWeek> days,
    Optional<Hours> hours,
    int share,
    Then then) {

  public Rule {
    numbers = List.copyOf(numbers);
    dialled = List.copyOf(dialled);
    agents = Set.copyOf(agents);
    groups = Set.copyOf(groups);
    trunks = Set.copyOf(trunks);
    days = Set.copyOf(days);
  }

  /** A part of the day; {@code until} is not in it, and may be on the next day. */
  public record Hours(LocalTime from, LocalTime until) {
    public boolean contains(LocalTime time) {
      boolean started = !time.isBefore(from);
      boolean over = !time.isBefore(until);
      return from.isBefore(until) ? started && !over : started || !over;
    }
  }

  /**
   * What becomes of the call.
   *
   * @param profile the profile that counts instead of the route's
   * @param neverBecause why it must not be recorded; then there is no profile
   */
  public record Then(Optional<String> profile, Optional<String> neverBecause) {
    public Then {
      if (profile.isPresent() == neverBecause.isPresent()) {
        throw new IllegalArgumentException("a rule names a profile or says why not to record");
      }
    }
  }
}

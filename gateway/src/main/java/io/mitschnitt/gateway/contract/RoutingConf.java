package io.mitschnitt.gateway.contract;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How agents are found for a caller, and whom agents may call.
 *
 * @param home ISO 3166 country of this node: where numbers without a country are read and whose emergency numbers count
 * @param groups by name; an agents' group that is not here rings all and has no queue
 * @param wrapUp how long after a call an agent is left alone; zero = not at all
 * @param internalProfile the policy profile of calls between agents; empty = they are not recorded
 */
public record RoutingConf(
    String home,
    Map<String, Group> groups,
    Duration wrapUp,
    Optional<String> internalProfile,
    Dialling dialling) {

  /** What holds where nothing is said. */
  public static final RoutingConf USUAL =
      new RoutingConf("DE", Map.of(), Duration.ZERO, Optional.empty(), Dialling.in("DE"));

  public RoutingConf {
    groups = Map.copyOf(groups);
  }

  /** The group of that name, as configured or as usual. */
  public Group group(String name) {
    return groups.getOrDefault(name, Group.usual(name));
  }

  /** In which order a group's agents are rung. */
  public enum Strategy {
    /** All free agents at once; the first who answers has the call. */
    RING_ALL,
    /** One after the other, first who has been without a call for longest. */
    LONGEST_IDLE,
    /** One after the other, first who has not been rung for longest. */
    ROUND_ROBIN
  }

  /**
   * Agents who take calls together.
   *
   * @param ringTime how long an agent's phones ring before the next is tried; empty = as the call's profile says
   * @param queue where callers wait while nobody is free; empty = they do not
   * @param hours when it is open; empty = always
   * @param closedPrompt said while it is closed
   * @param overflow where a caller goes whom the group did not take; empty = {@code sorry} is said
   */
  public record Group(
      String name,
      Strategy strategy,
      Optional<Duration> ringTime,
      Optional<Queue> queue,
      Optional<Opening> hours,
      String closedPrompt,
      Optional<Overflow> overflow) {

    public static final String CLOSED = "closed";

    /** Rings all, waits for nobody, never closes. */
    public static Group usual(String name) {
      return new Group(
          name,
          Strategy.RING_ALL,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          CLOSED,
          Optional.empty());
    }
  }

  /**
   * Where callers wait.
   *
   * @param longest callers that may wait at once, 1 or more
   * @param maxWait after which a caller overflows
   * @param music the announcement that is played over and over
   * @param prompt what is said in between
   * @param promptEvery between two of these; zero = it is never said
   */
  public record Queue(
      int longest, Duration maxWait, String music, String prompt, Duration promptEvery) {}

  /** Where else a caller goes: exactly one is present. */
  public record Overflow(Optional<String> group, Optional<String> agent, Optional<String> prompt) {}

  /**
   * When somebody is there.
   *
   * @param days hours of each day of the week; a day that is missing is closed
   * @param holidays days on which it is closed all day
   */
  public record Opening(ZoneId zone, Map<DayOfWeek, List<Hours>> days, Set<LocalDate> holidays) {

    public Opening {
      days = Map.copyOf(days);
      holidays = Set.copyOf(holidays);
    }

    /** Whether it is open at {@code local}, by the clock of the zone. */
    public boolean open(ZonedDateTime local) {
      return !holidays.contains(local.toLocalDate())
          && days.getOrDefault(local.getDayOfWeek(), List.of()).stream()
              .anyMatch(hours -> hours.contains(local.toLocalTime()));
    }
  }

  /** A part of one day; {@code until} is not in it, and 00:00 there is midnight at the day's end. */
  public record Hours(LocalTime from, LocalTime until) {
    boolean contains(LocalTime time) {
      boolean toMidnight = until.equals(LocalTime.MIDNIGHT);
      return !time.isBefore(from) && (toMidnight || time.isBefore(until));
    }
  }

  /**
   * Whom agents may call. Emergency numbers are always allowed.
   *
   * @param countries ISO 3166 codes; a number of any other is refused
   * @param allow numbers, or beginnings of them and {@code *}, that are allowed whatever their country or kind
   * @param deny the same, refused whatever else is said
   * @param agent what one agent may use
   * @param trunk what one trunk may be used for
   */
  public record Dialling(
      Set<String> countries, List<String> allow, List<String> deny, Limits agent, Limits trunk) {

    public static final Limits AGENT = new Limits(200, 1_200, 24_000);
    public static final Limits TRUNK = new Limits(1_000, 1_200, 24_000);

    public Dialling {
      countries = Set.copyOf(countries);
      allow = List.copyOf(allow);
      deny = List.copyOf(deny);
    }

    /** One's own country and nothing else. */
    public static Dialling in(String country) {
      return new Dialling(Set.of(country), List.of(), List.of(), AGENT, TRUNK);
    }
  }

  /** The most outgoing calls: at once, begun within a minute, begun within an hour. */
  public record Limits(int calls, int perMinute, int perHour) {}
}

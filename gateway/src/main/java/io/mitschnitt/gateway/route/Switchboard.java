package io.mitschnitt.gateway.route;

import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import io.mitschnitt.recorder.contract.CallId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Brings waiting calls and free agents together: at each stop the call that came first is served first, and no agent is
 * promised to two calls. Belongs to one context; the time comes in.
 */
public final class Switchboard {

  /** Agents that a call may ring now; never empty. */
  public record Offer(CallId call, List<String> agents) {}

  private record Seeking(Stop stop, Set<String> tried) {}

  private final Roster roster;
  private final Map<CallId, Seeking> waiting = new LinkedHashMap<>(); // in the order of arrival
  private final Map<String, CallId> promised = new HashMap<>();

  public Switchboard(Roster roster) {
    this.roster = roster;
  }

  /**
   * A call wants agents of that stop, except those it has tried. A call that comes back keeps its place in the line.
   *
   * @return false where it must not wait: the stop has no queue, or the queue is full, and nobody is free
   */
  public boolean seek(CallId call, Stop stop, Set<String> tried, Instant now) {
    Seeking before = waiting.get(call);
    boolean known = before != null && before.stop().name().equals(stop.name());
    if (!known) {
      waiting.remove(call);
    }
    long ahead = known ? 0 : inLine(stop);
    waiting.put(call, new Seeking(stop, Set.copyOf(tried)));
    boolean room = stop.queue().map(queue -> ahead < queue.longest()).orElse(false);
    boolean served = ahead == 0 && free(stop, tried, now).findAny().isPresent();
    if (room || served) {
      return true;
    }
    waiting.remove(call);
    return false;
  }

  /** The call wants no more agents. */
  public void leave(CallId call) {
    waiting.remove(call);
    promised.values().removeIf(call::equals);
  }

  /** The call has taken its offer: whom it rings is busy by that, whom it does not ring is free again. */
  public void taken(CallId call) {
    promised.values().removeIf(call::equals);
  }

  /** Whom the calls in line may ring now. What is offered is promised until the call has {@link #taken} it. */
  public List<Offer> offers(Instant now) {
    List<Offer> offers = new ArrayList<>();
    Set<String> served = new HashSet<>();
    for (Map.Entry<CallId, Seeking> entry : List.copyOf(waiting.entrySet())) {
      Seeking seeking = entry.getValue();
      Stop stop = seeking.stop();
      if (!served.add(stop.name())) {
        continue;
      }
      List<String> agents = chosen(stop, seeking.tried(), now);
      if (!agents.isEmpty()) {
        agents.forEach(agent -> promised.put(agent, entry.getKey()));
        offers.add(new Offer(entry.getKey(), agents));
      }
      boolean next = stop.strategy() != Strategy.RING_ALL && !agents.isEmpty();
      if (next) {
        waiting.remove(entry.getKey());
        served.remove(stop.name());
      }
    }
    return offers;
  }

  /** How many calls are in that stop's line. */
  public long inLine(Stop stop) {
    return waiting.values().stream()
        .filter(other -> other.stop().name().equals(stop.name()))
        .count();
  }

  /** The call's place in its line, 1 = next; empty where it is in none. */
  public Optional<Integer> place(CallId call) {
    Seeking own = waiting.get(call);
    if (own == null) {
      return Optional.empty();
    }
    int place = 1;
    for (Map.Entry<CallId, Seeking> entry : waiting.entrySet()) {
      if (entry.getKey().equals(call)) {
        return Optional.of(place);
      }
      if (entry.getValue().stop().name().equals(own.stop().name())) {
        place++;
      }
    }
    return Optional.empty();
  }

  public boolean nobodyWaits() {
    return waiting.isEmpty();
  }

  private List<String> chosen(Stop stop, Set<String> tried, Instant now) {
    Stream<String> free = free(stop, tried, now);
    return switch (stop.strategy()) {
      case RING_ALL -> free.toList();
      case LONGEST_IDLE ->
        free.sorted(Comparator.comparing(roster::idleSince)).limit(1).toList();
      case ROUND_ROBIN ->
        free.sorted(Comparator.comparing(roster::rungAt)).limit(1).toList();
    };
  }

  private Stream<String> free(Stop stop, Set<String> tried, Instant now) {
    return stop.agents().stream()
        .filter(agent -> !tried.contains(agent))
        .filter(agent -> !promised.containsKey(agent))
        .filter(agent -> roster.free(agent, now));
  }
}

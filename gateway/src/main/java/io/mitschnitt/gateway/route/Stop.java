package io.mitschnitt.gateway.route;

import io.mitschnitt.gateway.contract.RoutingConf.Queue;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One place on a caller's way where agents may take the call: a group, or an agent alone.
 *
 * @param name the group's, or {@code @} and the agent's
 * @param agents who belong there, in the configuration's order
 * @param ringTime how long phones ring before others are tried; empty = as the call's profile says
 * @param queue where callers wait; empty = they go on when nobody is free
 */
public record Stop(
    String name,
    List<String> agents,
    Strategy strategy,
    Optional<Duration> ringTime,
    Optional<Queue> queue) {

  public Stop {
    agents = List.copyOf(agents);
  }

  /** One agent, who is rung once. */
  public static Stop agent(String name) {
    return new Stop(
        "@" + name, List.of(name), Strategy.RING_ALL, Optional.empty(), Optional.empty());
  }
}

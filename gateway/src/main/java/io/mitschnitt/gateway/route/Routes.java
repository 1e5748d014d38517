package io.mitschnitt.gateway.route;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.RoutingConf;
import io.mitschnitt.gateway.contract.RoutingConf.Group;
import io.mitschnitt.gateway.contract.RoutingConf.Overflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The routes of this node: the longest match wins. A call from outside reaches agents and never a trunk, so nobody can
 * telephone through us at our cost.
 */
public record Routes(List<Route> routes, List<Trunk> trunks, List<Agent> agents, RoutingConf conf) {

  /** Said where nobody took a call and nothing else is configured. */
  public static final String SORRY = "sorry";

  public Routes {
    routes = List.copyOf(routes);
    trunks = List.copyOf(trunks);
    agents = List.copyOf(agents);
  }

  /** With groups and dialling as usual. */
  public Routes(List<Route> routes, List<Trunk> trunks, List<Agent> agents) {
    this(routes, trunks, agents, RoutingConf.USUAL);
  }

  public static Routes of(GatewayConf conf) {
    return new Routes(conf.routes(), conf.trunks(), conf.agents(), conf.routing());
  }

  /** Where a call from a trunk goes. {@code free} knows which agents may be rung now. */
  public Routing inbound(Dialled dialled, Instant now, Predicate<String> free) {
    Optional<Route> found = longest(dialled, Route::inbound);
    if (found.isEmpty()) {
      return new Routing.Nowhere(404, "No such number here");
    }
    Route route = found.get();
    Optional<Group> group = route.group().map(conf::group);
    boolean closed = group
        .flatMap(Group::hours)
        .map(hours -> !hours.open(now.atZone(hours.zone())))
        .orElse(false);
    if (closed) {
      Group shut = group.get();
      return new Routing.Closed(shut.closedPrompt(), members(shut.name()), route.profile());
    }
    return towards(way(route), route.profile(), free);
  }

  private Routing towards(Way way, Optional<String> profile, Predicate<String> free) {
    Routing.ToAgents to = new Routing.ToAgents(way.stops(), way.finish(), profile);
    boolean waits = way.stops().stream().anyMatch(stop -> stop.queue().isPresent());
    boolean told = !way.finish().equals(SORRY);
    if (to.agents().isEmpty() || (!waits && !told && to.agents().stream().noneMatch(free))) {
      return new Routing.Nowhere(480, "No agent is free");
    }
    return to;
  }

  /** The stops of a call, and what is said after the last. */
  private record Way(List<Stop> stops, String finish) {}

  /** The route's own stop and those that it overflows to; no group is visited twice. */
  private Way way(Route route) {
    List<Stop> stops = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    route.agent().ifPresent(agent -> stops.add(Stop.agent(agent)));
    Optional<String> next = route.group();
    while (next.isPresent() && seen.add(next.get())) {
      Group group = conf.group(next.get());
      stops.add(new Stop(
          group.name(), members(group.name()), group.strategy(), group.ringTime(), group.queue()));
      Optional<Overflow> over = group.overflow();
      over.flatMap(Overflow::agent).ifPresent(agent -> stops.add(Stop.agent(agent)));
      if (over.flatMap(Overflow::prompt).isPresent()) {
        return new Way(stops, over.flatMap(Overflow::prompt).get());
      }
      next = over.flatMap(Overflow::group);
    }
    return new Way(stops, SORRY);
  }

  private List<String> members(String group) {
    return agents.stream()
        .filter(agent -> agent.groups().contains(group))
        .map(Agent::name)
        .toList();
  }

  /** Where a call of one of our agents goes. An emergency number goes out even where no route is for it. */
  public Routing outbound(Dialled dialled) {
    Optional<Agent> colleague =
        dialled.emergency() ? Optional.empty() : colleague(dialled.address());
    if (colleague.isPresent()) {
      return new Routing.ToColleague(colleague.get().name());
    }
    Optional<Route> route = longest(dialled, Route::outbound);
    if (route.isEmpty()) {
      return dialled.emergency() && !trunks.isEmpty()
          ? new Routing.ToTrunk(trunks.get(0), Optional.empty())
          : new Routing.Nowhere(404, "No route to this number");
    }
    String name = route.get().trunk().orElse("");
    return trunk(name)
        .<Routing>map(trunk -> new Routing.ToTrunk(trunk, route.get().profile()))
        .orElseGet(() -> new Routing.Nowhere(503, "No such trunk"));
  }

  /**
   * Agents of ours by an agent's name or short number, or by a group's name where it is open now; empty where there are
   * none of that name.
   */
  public Optional<Stop> internal(String name, Instant now) {
    Optional<Stop> agent = colleague(name).map(Agent::name).map(Stop::agent);
    return agent.or(() -> group(name, now));
  }

  private Optional<Stop> group(String name, Instant now) {
    List<String> members = members(name);
    Group group = conf.group(name);
    boolean open = group.hours()
        .map(hours -> hours.open(now.atZone(hours.zone())))
        .orElse(true);
    return members.isEmpty() || !open
        ? Optional.empty()
        : Optional.of(
            new Stop(name, members, group.strategy(), group.ringTime(), group.queue()));
  }

  /** Whether the outbound route is for this very beginning, and not for everything. */
  public boolean named(Dialled dialled) {
    return longest(dialled, Route::outbound)
        .filter(route -> !route.match().equals("*"))
        .isPresent();
  }

  /** The agent of that name or short number. */
  private Optional<Agent> colleague(String dialled) {
    return agents.stream()
        .filter(
            agent -> agent.name().equals(dialled) || agent.extension().equals(Optional.of(dialled)))
        .findFirst();
  }

  public Optional<Trunk> trunk(String name) {
    return trunks.stream().filter(trunk -> trunk.name().equals(name)).findFirst();
  }

  public Optional<Agent> agent(String name) {
    return agents.stream().filter(agent -> agent.name().equals(name)).findFirst();
  }

  private Optional<Route> longest(Dialled dialled, Predicate<Route> kind) {
    return routes.stream()
        .filter(kind)
        .filter(route -> matches(route.match(), dialled))
        .max(Comparator.comparingInt(route -> weight(route.match())));
  }

  private static boolean matches(String match, Dialled dialled) {
    return matches(match, dialled.shown()) || matches(match, dialled.address());
  }

  private static boolean matches(String match, String number) {
    return match.endsWith("*")
        ? number.startsWith(match.substring(0, match.length() - 1))
        : number.equals(match);
  }

  /** A whole number outweighs the prefix of the same length. */
  private static int weight(String match) {
    return match.endsWith("*") ? 2 * (match.length() - 1) : 2 * match.length() + 1;
  }
}

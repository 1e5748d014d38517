package io.mitschnitt.gateway.route;

import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The routes of this node: the longest match wins. A call from outside reaches agents and never a trunk, so nobody can
 * telephone through us at our cost.
 */
public record Routes(List<Route> routes, List<Trunk> trunks, List<Agent> agents) {

  public Routes {
    routes = List.copyOf(routes);
    trunks = List.copyOf(trunks);
    agents = List.copyOf(agents);
  }

  /** Where a call from a trunk goes. {@code reachable} knows which agents have a phone now. */
  public Routing inbound(Dialled dialled, Predicate<String> reachable) {
    Optional<Route> route = longest(dialled, r -> r.group().isPresent());
    if (route.isEmpty()) {
      return new Routing.Nowhere(404, "No such number here");
    }
    String group = route.get().group().orElse("");
    List<String> ready = agents.stream()
        .filter(agent -> agent.groups().contains(group))
        .map(Agent::name)
        .filter(reachable)
        .toList();
    return ready.isEmpty()
        ? new Routing.Nowhere(480, "No agent is registered")
        : new Routing.ToAgents(ready, route.get().profile());
  }

  /** Where a call of one of our agents goes. */
  public Routing outbound(Dialled dialled) {
    Optional<Route> route = longest(dialled, Route::outbound);
    if (route.isEmpty()) {
      return new Routing.Nowhere(404, "No route to this number");
    }
    String name = route.get().trunk().orElse("");
    return trunk(name)
        .<Routing>map(trunk -> new Routing.ToTrunk(trunk, route.get().profile()))
        .orElseGet(() -> new Routing.Nowhere(503, "No such trunk"));
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

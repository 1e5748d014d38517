package io.mitschnitt.gateway.route;

import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import java.util.List;
import java.util.Optional;

/** Where a call goes. */
public sealed interface Routing {

  /** Lets {@code cases} answer for this routing. */
  <R> R when(Cases<R> cases);

  /**
   * To phones of our own.
   *
   * @param stops where agents may take it, one after the other; never empty
   * @param finish what is said where nobody took it
   * @param profile the policy profile of the route
   */
  record ToAgents(List<Stop> stops, String finish, Optional<String> profile) implements Routing {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.toAgents(this);
    }

    /** All who may take it, each once. */
    public List<String> agents() {
      return stops.stream().flatMap(stop -> stop.agents().stream()).distinct().toList();
    }
  }

  /** To one of our agents, from another. */
  record ToColleague(String agent) implements Routing {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.toColleague(this);
    }
  }

  /**
   * To an announcement, because nobody is there at this hour.
   *
   * @param agents who would take it
   */
  record Closed(String prompt, List<String> agents, Optional<String> profile) implements Routing {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.closed(this);
    }
  }

  /** Out of the house. */
  record ToTrunk(Trunk trunk, Optional<String> profile) implements Routing {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.toTrunk(this);
    }
  }

  /** Nowhere, with the SIP status and the words that say why. */
  record Nowhere(int status, String why) implements Routing {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.nowhere(this);
    }
  }

  /** Java 17's exhaustive switch. */
  interface Cases<R> {
    R toAgents(ToAgents to);

    R toColleague(ToColleague to);

    R closed(Closed to);

    R toTrunk(ToTrunk to);

    R nowhere(Nowhere to);
  }
}

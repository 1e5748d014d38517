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
   * @param agents who may take it, in the configuration's order; never empty
   * @param profile the policy profile of the route
   */
  record ToAgents(List<String> agents, Optional<String> profile) implements Routing {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.toAgents(this);
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

    R toTrunk(ToTrunk to);

    R nowhere(Nowhere to);
  }
}

package io.mitschnitt.gateway.contract;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.List;
import java.util.Optional;

/** All doors of the running gateway, as the top floor is given them. */
public interface GatewayDoors {

  AgentDoor agents();

  LiveCalls calls();

  /** The agents, and whether calls may ring there. */
  Staff staff();

  /** The policy that decides about new calls. */
  Policies policies();

  /** Calls {@code reader} with all news, on the context that registers it. */
  void onNews(Handler<CallNews> reader);

  /** The built-in carrier, where the process runs as a demo. */
  Optional<Demo> demo();

  /** Figures of the moment. */
  Health health();

  /** The carriers and what is known of them at this moment, in the order of the configuration. */
  default List<TrunkState> trunks() {
    return List.of();
  }

  /**
   * From now on calls are routed and decided by {@code next}: its routes, groups, limits, agents and policy. A running call
   * keeps what was decided for it; everything else in it is left alone until the next start.
   */
  Future<Void> reload(GatewayConf next);

  /** Ends all calls with a BYE and closes the sockets. No new calls from the moment it is called. */
  Future<Void> drain();

  /**
   * Figures of the moment.
   *
   * @param ready whether calls are accepted
   * @param liveCalls calls that have not ended
   * @param registeredAgents agents that can be rung
   * @param relayedPackets RTP packets relayed since the start, both directions
   * @param droppedDatagrams SIP and media datagrams refused before a parser saw them
   */
  record Health(
      boolean ready,
      int liveCalls,
      int registeredAgents,
      long relayedPackets,
      long droppedDatagrams) {}

  /** The demo carrier's bell: a stranger calls the service number. */
  interface Demo {
    /** The number that an agent dials to reach the demo carrier. */
    String numberToDial();

    /** Has the demo carrier call the service number now. Fails when the call cannot be placed. */
    Future<Void> callMe();

    /**
     * Has one of the demo carrier's people call a number now. Succeeds when it rings or is answered, fails when the call
     * cannot be placed.
     *
     * @param from a number of the demo's range; its last two digits say what the caller does (conf/demo.yaml)
     */
    Future<Void> call(String from, String to);
  }
}

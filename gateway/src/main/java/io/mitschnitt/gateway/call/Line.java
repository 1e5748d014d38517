package io.mitschnitt.gateway.call;

import io.mitschnitt.recorder.contract.Leg;

/**
 * One SIP leg of a call: the customer's, or that of one agent out of those who are rung.
 *
 * @param agent the agent's login name; empty for the customer's line
 */
public record Line(Leg leg, String agent) {

  public static final Line CUSTOMER = new Line(Leg.CUSTOMER, "");

  public static Line agent(String name) {
    return new Line(Leg.AGENT, name);
  }

  boolean isAgent() {
    return leg == Leg.AGENT;
  }

  /** Where a line stands. */
  enum Standing {
    /** Came in, not answered yet. */
    OFFERED,
    /** Came in, our 200 is sent, its ACK awaited. */
    ANSWERED,
    /** Goes out, not answered yet. */
    PLACED,
    UP,
    OVER
  }
}

package io.mitschnitt.gateway.call;

import io.mitschnitt.recorder.contract.Leg;

/**
 * One SIP leg of a call: the customer's, or that of one agent out of those who are rung.
 *
 * @param agent the agent's login name; empty for the customer's line, {@code +} for an outside party on the agent's side
 */
public record Line(Leg leg, String agent) {

  public static final Line CUSTOMER = new Line(Leg.CUSTOMER, "");

  static final Line OUTSIDE = new Line(Leg.AGENT, "+");

  /** Of a party outside to whom the customer was handed. */
  public static Line outside() {
    return OUTSIDE;
  }

  public static Line agent(String name) {
    return new Line(Leg.AGENT, name);
  }

  /** Whether it is on the agent's side. */
  public boolean isAgent() {
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

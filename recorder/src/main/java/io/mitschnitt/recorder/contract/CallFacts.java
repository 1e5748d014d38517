package io.mitschnitt.recorder.contract;

import java.time.Instant;

/**
 * What is known of a call when it is answered.
 *
 * @param customer the outside party
 * @param agent the agent's login name; empty while none has taken an inbound call
 * @param trunk the trunk's name in the configuration
 * @param dialled the number or address that was dialled, as shown to people
 * @param startedAt when the first INVITE came
 * @param answeredAt when the outside leg was answered
 */
public record CallFacts(
    CallId id,
    Direction direction,
    Party customer,
    String agent,
    String trunk,
    String dialled,
    Instant startedAt,
    Instant answeredAt) {

  @Override
  public String toString() {
    return "CallFacts[" + id + ", " + direction + ", " + trunk + "]";
  }
}

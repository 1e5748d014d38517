package io.mitschnitt.recorder.contract;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of a call when it is answered.
 *
 * @param customer the outside party
 * @param agent the agent's login name; empty while none has taken an inbound call
 * @param trunk the trunk's name in the configuration
 * @param dialled the number or address that was dialled, as shown to people
 * @param startedAt when the first INVITE came
 * @param answeredAt when the outside leg was answered
 * @param signalling what the carrier's INVITE said beside who calls whom, as it came and by lower-case header name,
 *     such as diversion or identity; a claim of the other side, personal data, empty where there was nothing
 */
public record CallFacts(
    CallId id,
    Direction direction,
    Party customer,
    String agent,
    String trunk,
    String dialled,
    Instant startedAt,
    Instant answeredAt,
    Map<String, String> signalling) {

  public CallFacts {
    signalling = Map.copyOf(signalling);
  }

  /** A call of which the carrier said nothing more. */
  public CallFacts(
      CallId id,
      Direction direction,
      Party customer,
      String agent,
      String trunk,
      String dialled,
      Instant startedAt,
      Instant answeredAt) {
    this(id, direction, customer, agent, trunk, dialled, startedAt, answeredAt, Map.of());
  }

  @Override
  public String toString() {
    return "CallFacts[" + id + ", " + direction + ", " + trunk + "]";
  }
}

package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is settled about a call before its first step, and never changes.
 *
 * @param caller who the side that is called will see
 * @param agents inbound: whom to ring; outbound: the one agent who dialled
 * @param dialled what is sent to the trunk and shown to people
 * @param announcement what the customer is told; empty where nothing is, or where it is missing
 * @param notRecorded said after an objection
 * @param sorry said when nobody answers, or at this hour
 * @param hunt inbound: how an agent is found
 * @param colleague outbound: the agent who is called, where it is one of ours; then there is no trunk
 * @param signalling what the carrier's INVITE said beside who calls whom, to be kept with the call
 */
public record Plan(
    CallId id,
    Direction direction,
    Party customer,
    Party caller,
    List<String> agents,
    String trunk,
    String dialled,
    Profile profile,
    Decision decision,
    Optional<Spoken> announcement,
    Optional<Spoken> notRecorded,
    Optional<Spoken> sorry,
    Instant startedAt,
    Hunt hunt,
    Optional<String> colleague,
    Map<String, String> signalling) {

  public Plan {
    agents = List.copyOf(agents);
    signalling = Map.copyOf(signalling);
    if (agents.isEmpty()) {
      throw new IllegalArgumentException("a call needs an agent");
    }
  }

  /** A call of which the carrier says nothing more. */
  public Plan(
      CallId id,
      Direction direction,
      Party customer,
      Party caller,
      List<String> agents,
      String trunk,
      String dialled,
      Profile profile,
      Decision decision,
      Optional<Spoken> announcement,
      Optional<Spoken> notRecorded,
      Optional<Spoken> sorry,
      Instant startedAt,
      Hunt hunt,
      Optional<String> colleague) {
    this(
        id,
        direction,
        customer,
        caller,
        agents,
        trunk,
        dialled,
        profile,
        decision,
        announcement,
        notRecorded,
        sorry,
        startedAt,
        hunt,
        colleague,
        Map.of());
  }

  /** The same call, of which the carrier also says this. */
  Plan saying(Map<String, String> headers) {
    return new Plan(
        id,
        direction,
        customer,
        caller,
        agents,
        trunk,
        dialled,
        profile,
        decision,
        announcement,
        notRecorded,
        sorry,
        startedAt,
        hunt,
        colleague,
        headers);
  }

  /**
   * An announcement as a call needs to know it.
   *
   * @param words what it says
   */
  public record Spoken(String language, String name, String sha256, Duration length, String words) {

    /** One whose words are of no interest. */
    public Spoken(String language, String name, String sha256, Duration length) {
      this(language, name, sha256, length, "");
    }

    /** Which one it is, by the sound's digest, and its words, so that what was said is kept with the call. */
    String detail() {
      return language + "/" + name + " sha256:" + sha256
          + (words.isEmpty() ? "" : " \"" + words + "\"");
    }
  }

  boolean inbound() {
    return direction == Direction.INBOUND;
  }

  /** The agent who dialled; empty for a call from outside. */
  String dialler() {
    return inbound() ? "" : agents.get(0);
  }

  CallFacts facts(Instant answeredAt) {
    return new CallFacts(
        id, direction, customer, dialler(), trunk, dialled, startedAt, answeredAt, signalling);
  }
}

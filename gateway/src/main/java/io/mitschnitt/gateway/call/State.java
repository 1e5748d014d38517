package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.consent.ConsentGate;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.RecordingId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that can change about a call.
 *
 * @param offer outbound: the dialling agent's SDP, kept until it can be answered; inbound: our offer to the agents' phones
 * @param early our answer to the dialling agent's phone, given while the outside party still rings; empty before
 * @param up sides whose media flows
 * @param asked whether the announcement began
 * @param playing the name of the announcement that runs
 * @param lastKey the customer's last key, for {@code *9}
 * @param stoppedByUs whether a withdrawal came from our side
 * @param failure why we could not record; empty where nothing failed
 * @param agent who answers for the call: has it, or dialled it; empty while nobody does
 * @param party the line with which the customer's is joined, or will be
 * @param agentKey the agent's last key, for {@code *8}
 * @param pausedUntil present while the recording is paused: when it goes on by itself
 * @param search inbound: where the search for an agent stands
 */
record State(
    Call.Stage stage,
    Map<Line, Line.Standing> lines,
    String offer,
    String early,
    Set<Leg> up,
    ConsentGate gate,
    boolean asked,
    Optional<String> playing,
    char lastKey,
    Taping taping,
    Optional<RecordingId> recording,
    boolean stoppedByUs,
    String failure,
    Set<Alarm> alarms,
    String agent,
    Line party,
    Optional<Instant> answeredAt,
    Optional<Ending> ending,
    char agentKey,
    Optional<Instant> pausedUntil,
    Search search) {

  /** Where the tape stands. */
  enum Taping {
    NONE,
    /** The recorder was asked for one. */
    OPENING,
    /** Asked for, but no longer wanted: what comes is discarded. */
    UNWANTED,
    /** The gate is opening. */
    STARTING,
    RUNNING,
    /** Ended, to be stored. */
    KEPT,
    /** Ended and erased. */
    ERASED,
    FAILED
  }

  static State first(Plan plan) {
    Line first = plan.inbound() ? Line.CUSTOMER : Line.agent(plan.dialler());
    return new State(
        Call.Stage.SETUP,
        Map.of(first, Line.Standing.OFFERED),
        "",
        "",
        Set.of(),
        ConsentGate.under(plan.decision().mode()),
        false,
        Optional.empty(),
        ' ',
        Taping.NONE,
        Optional.empty(),
        false,
        "",
        Set.of(),
        plan.dialler(),
        Line.agent(plan.dialler()),
        Optional.empty(),
        Optional.empty(),
        ' ',
        Optional.empty(),
        Search.START);
  }
}

package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.CallInput;
import io.mitschnitt.gateway.call.Line;
import io.mitschnitt.gateway.call.Plan;
import io.mitschnitt.gateway.call.Planner;
import io.mitschnitt.gateway.call.Transfer;
import io.mitschnitt.gateway.call.TransferPlanner;
import io.mitschnitt.gateway.sip.Referral;
import io.mitschnitt.recorder.contract.CallId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands customers over, on the word of an agent's phone (REFER) or of people on the page: to somebody who is to be called,
 * or to who is in another call of the same agent. Lives on the SIP context.
 */
final class Transfers {

  private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);

  /** What came of it: status 0 = it is under way or done. */
  record Answer(int status, String why) {
    static final Answer DONE = new Answer(0, "");

    boolean done() {
      return status == 0;
    }
  }

  private final CallWires wires;
  private final Supplier<Planner> planner;
  private final Supplier<Collection<RunningCall>> running;

  Transfers(
      CallWires wires, Supplier<Planner> planner, Supplier<Collection<RunningCall>> running) {
    this.wires = wires;
    this.planner = planner;
    this.running = running;
  }

  /** The phone on {@code line} asks for it; it is answered before this returns. */
  void referred(RunningCall call, Line line, Referral referral) {
    boolean agents = line.equals(call.call().party()) && call.call().agent().isPresent();
    Answer answer = agents
        ? referral
            .replaces()
            .map(dialog -> attended(call, line, dialog))
            .orElseGet(() -> blind(call, line.agent(), referral.to(), true))
        : new Answer(603, "not theirs to hand over");
    if (!answer.done()) {
      LOG.info("call {}: not handed over: {}", call.call().plan().id(), answer.why());
      call.hands().on(line, leg -> leg.answerRefer(answer.status()));
    }
  }

  /** Whoever {@code to} leads to is called; {@code told} = the agent's phone asked and is told how it goes. */
  Answer blind(RunningCall call, String by, String to, boolean told) {
    Optional<String> not = call.call().handOverRefused();
    if (not.isPresent()) {
      return new Answer(491, not.get());
    }
    Plan plan = call.call().plan();
    Instant now = wires.clock().instant();
    TransferPlanner.Outcome outcome = new TransferPlanner(planner.get())
        .plan(plan, by, to, now, wires.operator()::free, wires.operator().traffic());
    if (outcome.transfer().isEmpty()) {
      return new Answer(outcome.status(), outcome.why());
    }
    Transfer transfer = outcome.transfer().get();
    transfer
        .outside()
        .ifPresent(there ->
            wires.operator().traffic().began(plan.id(), by, there.trunk(), now));
    LOG.info("call {}: {}", plan.id(), transfer);
    accept(call, told);
    call.take(new CallInput.HandOver(transfer, told));
    return Answer.DONE;
  }

  private static void accept(RunningCall call, boolean told) {
    if (told) {
      call.hands().on(call.call().party(), leg -> leg.answerRefer(202));
    }
  }

  private Answer attended(RunningCall call, Line line, Referral.Replaced dialog) {
    for (RunningCall other : running.get()) {
      Optional<Line> theirs = other.hands().lineOf(dialog);
      if (theirs.isPresent() && other != call) {
        return ofOneAgent(other, theirs.get(), line.agent())
            ? join(call, other, theirs.get(), true, () -> accept(call, true))
            : new Answer(403, "that is another agent's call");
      }
    }
    return new Answer(481, "no such call to hand it to");
  }

  /** On the page's word: the customer of {@code call} to whom its agent talks in {@code consultation}. */
  Answer attended(RunningCall call, CallId consultation) {
    String agent = call.call().agent().orElse("");
    for (RunningCall other : running.get()) {
      if (other != call && other.call().plan().id().equals(consultation)) {
        for (Line line : other.hands().lines()) {
          if (ofOneAgent(other, line, agent)) {
            return join(call, other, line, false, () -> {});
          }
        }
      }
    }
    return new Answer(404, "The agent has no such other call.");
  }

  private static boolean ofOneAgent(RunningCall call, Line line, String agent) {
    String whose = line.isAgent() ? line.agent() : call.call().plan().colleague().orElse("");
    return !agent.isEmpty() && whose.equals(agent);
  }

  /** The customer of {@code call} is joined with the other party of {@code other}, in which the agent has {@code line}. */
  private Answer join(
      RunningCall call, RunningCall other, Line line, boolean told, Runnable accepted) {
    boolean insideOut = call.call().plan().colleague().isPresent()
        && other.call().plan().colleague().isEmpty()
        && line.isAgent();
    if (insideOut) { // the REFER came in the consultation: what follows the customer is the other call
      Line asks = call.call().party();
      return join(other, call, asks, false, () -> {
        accepted.run();
        call.hands().on(asks, leg -> leg.tellReferrer(200));
      });
    }
    Optional<String> not = call.call().handOverRefused().or(other.call()::handOverRefused);
    if (not.isPresent()) {
      return new Answer(491, not.get());
    }
    Line given = line.isAgent() ? Line.CUSTOMER : other.call().party();
    if (!call.hands().canTake(other.hands())) {
      return new Answer(503, "the two calls are on different media loops");
    }
    Transfer transfer = transfer(call, other, given);
    LOG.info("call {}: {}, attended", call.call().plan().id(), transfer);
    Line seat = transfer.outside().isPresent()
        ? Line.outside()
        : Line.agent(transfer.stop().orElseThrow().agents().get(0));
    accepted.run();
    call.hands().take(other.hands(), given, seat);
    call.take(new CallInput.HandTo(transfer, seat, told));
    other.take(new CallInput.GiveAway(given));
    return Answer.DONE;
  }

  private Transfer transfer(RunningCall call, RunningCall other, Line given) {
    TransferPlanner plans = new TransferPlanner(planner.get());
    Plan plan = call.call().plan();
    String by = call.call().agent().orElse("");
    Plan theirs = other.call().plan();
    Optional<String> agent = given.isAgent() ? other.call().agent() : theirs.colleague();
    return agent
        .map(name -> plans.joining(plan, by, name, wires.clock().instant()))
        .orElseGet(() -> plans.joining(plan, by, theirs));
  }
}

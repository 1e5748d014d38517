package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.CallInput;
import io.mitschnitt.gateway.call.Plan;
import io.mitschnitt.gateway.call.Planner;
import io.mitschnitt.gateway.contract.LegSound;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All running calls, on the SIP stack's context: takes what comes in, refuses what goes nowhere, and lets people of ours
 * reach into a call.
 */
final class CallRunner implements LiveCalls {

  private static final Logger LOG = LoggerFactory.getLogger(CallRunner.class);

  private final CallWires wires;
  private final Transfers transfers;
  private Planner planner;
  private final Map<CallId, RunningCall> running = new HashMap<>();
  private volatile boolean draining;

  CallRunner(CallWires wires, Planner planner) {
    this.wires = wires;
    this.planner = planner;
    transfers = new Transfers(wires, () -> this.planner, () -> List.copyOf(running.values()));
  }

  /** Begins to take calls; completes when it is so. */
  Future<Void> open() {
    Promise<Void> open = Promise.promise();
    wires.context().runOnContext(v -> {
      wires.sip().onIncoming(this::take);
      open.complete();
    });
    return open.future();
  }

  /** Calls that begin from now on are planned by this; a running one keeps what was decided. On the SIP context. */
  void follow(Planner next) {
    planner = next;
  }

  boolean accepts() {
    return !draining;
  }

  private void take(Incoming incoming) {
    if (draining) {
      incoming.leg().refuse(503, "Shutting Down");
      return;
    }
    Planner.Outcome outcome = planner.plan(
        incoming,
        wires.clock().instant(),
        wires.operator()::free,
        wires.operator().traffic());
    if (wires.media().crowded() && outcome.plan().isPresent() && !outcome.emergency()) {
      LOG.warn("leg {}: refused, media is late already", incoming.leg().id());
      incoming.leg().refuse(503, "Service Unavailable");
      return;
    }
    outcome
        .plan()
        .ifPresentOrElse(
            plan -> {
              RunningCall call = new RunningCall(wires, plan, incoming, transfers, neighbour(plan));
              running.put(plan.id(), call);
              count(plan, outcome);
              call.done()
                  .onComplete(
                      ended -> wires.context().runOnContext(v -> running.remove(plan.id())));
              LOG.info(
                  "call {}: {} by trunk {}, {}",
                  plan.id(),
                  plan.direction(),
                  plan.trunk(),
                  plan.decision().mode());
              call.begin(incoming);
            },
            () -> {
              LOG.info(
                  "leg {}: refused with {} {}",
                  incoming.leg().id(),
                  outcome.status(),
                  outcome.why());
              incoming.leg().refuse(outcome.status(), outcome.why());
            });
  }

  /** Another call of the agent who dials this one: the two may be joined later. */
  private Optional<RunningCall> neighbour(Plan plan) {
    return plan.direction() == Direction.INBOUND
        ? Optional.empty()
        : running.values().stream()
            .filter(call -> call.call().engaged().containsKey(plan.agents().get(0)))
            .findFirst();
  }

  /** An outgoing call counts against its agent's and its trunk's limits, unless it calls for help. */
  private void count(Plan plan, Planner.Outcome outcome) {
    if (plan.direction() == Direction.OUTBOUND && !plan.trunk().isEmpty() && !outcome.emergency()) {
      wires
          .operator()
          .traffic()
          .began(plan.id(), plan.agents().get(0), plan.trunk(), plan.startedAt());
    }
  }

  @Override
  public List<LiveCall> all() {
    return wires.board().all();
  }

  @Override
  public Optional<LiveCall> find(CallId id) {
    return wires.board().find(id);
  }

  @Override
  public List<LegSound> sound(CallId id) {
    return wires.board().sound(id);
  }

  @Override
  public Future<Boolean> hangup(CallId id, String by) {
    return reach(id, new CallInput.HangUp("ended on the page"));
  }

  @Override
  public Future<Boolean> stopRecording(CallId id, String by) {
    return reach(id, new CallInput.StopRecording(by));
  }

  @Override
  public Future<Boolean> pause(CallId id, boolean paused, String by) {
    return reach(
        id, new CallInput.PauseRecording(paused, by), call -> call.call().pauseRefused(paused));
  }

  @Override
  public Future<Boolean> transfer(CallId id, String to, String by) {
    return transfer(
        id, call -> transfers.blind(call, call.call().agent().orElse(by), to, false));
  }

  @Override
  public Future<Boolean> transferTo(CallId id, CallId consultation, String by) {
    return transfer(id, call -> transfers.attended(call, consultation));
  }

  private Future<Boolean> transfer(CallId id, Function<RunningCall, Transfers.Answer> deed) {
    Context caller = wires.vertx().getOrCreateContext();
    Promise<Boolean> answer = Promise.promise();
    wires.context().runOnContext(v -> {
      RunningCall call = running.get(id);
      boolean runs = call != null && !call.call().over();
      Transfers.Answer came = runs ? deed.apply(call) : Transfers.Answer.DONE;
      caller.runOnContext(back -> {
        if (came.done()) {
          answer.complete(runs);
        } else {
          answer.fail(new Refused(came.why()));
        }
      });
    });
    return answer.future();
  }

  /** Ends all calls; completes when the last one's ledger row is written. */
  Future<Void> drain() {
    draining = true;
    Promise<Void> drained = Promise.promise();
    wires.context().runOnContext(v -> {
      List<RunningCall> calls = List.copyOf(running.values());
      calls.forEach(call -> call.take(new CallInput.HangUp("the node is shutting down")));
      Future.join(calls.stream().map(RunningCall::done).toList())
          .onComplete(all -> drained.complete());
    });
    return drained.future();
  }

  /** Asks on the SIP context, answers on the caller's. */
  private Future<Boolean> reach(CallId id, CallInput input) {
    return reach(id, input, call -> Optional.empty());
  }

  /** @param refusal why the call will not do it; empty where it will */
  private Future<Boolean> reach(
      CallId id, CallInput input, Function<RunningCall, Optional<String>> refusal) {
    Context caller = wires.vertx().getOrCreateContext();
    Promise<Boolean> answer = Promise.promise();
    wires.context().runOnContext(v -> {
      RunningCall call = running.get(id);
      if (call == null || call.call().over()) {
        caller.runOnContext(back -> answer.complete(false));
        return;
      }
      Optional<String> why = refusal.apply(call);
      call.take(input);
      caller.runOnContext(back -> why.ifPresentOrElse(
          refused -> answer.fail(new Refused(refused)), () -> answer.complete(true)));
    });
    return answer.future();
  }
}

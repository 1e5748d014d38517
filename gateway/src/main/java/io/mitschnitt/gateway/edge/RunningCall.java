package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.Alarm;
import io.mitschnitt.gateway.call.Call;
import io.mitschnitt.gateway.call.CallInput;
import io.mitschnitt.gateway.call.Line;
import io.mitschnitt.gateway.call.Order;
import io.mitschnitt.gateway.call.Plan;
import io.mitschnitt.gateway.call.Step;
import io.mitschnitt.gateway.sip.Referral;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call that runs: its machine, its alarms, and the line of inputs in front of it. Lives on the SIP context; an input
 * that an order causes waits until the step's other orders are carried out.
 */
final class RunningCall {

  private static final Logger LOG = LoggerFactory.getLogger(RunningCall.class);

  private final CallWires wires;
  private final CallHands hands;
  private final Transfers transfers;
  private final Deque<CallInput> waiting = new ArrayDeque<>();
  private final Map<Alarm, Long> alarms = new EnumMap<>(Alarm.class);
  private final Promise<Void> done = Promise.promise();
  private Call call;
  private boolean stepping;

  /** @param neighbour a call beside which this one's media should be, so that their parties can change places */
  RunningCall(
      CallWires wires,
      Plan plan,
      Incoming incoming,
      Transfers transfers,
      Optional<RunningCall> neighbour) {
    this.wires = wires;
    this.transfers = transfers;
    call = Call.planned(plan);
    hands = new CallHands(
        wires, plan, incoming.leg(), this, neighbour.map(other -> other.hands.media()));
  }

  void begin(Incoming incoming) {
    take(new CallInput.Began(incoming.sdp()));
  }

  /** Takes an input from any thread; it is worked off on the SIP context. */
  void take(CallInput input) {
    if (Vertx.currentContext() == wires.context()) {
      waiting.add(input);
      work();
    } else {
      wires.context().runOnContext(v -> take(input));
    }
  }

  /** Completes when the call is over, its media free and its last ledger entry tried. */
  Future<Void> done() {
    return done.future();
  }

  Call call() {
    return call;
  }

  CallHands hands() {
    return hands;
  }

  /** The phone on that line asks that somebody else be called in its place. */
  void referred(Line line, Referral referral) {
    transfers.referred(this, line, referral);
  }

  private void work() {
    if (stepping) {
      return;
    }
    stepping = true;
    try {
      for (CallInput input = waiting.poll(); input != null; input = waiting.poll()) {
        step(input);
      }
    } finally {
      stepping = false;
    }
  }

  private void step(CallInput input) {
    String was = call.toString();
    boolean wasOver = call.over();
    Step step = call.on(input, wires.clock().instant());
    call = step.call();
    LOG.debug("call {}: {}", call.plan().id(), input.getClass().getSimpleName());
    if (!was.equals(call.toString())) {
      LOG.info("call {}: after {}", call, input.getClass().getSimpleName());
    }
    step.orders().forEach(this::carryOut);
    wires.operator().saw(call, input);
    if (call.over() && !wasOver) {
      hands.done().onComplete(end -> done.complete());
    }
  }

  /** One order that fails must not keep the others, such as hanging up, from being carried out. */
  private void carryOut(Order order) {
    try {
      order.when(hands);
    } catch (RuntimeException e) {
      LOG.error("call {}: {} failed", call.plan().id(), order.getClass().getSimpleName(), e);
    }
  }

  void set(Alarm alarm, Duration after) {
    stop(alarm);
    long id = wires.vertx().setTimer(Math.max(1, after.toMillis()), fired -> {
      if (Long.valueOf(fired).equals(alarms.get(alarm))) {
        alarms.remove(alarm);
        take(new CallInput.AlarmRang(alarm));
      }
    });
    alarms.put(alarm, id);
  }

  void stop(Alarm alarm) {
    Long id = alarms.remove(alarm);
    if (id != null) {
      wires.vertx().cancelTimer(id);
    }
  }
}

package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.RecordingId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Drives one call by hand: a fake clock, and a media room that answers at once and with joy. */
final class Drive {

  static final Line ANNA = Line.agent("anna");
  static final Line BEN = Line.agent("ben");
  static final Ending BYE = new Ending(Ending.Whose.UNKNOWN, "hung up", 16);
  static final RecordingId TAPE = new RecordingId("0123456789abcdef0123456789abcdef");

  final List<Order> orders = new ArrayList<>();
  List<Order> last = List.of();
  boolean allBusy;
  Call call;
  Instant now = Plans.START;

  Drive(Plan plan) {
    this(plan, false);
  }

  /** @param allBusy whether the switchboard has nobody free until it is said */
  Drive(Plan plan, boolean allBusy) {
    this(plan, allBusy, Optional.of("offer"));
  }

  /** A call whose INVITE brings that offer, or none. */
  Drive(Plan plan, Optional<String> offer) {
    this(plan, false, offer);
  }

  private Drive(Plan plan, boolean allBusy, Optional<String> offer) {
    this.allBusy = allBusy;
    call = Call.planned(plan);
    on(new CallInput.Began(offer));
  }

  Drive on(CallInput... inputs) {
    List<Order> step = new ArrayList<>();
    for (CallInput input : inputs) {
      take(input, step);
    }
    last = step;
    orders.addAll(step);
    return this;
  }

  private void take(CallInput first, List<Order> step) {
    Deque<CallInput> waiting = new ArrayDeque<>(List.of(first));
    for (CallInput input = waiting.poll(); input != null; input = waiting.poll()) {
      now = now.plusMillis(10);
      Step taken = call.on(input, now);
      call = taken.call();
      taken.orders().forEach(order -> reply(order, waiting));
      step.addAll(taken.orders());
    }
  }

  private void reply(Order order, Deque<CallInput> waiting) {
    if (order instanceof Order.MakeOffer make) {
      waiting.add(new CallInput.OfferMade(make.leg(), "our offer"));
    } else if (order instanceof Order.MakeAnswer make) {
      waiting.add(new CallInput.AnswerMade(make.leg(), "our answer to " + make.sdp()));
    } else if (order instanceof Order.TakeAnswer take) {
      waiting.add(new CallInput.AnswerTaken(take.leg()));
    } else if (order instanceof Order.SeekAgents seek && !allBusy && answered(seek)) {
      waiting.add(new CallInput.AgentsFound(free(seek)));
    }
  }

  /** Where a caller can wait, the switchboard is silent until somebody is free. */
  static boolean answered(Order.SeekAgents seek) {
    return !free(seek).isEmpty() || seek.stop().queue().isEmpty();
  }

  /** A switchboard at which everybody is free. */
  static List<String> free(Order.SeekAgents seek) {
    List<String> free = seek.stop().agents().stream()
        .filter(agent -> !seek.tried().contains(agent))
        .toList();
    boolean one = seek.stop().strategy() != Strategy.RING_ALL && !free.isEmpty();
    return one ? List.of(free.get(0)) : free;
  }

  // -- what happens

  /** Inbound: the caller is answered and hears the announcement; the phones ring. */
  Drive callerHears() {
    return on(
        new CallInput.LineConfirmed(Line.CUSTOMER, Optional.empty()),
        new CallInput.MediaUp(Leg.CUSTOMER));
  }

  /** Inbound: anna picks up. */
  Drive annaAnswers() {
    return on(new CallInput.LineAnswered(ANNA, "anna's answer"), new CallInput.MediaUp(Leg.AGENT));
  }

  /** Outbound: the carrier answers, and both sides are up. */
  Drive carrierAnswers() {
    return on(
        new CallInput.LineAnswered(Line.CUSTOMER, "carrier's answer"),
        new CallInput.LineConfirmed(ANNA, Optional.empty()),
        new CallInput.MediaUp(Leg.CUSTOMER),
        new CallInput.MediaUp(Leg.AGENT));
  }

  Drive heard() {
    return on(new CallInput.PromptDone("told", true));
  }

  Drive saidNotRecorded() {
    return on(new CallInput.PromptDone("not-recorded", true));
  }

  Drive rang(Alarm alarm) {
    return on(new CallInput.AlarmRang(alarm));
  }

  Drive tapeRuns() {
    return on(new CallInput.TapeReady(TAPE), new CallInput.GateOpened());
  }

  Drive keys(String keys) {
    for (char key : keys.toCharArray()) {
      on(new CallInput.KeyPressed(Leg.CUSTOMER, key, false));
    }
    return this;
  }

  Drive ended(Line line) {
    return on(new CallInput.LineEnded(line, BYE));
  }

  // -- what came of it

  <T extends Order> List<T> all(Class<T> kind) {
    return orders.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends Order> T one(Class<T> kind) {
    List<T> found = all(kind);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " times " + kind.getSimpleName() + " in " + orders);
    }
    return found.get(0);
  }

  LiveCall.Light light() {
    return call.live().light();
  }

  List<ConsentEvent.Kind> consent() {
    return all(Order.NoteConsent.class).stream()
        .map(note -> note.event().kind())
        .toList();
  }

  List<String> played() {
    return all(Order.Play.class).stream().map(play -> play.prompt().name()).toList();
  }

  List<String> names(List<Order> some) {
    return some.stream().map(order -> order.getClass().getSimpleName()).toList();
  }
}

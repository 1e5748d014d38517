package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.call.Line.Standing;
import io.mitschnitt.gateway.call.State.Taping;
import io.mitschnitt.gateway.consent.ConsentGate;
import io.mitschnitt.gateway.consent.ConsentGate.Signal;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.RecordingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One step of a call while it is taken: the state under change and the orders so far. Lives for one input only. */
final class Turn {

  final Plan plan;
  final Instant now;

  private final State before;
  private final List<Order> orders = new ArrayList<>();
  private final Map<Line, Standing> lines;
  private final Set<Leg> up;
  private final Set<Alarm> alarms;

  Stage stage;
  String offer;
  String early;
  ConsentGate gate;
  boolean asked;
  Optional<String> playing;
  char lastKey;
  Taping taping;
  Optional<RecordingId> recording;
  boolean stoppedByUs;
  String failure;
  String agent;
  Line party;
  Optional<Instant> answeredAt;
  Optional<Ending> ending;
  char agentKey;
  Optional<Instant> pausedUntil;
  Search search;

  Turn(Plan plan, State state, Instant now) {
    this.plan = plan;
    this.now = now;
    before = state;
    lines = new HashMap<>(state.lines());
    up = state.up().isEmpty() ? EnumSet.noneOf(Leg.class) : EnumSet.copyOf(state.up());
    alarms =
        state.alarms().isEmpty() ? EnumSet.noneOf(Alarm.class) : EnumSet.copyOf(state.alarms());
    stage = state.stage();
    offer = state.offer();
    early = state.early();
    gate = state.gate();
    asked = state.asked();
    playing = state.playing();
    lastKey = state.lastKey();
    taping = state.taping();
    recording = state.recording();
    stoppedByUs = state.stoppedByUs();
    failure = state.failure();
    agent = state.agent();
    party = state.party();
    answeredAt = state.answeredAt();
    ending = state.ending();
    agentKey = state.agentKey();
    pausedUntil = state.pausedUntil();
    search = state.search();
  }

  State state() {
    return new State(
        stage,
        Map.copyOf(lines),
        offer,
        early,
        Set.copyOf(up),
        gate,
        asked,
        playing,
        lastKey,
        taping,
        recording,
        stoppedByUs,
        failure,
        Set.copyOf(alarms),
        agent,
        party,
        answeredAt,
        ending,
        agentKey,
        pausedUntil,
        search);
  }

  List<Order> orders() {
    return List.copyOf(orders);
  }

  void order(Order order) {
    orders.add(order);
  }

  boolean over() {
    return stage == Stage.OVER;
  }

  // -- lines

  boolean is(Line line, Standing standing) {
    return lines.get(line) == standing;
  }

  void set(Line line, Standing standing) {
    lines.put(line, standing);
  }

  boolean none(Standing standing) {
    return !lines.containsValue(standing);
  }

  /** Lines that stand so, the customer's first, then as the plan names its agents: the same order in every run. */
  List<Line> all(Standing standing) {
    return lines.keySet().stream()
        .filter(line -> is(line, standing))
        .sorted(Comparator.comparing(Line::isAgent)
            .thenComparing(line -> place(line))
            .thenComparing(Line::agent))
        .toList();
  }

  private int place(Line line) {
    int at = plan.agents().indexOf(line.agent());
    return at < 0 ? plan.agents().size() : at;
  }

  /** That line's party has the call from now on. */
  void joins(Line line) {
    party = line;
    agent = line.agent();
  }

  private Line line(Leg leg) {
    return leg == Leg.CUSTOMER ? Line.CUSTOMER : party;
  }

  void mediaUp(Leg leg) {
    up.add(leg);
  }

  /** Whether that side is answered, confirmed, and sound can flow. */
  boolean ready(Leg leg) {
    return is(line(leg), Standing.UP) && up.contains(leg);
  }

  /** Whether that side is answered and its sound is still awaited. */
  boolean awaitsMedia(Leg leg) {
    Line line = line(leg);
    return !up.contains(leg) && (is(line, Standing.UP) || is(line, Standing.ANSWERED));
  }

  // -- alarms

  void set(Alarm alarm, Duration after) {
    alarms.add(alarm);
    order(new Order.SetAlarm(alarm, after));
  }

  void set(Alarm alarm) {
    set(alarm, alarm.usual());
  }

  void stop(Alarm alarm) {
    if (alarms.remove(alarm)) {
      order(new Order.StopAlarm(alarm));
    }
  }

  boolean waitsFor(Alarm alarm) {
    return alarms.contains(alarm);
  }

  /** Whether that alarm was set; it is no longer. */
  boolean rang(Alarm alarm) {
    return alarms.remove(alarm);
  }

  void stopAlarms() {
    for (Alarm alarm : Alarm.values()) {
      stop(alarm);
    }
  }

  // -- consent

  void signal(Signal signal, String detail) {
    ConsentGate.Step step = gate.on(signal);
    gate = step.gate();
    if (answeredAt.isPresent()) {
      step.events()
          .forEach(kind -> order(new Order.NoteConsent(new ConsentEvent(now, kind, detail))));
    }
  }

  void play(Plan.Spoken prompt, List<Leg> to) {
    playing = Optional.of(prompt.name());
    search = search.plays("");
    order(new Order.Play(prompt, to));
    stop(Alarm.PROMPT);
    set(Alarm.PROMPT, prompt.length().plus(Alarm.PROMPT.usual()));
  }

  void stopPrompt() {
    stop(Alarm.PROMPT);
    if (playing.isPresent()) {
      playing = Optional.empty();
      order(new Order.StopPrompt());
    }
  }

  // -- what people see

  /** The agent on the customer's side sees the light as well. */
  private void tellColleague(LiveCall was, LiveCall is) {
    boolean sees = plan.colleague().isPresent() && !over() && is(Line.CUSTOMER, Standing.UP);
    boolean newToIt =
        before.lines().get(Line.CUSTOMER) != Standing.UP || !was.light().equals(is.light());
    if (sees && (newToIt || !was.recording().equals(is.recording()))) {
      order(new Order.ShowLight(Line.CUSTOMER, is));
    }
  }

  /** Orders the news and the agent's light where this step changed them. */
  void tell() {
    LiveCall was = Lights.live(plan, before);
    LiveCall is = Lights.live(plan, state());
    Line line = party;
    boolean agentSees = !over() && is(line, Standing.UP);
    boolean newToIt = before.lines().get(line) != Standing.UP || !was.light().equals(is.light());
    if (agentSees && (newToIt || !was.recording().equals(is.recording()))) {
      order(new Order.ShowLight(line, is));
    }
    tellColleague(was, is);
    if (over() && before.stage() != Stage.OVER) {
      order(new Order.TellEnded(is));
    } else if (!over() && !was.equals(is)) {
      order(new Order.TellChanged(is));
    }
  }
}

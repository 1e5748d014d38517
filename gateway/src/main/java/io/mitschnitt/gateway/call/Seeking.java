package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.call.Hunt.Station;
import io.mitschnitt.gateway.call.Line.Standing;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import io.mitschnitt.gateway.route.Stop;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.recorder.contract.Leg;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The search for an agent while the caller is told, asked and waits: who is free is known by the switchboard, which is
 * asked stop after stop. Each wait has its limit, and every way out of here leaves no phone ringing.
 */
final class Seeking {

  private final Turn turn;

  Seeking(Turn turn) {
    this.turn = turn;
  }

  /** Our offer for the agents' phones is ready. */
  void begin(String sdp) {
    if (turn.stage == Stage.ASKING && turn.offer.isEmpty() && !turn.plan.hunt().closed()) {
      turn.offer = sdp;
      arrive();
    }
  }

  /** Whom the switchboard lets us ring; nobody = this stop does not take us. */
  void found(List<String> agents) {
    if (!seeks()) {
      return;
    }
    if (agents.isEmpty() && turn.none(Standing.PLACED)) {
      leave();
    } else if (!agents.isEmpty()) {
      ring(agents);
    }
  }

  /** A phone that rang does not take the call. */
  void gone(Line line) {
    turn.set(line, Standing.OVER);
    turn.search = turn.search.tried(line.agent());
    if (turn.none(Standing.PLACED) && turn.agent.isEmpty()) {
      others();
    }
  }

  /** The phones rang long enough. */
  void noAnswer() {
    boolean sought = seeks();
    silence("no answer", 480);
    if (sought) {
      others();
    } else if (turn.agent.isEmpty()) {
      nobody();
    }
  }

  /** Whether somebody is still to be found, and can be rung. */
  private boolean seeks() {
    return turn.stage == Stage.ASKING
        && turn.agent.isEmpty()
        && !turn.offer.isEmpty()
        && station().isPresent();
  }

  void rang(Alarm alarm) {
    if (!seeks()) {
      return;
    }
    switch (alarm) {
      case WAIT -> {
        silence("no answer", 480);
        leave();
      }
      case AGAIN -> {
        if (turn.none(Standing.PLACED)) {
          turn.search = turn.search.again();
          seek(station().get().stop());
        }
      }
      case TELL -> tell();
      default -> throw new IllegalArgumentException("not an alarm of the search: " + alarm);
    }
  }

  /** One has answered: the others fall silent (RFC 3326), and so does the music. */
  void found(Line winner) {
    stop();
    turn.joins(winner);
    silence("Call completed elsewhere", 200);
    if (!turn.search.sound().isEmpty()) {
      turn.search = turn.search.plays("");
      turn.order(new Order.StopPrompt());
    }
  }

  /** What the caller hears while everything is said and nobody is there yet. */
  void idle() {
    boolean silent = turn.stage == Stage.ASKING
        && turn.asked
        && turn.playing.isEmpty()
        && turn.agent.isEmpty()
        && turn.search.sound().isEmpty()
        && turn.ready(Leg.CUSTOMER);
    if (silent && turn.plan.hunt().closed()) {
      nobody();
    } else if (silent && turn.gate.settled()) {
      station().flatMap(Station::line).ifPresent(this::music);
    }
  }

  /** Whether it was the waiting caller's sound that ended; then the next may begin. */
  boolean soundOver(String name) {
    boolean ours = !name.isEmpty() && turn.search.sound().equals(name);
    if (ours) {
      turn.search = turn.search.plays("");
    }
    return ours;
  }

  private void music(Hunt.Wait wait) {
    wait.music().ifPresent(this::sound);
    if (wait.prompt().isPresent() && !wait.every().isZero() && !turn.waitsFor(Alarm.TELL)) {
      turn.set(Alarm.TELL, wait.every());
    }
  }

  private void tell() {
    Hunt.Wait wait = station().flatMap(Station::line).orElseThrow();
    boolean quiet = turn.playing.isEmpty() && turn.asked && turn.gate.settled();
    if (quiet) {
      wait.prompt().ifPresent(this::sound);
    }
    turn.set(Alarm.TELL, wait.every());
  }

  private void sound(Plan.Spoken sound) {
    turn.search = turn.search.plays(sound.name());
    turn.order(new Order.Play(sound, List.of(Leg.CUSTOMER)));
  }

  private Optional<Station> station() {
    List<Station> all = turn.plan.hunt().stations();
    int at = turn.search.station();
    return at < all.size() ? Optional.of(all.get(at)) : Optional.empty();
  }

  private void arrive() {
    Optional<Station> at = station();
    if (at.isEmpty()) {
      nobody();
      return;
    }
    at.get()
        .line()
        .ifPresentOrElse(
            wait -> {
              turn.stop(Alarm.RING);
              turn.set(Alarm.WAIT, wait.most());
            },
            () -> turn.set(Alarm.RING, at.get().ringTime()));
    seek(at.get().stop());
  }

  private void seek(Stop stop) {
    Set<String> tried = turn.search.tried();
    turn.order(new Order.SeekAgents(stop, tried));
    if (stop.queue().isPresent() && !tried.isEmpty()) {
      turn.set(Alarm.AGAIN);
    }
  }

  private void ring(List<String> agents) {
    turn.stop(Alarm.AGAIN);
    if (turn.none(Standing.PLACED)) {
      turn.set(Alarm.RING, station().orElseThrow().ringTime());
    }
    for (String agent : agents) {
      Line line = Line.agent(agent);
      if (!turn.is(line, Standing.PLACED) && turn.plan.agents().contains(agent)) {
        turn.set(line, Standing.PLACED);
        turn.order(new Order.PlaceLine(
            line, new Destination.ToAgent(agent), turn.plan.caller(), turn.offer));
      }
    }
  }

  /** Nobody rings any more: who else is there? */
  private void others() {
    turn.stop(Alarm.RING);
    Stop stop = station().orElseThrow().stop();
    boolean allWereRung = stop.strategy() == Strategy.RING_ALL && stop.queue().isEmpty();
    if (allWereRung) {
      leave();
    } else {
      if (stop.queue().isEmpty()) {
        turn.set(Alarm.RING, station().orElseThrow().ringTime());
      }
      seek(stop);
    }
  }

  /** On to the next stop. */
  private void leave() {
    stop();
    turn.search = turn.search.next();
    arrive();
  }

  private void stop() {
    turn.stop(Alarm.RING);
    turn.stop(Alarm.WAIT);
    turn.stop(Alarm.AGAIN);
    turn.stop(Alarm.TELL);
    if (station().isPresent()) {
      turn.order(new Order.StopSeeking());
    }
  }

  private void silence(String why, int cause) {
    for (Line line : turn.all(Standing.PLACED)) {
      turn.set(line, Standing.OVER);
      turn.search = turn.search.tried(line.agent());
      turn.order(new Order.EndLine(line, Ends.ours(why, cause)));
    }
  }

  /** Nobody takes the call: that is said, then we hang up. */
  private void nobody() {
    turn.stop(Alarm.RING);
    boolean canBeSaid =
        turn.stage == Stage.ASKING && turn.plan.sorry().isPresent() && turn.ready(Leg.CUSTOMER);
    if (canBeSaid) {
      turn.stage = Stage.LEAVING;
      turn.stop(Alarm.ASK);
      turn.play(turn.plan.sorry().get(), List.of(Leg.CUSTOMER));
    } else {
      Ends.end(turn, Ends.ours(why(), 480));
    }
  }

  /** Why the call ends here. */
  String why() {
    return turn.plan.hunt().closed() ? "closed" : "no agent answered";
  }
}

package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.call.Call.Stage;
import io.mitschnitt.gateway.call.CallInput.FromAside.What;
import io.mitschnitt.gateway.call.Line.Standing;
import io.mitschnitt.gateway.call.Order.Aside.Deed;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import io.mitschnitt.gateway.route.Stop;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.recorder.contract.Leg;
import java.util.List;
import java.util.Optional;

/**
 * The handing over of the customer to another party while they talk. The customer hears music, the new party's phones
 * ring, and its media is made ready aside; only when sound flows with it do the two agents' legs change places, and the
 * former one is let go. Where nobody takes the customer, they are back with the agent they had, unless that one has left.
 * The tape runs on, veiled in between.
 */
final class Handing {

  private final Turn turn;

  Handing(Turn turn) {
    this.turn = turn;
  }

  /** Why the customer cannot be handed over now; empty where they can. */
  static Optional<String> refusal(State state) {
    boolean talk = state.stage() == Stage.TALKING
        && state.lines().get(Line.CUSTOMER) == Standing.UP
        && state.lines().get(state.party()) == Standing.UP;
    if (!talk) {
      return Optional.of("The parties do not talk yet.");
    }
    if (state.party().equals(Line.OUTSIDE)) {
      return Optional.of("The customer has been handed to somebody outside.");
    }
    return state.handover().runs()
        ? Optional.of("The call is being handed over already.")
        : Optional.empty();
  }

  /** Begins; what cannot be done is not begun. */
  void begin(Transfer transfer, boolean told) {
    if (refusal(turn.state()).isPresent()) {
      return;
    }
    turn.handover = Handover.to(transfer, told);
    turn.order(new Order.Part());
    turn.set(Alarm.TRANSFER, transfer.longest());
    turn.order(transfer
        .outside()
        .map(to -> new Order.Aside(Deed.OFFER_NUMBER, to.trunk()))
        .orElseGet(() -> new Order.Aside(Deed.OFFER_AGENT, "")));
    music();
  }

  /** The new party is there already, and sound flows with it. */
  void join(Transfer transfer, Line next, boolean told) {
    if (turn.over() || turn.handover.runs()) {
      return;
    }
    turn.set(next, Standing.UP);
    turn.order(new Order.Part());
    turn.handover = Handover.to(transfer, told).found(next);
    complete();
  }

  private Transfer transfer() {
    return turn.handover.transfer().orElseThrow();
  }

  // -- the new party's media

  void aside(What what, String sdp) {
    if (turn.over() || !turn.handover.runs()) {
      return;
    }
    switch (what) {
      case OFFERED -> offered(sdp);
      case UP -> {
        if (turn.handover.next().isPresent()) {
          complete();
        }
      }
      case REFUSED, LOST -> {
        turn.handover.next().ifPresent(line -> hangUp(line, "no common media", 488));
        silence("no common media", 488);
        fail(488);
      }
    }
  }

  private void offered(String sdp) {
    if (!turn.handover.offer().isEmpty()) {
      return;
    }
    turn.handover = turn.handover.offers(sdp);
    transfer()
        .outside()
        .ifPresentOrElse(to -> ring(Line.OUTSIDE, to), () -> seek(transfer().stop().orElseThrow()));
  }

  private void seek(Stop stop) {
    turn.order(new Order.SeekAgents(stop, turn.handover.tried()));
  }

  private void ring(Line line, Destination to) {
    turn.set(line, Standing.PLACED);
    turn.order(new Order.PlaceLine(line, to, transfer().caller(), turn.handover.offer()));
  }

  // -- its phones

  /** Whom the switchboard lets us ring; false where nobody is sought for a handover. */
  boolean found(List<String> agents) {
    if (!turn.handover.runs()) {
      return false;
    }
    if (turn.handover.seeks() && transfer().stop().isPresent()) {
      agents.stream()
          .map(Line::agent)
          .filter(line -> !turn.is(line, Standing.PLACED) && !turn.is(line, Standing.UP))
          .forEach(line -> ring(line, new Destination.ToAgent(line.agent())));
      if (turn.none(Standing.PLACED)) {
        fail(480);
      }
    }
    return true;
  }

  /** A phone rings; false where it is not the new party's. */
  boolean rings(Line line) {
    boolean ours = turn.handover.seeks() && turn.is(line, Standing.PLACED);
    if (ours && !turn.handover.rang()) {
      turn.handover = turn.handover.ringing();
      tell(180);
    }
    return ours;
  }

  /** A phone was answered; false where it is not the new party's. */
  boolean answered(Line line, String sdp) {
    if (!turn.handover.seeks() || !turn.is(line, Standing.PLACED)) {
      return false;
    }
    turn.set(line, Standing.UP);
    stopSeeking();
    turn.handover = turn.handover.found(line);
    silence("Call completed elsewhere", 200);
    turn.set(Alarm.TRANSFER, Alarm.MEDIA.usual());
    turn.order(new Order.Aside(Deed.TAKE, sdp));
    return true;
  }

  /** A phone refused or fell silent; false where it is not the new party's. */
  boolean gone(Line line, int status) {
    if (!turn.handover.runs() || turn.over()) {
      return false;
    }
    if (turn.handover.next().filter(line::equals).isPresent() && !turn.is(line, Standing.OVER)) {
      turn.set(line, Standing.OVER);
      fail(480);
      return true;
    }
    if (!turn.handover.seeks() || !turn.is(line, Standing.PLACED)) {
      return false;
    }
    turn.set(line, Standing.OVER);
    turn.handover = turn.handover.tried(line.agent());
    if (turn.none(Standing.PLACED)) {
      others(status);
    }
    return true;
  }

  /** Where a group rings one after the other, or lets callers wait, the next one is asked for. */
  private void others(int status) {
    Optional<Stop> stop = transfer().stop();
    boolean more = stop.filter(s -> s.strategy() != Strategy.RING_ALL || s.queue().isPresent())
        .filter(s -> !turn.handover.tried().containsAll(s.agents()))
        .isPresent();
    if (more) {
      seek(stop.get());
    } else {
      fail(Statuses.towardsAgent(status));
    }
  }

  /** Who hands over has hung up, or is gone: the handover goes on. False where it was not that one, or none is under way. */
  boolean left(Line line) {
    boolean left = turn.handover.runs()
        && !turn.over()
        && line.equals(turn.party)
        && turn.is(line, Standing.UP);
    if (left) {
      turn.set(line, Standing.OVER);
    }
    return left;
  }

  /** The sound of who hands over is gone; false where that ends the call. */
  boolean mute() {
    boolean under = turn.handover.runs() && !turn.over();
    if (under && turn.is(turn.party, Standing.UP)) {
      hangUp(turn.party, "media lost", 0);
    }
    return under;
  }

  /** It took too long: to be answered, or until sound flowed. */
  void tooLong() {
    if (!turn.handover.runs()) {
      return;
    }
    turn.handover.next().ifPresent(line -> hangUp(line, "no media", 408));
    silence("no answer", 480);
    fail(480);
  }

  // -- how it ends

  private void complete() {
    Transfer done = transfer();
    Line next = turn.handover.next().orElseThrow();
    stop();
    tell(200);
    Line former = turn.party;
    turn.handover = Handover.NONE;
    turn.order(new Order.Aside(Deed.EXCHANGE, ""));
    turn.order(new Order.Aside(Deed.CLOSE, ""));
    taken(former, next, done);
  }

  /** The new party is the customer's from now on. */
  private void taken(Line former, Line next, Transfer transfer) {
    if (turn.is(former, Standing.UP)) {
      hangUp(former, "handed over", 0);
    }
    turn.party = next;
    turn.agentKey = ' ';
    if (!next.equals(Line.OUTSIDE)) {
      turn.agent = next.agent();
      turn.order(new Order.NoteAgent(turn.agent, turn.now));
    }
    new Regime(turn).under(transfer);
    turn.order(new Order.Bridge());
  }

  private void fail(int status) {
    stop();
    tell(status);
    turn.handover = Handover.NONE;
    turn.order(new Order.Aside(Deed.CLOSE, ""));
    if (turn.is(turn.party, Standing.UP)) {
      turn.order(new Order.Bridge());
    } else {
      nobody();
    }
  }

  /** Neither the new party nor the former one is there: that is said, then we hang up. */
  private void nobody() {
    if (turn.plan.sorry().isPresent() && turn.ready(Leg.CUSTOMER)) {
      turn.stage = Stage.LEAVING;
      turn.play(turn.plan.sorry().get(), List.of(Leg.CUSTOMER));
    } else {
      Ends.end(turn, Ends.ours("no agent answered", 480));
    }
  }

  private void stop() {
    turn.stop(Alarm.TRANSFER);
    stopSeeking();
    if (!turn.handover.music().isEmpty()) {
      turn.handover = turn.handover.plays("");
      turn.order(new Order.StopPrompt());
    }
  }

  private void stopSeeking() {
    boolean sought = transfer().stop().isPresent() && !turn.handover.offer().isEmpty();
    if (sought && turn.handover.next().isEmpty()) {
      turn.order(new Order.StopSeeking());
    }
  }

  private void silence(String why, int cause) {
    turn.all(Standing.PLACED).forEach(line -> hangUp(line, why, cause));
  }

  private void hangUp(Line line, String why, int cause) {
    turn.set(line, Standing.OVER);
    turn.order(new Order.EndLine(line, Ends.ours(why, cause)));
  }

  private void tell(int status) {
    if (turn.handover.told() && turn.is(turn.party, Standing.UP)) {
      turn.order(new Order.TellReferrer(turn.party, status));
    }
  }

  // -- what the customer hears

  private void music() {
    transfer().music().ifPresent(sound -> {
      turn.handover = turn.handover.plays(sound.name());
      turn.order(new Order.Play(sound, List.of(Leg.CUSTOMER)));
    });
  }

  /** Whether it was the music that ended; then it begins anew. */
  boolean soundOver(String name) {
    boolean ours = turn.handover.runs() && !name.isEmpty() && turn.handover.music().equals(name);
    if (ours && !turn.over()) {
      music();
    }
    return ours;
  }
}

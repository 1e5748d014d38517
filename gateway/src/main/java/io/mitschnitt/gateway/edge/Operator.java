package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.Call;
import io.mitschnitt.gateway.call.CallInput;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.Staff;
import io.mitschnitt.gateway.route.Roster;
import io.mitschnitt.gateway.route.Routes;
import io.mitschnitt.gateway.route.Stop;
import io.mitschnitt.gateway.route.Switchboard;
import io.mitschnitt.gateway.route.Traffic;
import io.mitschnitt.recorder.contract.CallId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The house's operator: knows who of the agents is free, keeps the lines of waiting callers, and tells a call whom it may
 * ring. Lives on the SIP context, like the calls; people ask from anywhere.
 */
final class Operator implements Staff {

  /** How often it is looked whether a phone came back or a wrap-up is over, while somebody waits. */
  private static final long LOOKS_EVERY_MILLIS = 500;

  private final Vertx vertx;
  private final Context context;
  private final InstantSource clock;
  private Routes routes;
  private final Roster roster;
  private final Switchboard board;
  private final Traffic traffic;
  private final Map<CallId, Consumer<CallInput>> seeking = new HashMap<>();
  private long timer = -1;

  /** @param hasPhone whether an agent has a phone that can be rung now */
  Operator(
      Vertx vertx,
      Context context,
      InstantSource clock,
      Routes routes,
      Predicate<String> hasPhone) {
    this.vertx = vertx;
    this.context = context;
    this.clock = clock;
    this.routes = routes;
    roster = new Roster(names(routes), hasPhone, routes.conf().wrapUp(), clock.instant());
    board = new Switchboard(roster);
    traffic = new Traffic(routes.conf().dialling());
  }

  // -- for calls, on the SIP context

  boolean free(String agent) {
    return roster.free(agent, clock.instant());
  }

  Traffic traffic() {
    return traffic;
  }

  /** From now on these are the routes, and theirs the agents and limits. */
  void follow(Routes next) {
    routes = next;
    roster.follow(names(next), next.conf().wrapUp(), clock.instant());
    traffic.follow(next.conf().dialling());
    look();
  }

  private static List<String> names(Routes routes) {
    return routes.agents().stream().map(Agent::name).toList();
  }

  /** The call wants agents; it is told on {@code call}, later than this method returns. */
  void seek(CallId id, Stop stop, Set<String> tried, Consumer<CallInput> call) {
    seeking.put(id, call);
    if (board.seek(id, stop, tried, clock.instant())) {
      look();
    } else {
      context.runOnContext(v -> call.accept(new CallInput.AgentsFound(List.of())));
    }
  }

  void leave(CallId id) {
    seeking.remove(id);
    board.leave(id);
    look();
  }

  /** A call took a step. */
  void saw(Call call, CallInput input) {
    CallId id = call.plan().id();
    if (input instanceof CallInput.AgentsFound) {
      board.taken(id);
    }
    roster.saw(id, call.engaged(), clock.instant());
    if (call.over()) {
      traffic.ended(id);
      seeking.remove(id);
      board.leave(id);
    }
    look();
  }

  /** Has free agents offered to those who wait, and looks again soon while somebody does. */
  private void look() {
    for (Switchboard.Offer offer : board.offers(clock.instant())) {
      Consumer<CallInput> call = seeking.get(offer.call());
      if (call == null) {
        board.leave(offer.call());
      } else {
        context.runOnContext(v -> call.accept(new CallInput.AgentsFound(offer.agents())));
      }
    }
    if (board.nobodyWaits()) {
      vertx.cancelTimer(timer);
      timer = -1;
    } else if (timer < 0) {
      timer = vertx.setTimer(
          LOOKS_EVERY_MILLIS,
          fired -> context.runOnContext(v -> {
            timer = -1;
            look();
          }));
    }
  }

  // -- for people, from anywhere

  @Override
  public Future<List<State>> all() {
    return asked(now -> routes.agents().stream().map(agent -> state(agent, now)).toList());
  }

  @Override
  public Future<Optional<State>> find(String agent) {
    return asked(now -> routes.agent(agent).map(known -> state(known, now)));
  }

  @Override
  public Future<Optional<State>> choose(String agent, Choice choice) {
    return asked(now -> {
      roster.choose(agent, choice, now);
      look();
      return routes.agent(agent).map(known -> state(known, now));
    });
  }

  private State state(Agent agent, Instant now) {
    return new State(
        agent.name(),
        roster.presence(agent.name(), now),
        roster.choice(agent.name()).orElse(Choice.AVAILABLE),
        roster.since(agent.name()),
        roster.wrapUpUntil(agent.name(), now),
        agent.extension(),
        agent.groups());
  }

  /** Asks on the SIP context, answers on the asker's. */
  private <T> Future<T> asked(Function<Instant, T> question) {
    Context asker = vertx.getOrCreateContext();
    Promise<T> answer = Promise.promise();
    context.runOnContext(v -> {
      T found = question.apply(clock.instant());
      asker.runOnContext(back -> answer.complete(found));
    });
    return answer.future();
  }
}

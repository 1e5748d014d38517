package io.mitschnitt.webui.edge;

import io.mitschnitt.gateway.contract.Staff;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Two agents who are what they choose to be. */
final class FakeStaff implements Staff {

  private final Map<String, Choice> choices = new ConcurrentHashMap<>();

  @Override
  public Future<List<State>> all() {
    return Future.succeededFuture(Stream.of("anna", "ben").map(this::state).toList());
  }

  @Override
  public Future<Optional<State>> find(String agent) {
    boolean known = Set.of("anna", "ben").contains(agent);
    return Future.succeededFuture(known ? Optional.of(state(agent)) : Optional.empty());
  }

  @Override
  public Future<Optional<State>> choose(String agent, Choice choice) {
    choices.put(agent, choice);
    return find(agent);
  }

  private State state(String agent) {
    Choice choice = choices.getOrDefault(agent, Choice.AVAILABLE);
    return new State(
        agent,
        Presence.valueOf(choice.name()),
        choice,
        FakeRecorder.NOON,
        Optional.empty(),
        Optional.of("21"),
        Set.of("service"));
  }
}

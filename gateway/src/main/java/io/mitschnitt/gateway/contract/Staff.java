package io.mitschnitt.gateway.contract;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The agents, and whether calls may ring there. May be asked from any thread; answers on the asker's context. */
public interface Staff {

  /** All agents, in the order of the configuration. */
  Future<List<State>> all();

  /** One agent; empty where nobody of that name is one. */
  Future<Optional<State>> find(String agent);

  /** What the agent wants to be from now on; a wrap-up is over with it. Empty where nobody of that name is an agent. */
  Future<Optional<State>> choose(String agent, Choice choice);

  /** What an agent can choose. */
  enum Choice {
    AVAILABLE,
    /** Not rung for a while; calls of one's own are possible. */
    BREAK,
    /** Not rung, as if no phone were there. */
    OFFLINE
  }

  /** What an agent is. Only who is available is rung. */
  enum Presence {
    AVAILABLE,
    /** Is rung or has a call. */
    BUSY,
    /** Writes up the last call. */
    WRAP_UP,
    BREAK,
    /** Has no phone here, or chose to be away. */
    OFFLINE
  }

  /**
   * One agent at this moment.
   *
   * @param since when calls or choice last changed
   * @param wrapUpUntil when the wrap-up ends; present in it alone
   */
  record State(
      String agent,
      Presence presence,
      Choice choice,
      Instant since,
      Optional<Instant> wrapUpUntil,
      Optional<String> extension,
      Set<String> groups) {}
}

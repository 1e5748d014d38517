package io.mitschnitt.gateway.route;

import io.mitschnitt.gateway.contract.RoutingConf.Dialling;
import io.mitschnitt.gateway.contract.RoutingConf.Limits;
import io.mitschnitt.recorder.contract.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outgoing calls of the last hour, by agent and by trunk, and whether one more is too many. Emergency calls are
 * neither counted nor asked for. Belongs to one context.
 */
public final class Traffic {

  public static final String AGENT = "Your Call Limit Is Reached";
  public static final String TRUNK = "Trunk Call Limit Is Reached";

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private Dialling rules;
  private final Map<String, Use> agents = new HashMap<>();
  private final Map<String, Use> trunks = new HashMap<>();

  public Traffic(Dialling rules) {
    this.rules = rules;
  }

  /** From now on these rules hold; what has been counted stays counted. */
  public void follow(Dialling rules) {
    this.rules = rules;
  }

  /** Why that agent cannot begin a call by that trunk now; empty where it can. */
  public Optional<String> refusal(String agent, String trunk, Instant now) {
    if (use(agents, agent).full(rules.agent(), now)) {
      return Optional.of(AGENT);
    }
    return use(trunks, trunk).full(rules.trunk(), now) ? Optional.of(TRUNK) : Optional.empty();
  }

  public void began(CallId call, String agent, String trunk, Instant now) {
    use(agents, agent).began(call, now);
    use(trunks, trunk).began(call, now);
  }

  /** That call is over; of one that never began, nothing changes. */
  public void ended(CallId call) {
    agents.values().forEach(use -> use.running.remove(call));
    trunks.values().forEach(use -> use.running.remove(call));
  }

  private static Use use(Map<String, Use> all, String name) {
    return all.computeIfAbsent(name, n -> new Use());
  }

  /** What one agent or trunk does. */
  private static final class Use {

    private final Set<CallId> running = new HashSet<>();
    private final Deque<Instant> begun = new ArrayDeque<>();

    boolean full(Limits most, Instant now) {
      while (!begun.isEmpty() && !begun.peekFirst().isAfter(now.minus(HOUR))) {
        begun.removeFirst();
      }
      Instant aMinuteAgo = now.minus(MINUTE);
      long lately = begun.stream().filter(at -> at.isAfter(aMinuteAgo)).count();
      return running.size() >= most.calls()
          || lately >= most.perMinute()
          || begun.size() >= most.perHour();
    }

    void began(CallId call, Instant now) {
      running.add(call);
      begun.addLast(now);
    }
  }
}

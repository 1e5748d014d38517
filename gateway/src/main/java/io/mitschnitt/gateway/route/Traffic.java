package io.mitschnitt.gateway.route;

import io.mitschnitt.gateway.contract.RoutingConf.Dialling;
import io.mitschnitt.gateway.contract.RoutingConf.Limits;
import io.mitschnitt.recorder.contract.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Map<CallId, List<Use>> running = new HashMap<>();

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
    for (Use use : List.of(use(agents, agent), use(trunks, trunk))) {
      use.began(now);
      running.computeIfAbsent(call, c -> new ArrayList<>()).add(use);
    }
  }

  /** That call is over; of one that never began, nothing changes. */
  public void ended(CallId call) {
    List<Use> uses = running.remove(call);
    if (uses != null) {
      uses.forEach(use -> use.running--);
    }
  }

  private static Use use(Map<String, Use> all, String name) {
    return all.computeIfAbsent(name, n -> new Use());
  }

  /** What one agent or trunk does. However many calls, a minute of moments and an hour of seconds are all it keeps. */
  private static final class Use {

    private int running;
    private final Deque<Instant> lately = new ArrayDeque<>(); // begun within a minute
    private final Deque<Second> before = new ArrayDeque<>(); // and within the hour before it
    private int sum; // of the calls in there

    private record Second(long epoch, int calls) {}

    boolean full(Limits most, Instant now) {
      age(now);
      return running >= most.calls()
          || lately.size() >= most.perMinute()
          || lately.size() + sum >= most.perHour();
    }

    void began(Instant now) {
      running++;
      age(now);
      lately.addLast(now);
    }

    private void age(Instant now) {
      while (!lately.isEmpty() && !lately.peekFirst().isAfter(now.minus(MINUTE))) {
        older(lately.removeFirst().getEpochSecond());
      }
      long gone = now.minus(HOUR).getEpochSecond();
      while (!before.isEmpty() && before.peekFirst().epoch() <= gone) {
        sum -= before.removeFirst().calls();
      }
    }

    private void older(long epoch) {
      boolean same = !before.isEmpty() && before.peekLast().epoch() == epoch;
      before.addLast(new Second(epoch, same ? before.removeLast().calls() + 1 : 1));
      sum++;
    }
  }
}

package io.mitschnitt.gateway.route;

import io.mitschnitt.gateway.contract.Staff.Choice;
import io.mitschnitt.gateway.contract.Staff.Presence;
import io.mitschnitt.recorder.contract.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who of the agents is there, who has a call, and who was last rung: presence as chosen and as calls make it. Belongs to
 * one context; the time comes in.
 */
public final class Roster {

  /** What a call makes of an agent. */
  public enum Engaged {
    RINGING,
    TALKING
  }

  private static final class One {
    Choice choice = Choice.AVAILABLE;
    final Map<CallId, Engaged> calls = new HashMap<>();
    Instant since;
    Instant idleSince;
    Instant rungAt = Instant.EPOCH;
    Instant wrapUpUntil = Instant.EPOCH;

    One(Instant now) {
      since = now;
      idleSince = now;
    }
  }

  private final Map<String, One> agents = new LinkedHashMap<>();
  private final Predicate<String> hasPhone;
  private Duration wrapUp;

  /** @param hasPhone whether an agent has a phone that can be rung now */
  public Roster(
      Collection<String> names, Predicate<String> hasPhone, Duration wrapUp, Instant now) {
    names.forEach(name -> agents.put(name, new One(now)));
    this.hasPhone = hasPhone;
    this.wrapUp = wrapUp;
  }

  /** From now on these are the agents; who stays keeps presence and calls. */
  public void follow(Collection<String> names, Duration wrapUp, Instant now) {
    agents.keySet().retainAll(names);
    names.forEach(name -> agents.computeIfAbsent(name, any -> new One(now)));
    this.wrapUp = wrapUp;
  }

  /** False where nobody of that name is an agent. Choosing ends a wrap-up. */
  public boolean choose(String agent, Choice choice, Instant now) {
    One one = agents.get(agent);
    if (one == null) {
      return false;
    }
    if (one.choice != choice || one.wrapUpUntil.isAfter(now)) {
      one.since = now;
    }
    if (one.choice != Choice.AVAILABLE && choice == Choice.AVAILABLE) {
      one.idleSince = now;
    }
    one.choice = choice;
    one.wrapUpUntil = Instant.EPOCH;
    return true;
  }

  /** How that call engages agents now; those it does not name it has let go. */
  public void saw(CallId call, Map<String, Engaged> engaged, Instant now) {
    agents.forEach((name, one) -> {
      Engaged is = engaged.get(name);
      Engaged was = is == null ? one.calls.remove(call) : one.calls.put(call, is);
      if (is != was) {
        changed(one, was, is, now);
      }
    });
  }

  private void changed(
      One one,
      @org.jspecify.annotations.Nullable Engaged was,
      @org.jspecify.annotations.Nullable Engaged is,
      Instant now) {
    one.since = now;
    if (is == Engaged.RINGING) {
      one.rungAt = now;
    }
    if (is == null && was == Engaged.TALKING) {
      one.idleSince = now;
      one.wrapUpUntil = wrapUp.isZero() ? Instant.EPOCH : now.plus(wrapUp);
    }
  }

  /** Whether that agent's phones may be rung now. */
  public boolean free(String agent, Instant now) {
    return presence(agent, now) == Presence.AVAILABLE;
  }

  /** As others see it. Nobody of that name is offline. */
  public Presence presence(String agent, Instant now) {
    One one = agents.get(agent);
    if (one == null) {
      return Presence.OFFLINE;
    }
    if (!one.calls.isEmpty()) {
      return Presence.BUSY;
    }
    if (one.choice == Choice.OFFLINE || !hasPhone.test(agent)) {
      return Presence.OFFLINE;
    }
    if (one.choice == Choice.BREAK) {
      return Presence.BREAK;
    }
    return one.wrapUpUntil.isAfter(now) ? Presence.WRAP_UP : Presence.AVAILABLE;
  }

  public Optional<Choice> choice(String agent) {
    return Optional.ofNullable(agents.get(agent)).map(one -> one.choice);
  }

  /** When the agent became what it is, as far as calls and choices made it so. */
  public Instant since(String agent) {
    One one = agents.get(agent);
    return one == null ? Instant.EPOCH : one.since;
  }

  /** When the wrap-up ends; empty where there is none. */
  public Optional<Instant> wrapUpUntil(String agent, Instant now) {
    return Optional.ofNullable(agents.get(agent))
        .filter(one -> presence(agent, now) == Presence.WRAP_UP)
        .map(one -> one.wrapUpUntil);
  }

  Instant idleSince(String agent) {
    One one = agents.get(agent);
    return one == null ? Instant.MAX : one.idleSince;
  }

  Instant rungAt(String agent) {
    One one = agents.get(agent);
    return one == null ? Instant.MAX : one.rungAt;
  }
}

package io.mitschnitt.webui.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often a wrong password may be tried: 5 times in 15 minutes for one name from one address, 20 times from one
 * address. Bound to addresses, so that a stranger cannot lock anybody out. A try counts from its beginning, so that many
 * at once are no way around. Time comes in as a value; one event loop owns it.
 */
public final class Throttle {

  static final Duration WINDOW = Duration.ofMinutes(15);
  static final int BY_USER_AND_ADDRESS = 5;
  static final int BY_ADDRESS = 20;
  private static final int MOST_KEYS = 20_000;

  private final int byUserAndAddress;
  private final int byAddress;
  private final Map<String, Deque<Instant>> tries = new LinkedHashMap<>();

  public Throttle() {
    this(BY_USER_AND_ADDRESS, BY_ADDRESS);
  }

  private Throttle(int byUserAndAddress, int byAddress) {
    this.byUserAndAddress = byUserAndAddress;
    this.byAddress = byAddress;
  }

  /** For secrets without a name: 20 tries from one address. */
  public static Throttle byAddressAlone() {
    return new Throttle(BY_ADDRESS, BY_ADDRESS);
  }

  /** Counts a try; where it is one too many, answers how long to wait and counts nothing. */
  public Optional<Duration> attempt(Instant now, String user, String address) {
    Map<String, Integer> limits = new HashMap<>();
    limits.put(address, byAddress);
    limits.put(address + " " + user, byUserAndAddress);
    Optional<Duration> wait = limits.entrySet().stream()
        .flatMap(limit -> wait(now, limit.getKey(), limit.getValue()).stream())
        .max(Duration::compareTo);
    if (wait.isEmpty()) {
      limits
          .keySet()
          .forEach(
              key -> tries.computeIfAbsent(key, fresh -> new ArrayDeque<>()).addLast(now));
      forgetOld(now);
    }
    return wait;
  }

  /** Takes back the count of a try whose password was right, and forgets the name's earlier ones. */
  public void forgive(String user, String address) {
    tries.remove(address + " " + user);
    Deque<Instant> all = tries.get(address);
    if (all != null) {
      all.pollLast();
    }
  }

  private Optional<Duration> wait(Instant now, String key, int limit) {
    Deque<Instant> past = tries.get(key);
    if (past == null) {
      return Optional.empty();
    }
    while (!past.isEmpty() && !past.peekFirst().plus(WINDOW).isAfter(now)) {
      past.removeFirst();
    }
    return past.size() < limit
        ? Optional.empty()
        : Optional.of(Duration.between(now, past.getFirst().plus(WINDOW)));
  }

  /** Bounded by age, and by number where somebody invents names by the thousand. */
  private void forgetOld(Instant now) {
    for (Iterator<Deque<Instant>> it = tries.values().iterator();
        tries.size() > MOST_KEYS && it.hasNext(); ) {
      it.next();
      it.remove();
    }
    if (tries.size() % 1000 == 0) {
      tries
          .values()
          .removeIf(past -> past.isEmpty() || !past.peekLast().plus(WINDOW).isAfter(now));
    }
  }
}

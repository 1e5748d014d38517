package io.mitschnitt.gateway.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What slows down whoever guesses passwords: after five failures for one user from one address, guesses are not even
 * looked at for a while that doubles with each further one. The same user from another address is not held up, so that
 * a stranger locks nobody out.
 */
public final class GuessBrake {

  private static final int FREE = 5;
  private static final Duration MEMORY = Duration.ofMinutes(15);
  private static final int KEYS = 10_000;

  private record Key(String address, String user) {}

  private record Failures(int count, Instant last, Instant until) {}

  private final Map<Key, Failures> failures = new LinkedHashMap<>();

  /** Whether a guess may be looked at. */
  public boolean free(String address, String user, Instant now) {
    Failures f = failures.get(new Key(address, user));
    return f == null || !now.isBefore(f.until());
  }

  /** A wrong password was given. */
  public void failed(String address, String user, Instant now) {
    Key key = new Key(address, user);
    Failures before = failures.remove(key);
    int count = before == null || before.last().plus(MEMORY).isBefore(now) ? 1 : before.count() + 1;
    if (failures.size() >= KEYS) {
      failures.remove(failures.keySet().iterator().next());
    }
    failures.put(key, new Failures(count, now, now.plus(pause(count))));
  }

  /** The right password was given. */
  public void passed(String address, String user) {
    failures.remove(new Key(address, user));
  }

  private static Duration pause(int count) {
    return count < FREE
        ? Duration.ZERO
        : Duration.ofSeconds(Math.min(MEMORY.toSeconds(), 1L << Math.min(count - FREE, 20)));
  }
}

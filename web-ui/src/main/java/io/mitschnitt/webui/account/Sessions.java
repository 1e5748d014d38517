package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who is logged in, in memory: a restart logs everybody out. Ends after 30 idle minutes or 12 hours. Time comes in as a
 * value; one event loop owns it.
 */
public final class Sessions {

  public static final Duration IDLE = Duration.ofMinutes(30);
  public static final Duration ABSOLUTE = Duration.ofHours(12);

  private final Map<String, Entry> entries = new HashMap<>();

  private static final class Entry {
    final Session session;
    final Instant began;
    final boolean lent;
    final List<Runnable> endings = new ArrayList<>();
    Instant lastSeen;

    Entry(Session session, Instant now, boolean lent) {
      this.session = session;
      this.began = now;
      this.lent = lent;
      this.lastSeen = now;
    }

    boolean over(Instant now) {
      return !lent && (!now.isBefore(began.plus(ABSOLUTE)) || !now.isBefore(lastSeen.plus(IDLE)));
    }
  }

  /** A new session, always with a new token. */
  Session begin(Identity who, Instant now) {
    Session session =
        new Session(Secrets.token(), Secrets.token(), who.name(), who.roles(), who.agent());
    entries.put(session.token(), new Entry(session, now, false));
    return session;
  }

  /** The session that an API token stands for: it ends when it is ended, and not by itself. */
  Session lend(Session session, Instant now) {
    return entries.computeIfAbsent(session.token(), fresh -> new Entry(session, now, true)).session;
  }

  /** The session of that token, which is thereby awake. */
  public Optional<Session> find(String token, Instant now) {
    Entry entry = entries.get(token);
    if (entry == null || entry.lent) {
      return Optional.empty();
    }
    if (entry.over(now)) {
      end(token);
      return Optional.empty();
    }
    entry.lastSeen = now;
    return Optional.of(entry.session);
  }

  /** Ends a session and everything that was open in it. */
  public void end(String token) {
    Entry entry = entries.remove(token);
    if (entry != null) {
      List.copyOf(entry.endings).forEach(Runnable::run);
    }
  }

  /** Ends every session of {@code user}, {@code but} one; empty = all. */
  public void endAll(String user, String but) {
    for (Entry entry : List.copyOf(entries.values())) {
      if (entry.session.user().equals(user) && !entry.session.token().equals(but)) {
        end(entry.session.token());
      }
    }
  }

  /** Has {@code ending} run when the session ends. Answers how to take that back. */
  public Runnable whenEnded(Session session, Runnable ending) {
    Entry entry = entries.get(session.token());
    if (entry == null) {
      ending.run();
      return () -> {};
    }
    entry.endings.add(ending);
    return () -> entry.endings.remove(ending);
  }

  /**
   * Ends the sessions whose time is over, and those of who is {@code dismissed}, an agent no more. Who is {@code busy}, on
   * a call, is not idle and brings that call to its end.
   */
  public void sweep(Instant now, Predicate<Session> busy, Predicate<Session> dismissed) {
    for (Entry entry : List.copyOf(entries.values())) {
      boolean talks = busy.test(entry.session);
      if (talks) {
        entry.lastSeen = now;
      }
      if (entry.over(now) || !talks && dismissed.test(entry.session)) {
        end(entry.session.token());
      }
    }
  }
}

package io.mitschnitt.recorder.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What protects a recording, and from whom. Part of the book's entry, so that a hold and a deletion cannot both happen.
 *
 * @param rule by which it is kept; empty on recordings of former versions
 * @param keepUntil a law demands that it is kept until then
 * @param extendTo an authority may have it kept until then
 * @param conflict rules that cannot both be obeyed
 * @param holds legal holds, those that were released too; while one stands, nothing is deleted
 * @param restricted who had it kept and not used (GDPR Art. 18), and why; empty where it is free
 * @param wish an erasure before its time that somebody asked for
 * @param confirmed the second person, who had it done
 */
public record Care(
    String rule,
    Optional<Instant> keepUntil,
    Optional<Instant> extendTo,
    Optional<String> conflict,
    List<Hold> holds,
    Optional<Wish> restricted,
    Optional<Wish> wish,
    Optional<Wish> confirmed) {

  public static final Care NONE = new Care(
      "",
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      List.of(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty());

  public Care {
    holds = List.copyOf(holds);
  }

  /**
   * A legal hold.
   *
   * @param placed by whom, when, and why
   * @param folder the case it belongs to; empty where to none
   * @param asked the first of the two people who must agree to end it; empty while nobody did
   * @param released the second one; empty while it stands
   */
  public record Hold(
      String id,
      Wish placed,
      Optional<String> folder,
      Optional<Wish> asked,
      Optional<Wish> released) {

    /** Whether it still protects. */
    public boolean stands() {
      return released.isEmpty();
    }
  }

  /** What one person wants, a login name, and why. */
  public record Wish(String by, Instant at, String reason) {
    @Override
    public String toString() {
      return "Wish[" + at + "]";
    }
  }

  public boolean held() {
    return standing() > 0;
  }

  private long standing() {
    return holds.stream().filter(Hold::stands).count();
  }

  /** Why it may not be destroyed now though somebody wishes it; empty where nothing stands against it. */
  public Optional<String> protects(Instant now) {
    long standing = standing();
    if (standing > 0) {
      return Optional.of(
          "it is under " + standing + (standing == 1 ? " legal hold" : " legal holds"));
    }
    return keepUntil
        .filter(now::isBefore)
        .map(until -> "the law demands that it is kept until " + until + " (" + rule + ")");
  }

  public Care with(Hold hold) {
    List<Hold> more = new ArrayList<>(holds);
    more.add(hold);
    return holding(more);
  }

  /** The same with the standing hold {@code id} changed; fails with {@link Refused} where there is none. */
  public Care changed(String id, UnaryOperator<Hold> change) {
    if (holds.stream().noneMatch(hold -> hold.id().equals(id) && hold.stands())) {
      throw new Refused("there is no such hold");
    }
    return holding(holds.stream()
        .map(hold -> hold.id().equals(id) && hold.stands() ? change.apply(hold) : hold)
        .toList());
  }

  private Care holding(List<Hold> next) {
    return new Care(rule, keepUntil, extendTo, conflict, next, restricted, wish, confirmed);
  }

  public Care restricted(Optional<Wish> who) {
    return new Care(rule, keepUntil, extendTo, conflict, holds, who, wish, confirmed);
  }

  public Care wished(Optional<Wish> first, Optional<Wish> second) {
    return new Care(rule, keepUntil, extendTo, conflict, holds, restricted, first, second);
  }
}

package io.mitschnitt.recorder.contract;

import io.mitschnitt.recorder.contract.Care.Hold;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The door for those who answer for how long recordings live. What a rule does not allow fails with {@link Refused}, an
 * unknown id with {@link java.util.NoSuchElementException}. What is done here is an entry of the evidence log before it
 * is answered.
 */
public interface Custody {

  /** A reason has at least so many characters, */
  int SHORTEST_REASON = 3;

  /** and at most so many. */
  int LONGEST_REASON = 500;

  /** What protects a recording; empty where it is unknown or has not started. */
  Future<Optional<Kept>> kept(RecordingId id);

  /** Places a legal hold on a recording that is stored. */
  Future<Hold> hold(RecordingId id, Listener by, String reason, Optional<String> folder);

  /** Asks for the release of a hold; a second person's wish releases it. */
  Future<Hold> release(RecordingId id, String hold, Listener by, String reason);

  /** Recordings under hold, the latest first. */
  Future<List<Kept>> held(int limit);

  /** Has it kept and not used, but by those who answer for the law; empty lifts that. */
  Future<Kept> restrict(RecordingId id, Listener by, Optional<String> reason);

  /** Has it kept as long as its rule allows an authority to ask. */
  Future<Kept> extend(RecordingId id, Listener by, String reason);

  /** Asks for an erasure before its time; a second person's wish destroys it. */
  Future<Kept> erase(RecordingId id, Listener by, String reason);

  /** What was destroyed, when and why, as a signed note; empty where nothing was. */
  Future<Optional<String>> certificate(RecordingId id);

  /** Why nothing is deleted now; empty while the clock is trusted. */
  Optional<String> clockObjection();

  /** A person has looked: the clock is right. */
  Future<Void> trustClock(Listener by, String reason);

  /** What would become of the recordings of {@code profile} if they had been made under {@code draft}. Changes nothing. */
  Future<Rehearsal> rehearse(String profile, Keeping draft);

  /**
   * A recording and what protects it.
   *
   * @param number the customer's number or address
   * @param deleteAfter when it goes
   * @param certified whether there is a certificate of its deletion
   */
  record Kept(
      RecordingId recording,
      CallId call,
      Instant recordedAt,
      String number,
      String agent,
      Library.State state,
      Instant deleteAfter,
      Care care,
      boolean certified) {
    @Override
    public String toString() {
      return "Kept[" + recording + "]";
    }
  }

  /**
   * A change of policy, tried.
   *
   * @param looked recordings that were looked at, the newest first, at most 10,000
   * @param conflicts of them would raise an alarm
   * @param first the first that would go at another time, at most 100
   */
  record Rehearsal(
      String profile,
      String rule,
      int looked,
      int sooner,
      int later,
      int same,
      int conflicts,
      List<Shift> first) {}

  /** A recording that would go at another time. */
  record Shift(RecordingId recording, Instant deleteAfter, Instant would) {}
}

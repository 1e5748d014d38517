package io.mitschnitt.gateway.contract;

import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Mode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The policy of this node, to be asked what it makes of a call that nobody has made. Answers at once, from any thread. */
public interface Policies {

  /** What the policy makes of this call. */
  Answer simulate(Imagined call);

  /**
   * What the default profile makes of a call between these two numbers, whether or not a route of ours takes it. Empty
   * where {@code to} is no number.
   */
  default Optional<Verdict> unrouted(Imagined call) {
    return Optional.empty();
  }

  /** What the policy makes of a call that was made, seen as it was when it was answered. */
  Answer replay(Ledger.Row past);

  /**
   * A call that nobody has made.
   *
   * @param from who calls, as it would come or be typed; empty or {@code anonymous} where it is withheld
   * @param to what is dialled
   * @param at when
   */
  record Imagined(String from, String to, Instant at) {
    @Override
    public String toString() {
      return "Imagined[***]";
    }
  }

  /** A verdict; and why such a call would not be taken, where it would not: then there may be no verdict. */
  record Answer(Optional<Verdict> verdict, String why) {}

  /**
   * What the policy makes of a call.
   *
   * @param places whose law was looked at, strictest first; empty where the profile or a rule decides alone
   */
  record Verdict(Direction direction, Decision decision, List<Place> places) {
    public Verdict {
      places = List.copyOf(places);
    }
  }

  /**
   * A party's place and what it asks.
   *
   * @param whose {@code customer}, {@code called} or {@code agent}
   * @param code of the table's row; empty where the place is not known
   * @param says what the row says; empty where there is none
   * @param counts what is made of it
   * @param doubt why the row is doubtful; empty where it is not
   * @param confidence high, medium, low; empty where there is no row
   * @param sources evidence, spelled out
   */
  record Place(
      String whose,
      String code,
      String name,
      Optional<Mode> says,
      Mode counts,
      String doubt,
      String confidence,
      List<String> sources,
      String note,
      Optional<LocalDate> reviewedOn) {
    public Place {
      sources = List.copyOf(sources);
    }
  }
}

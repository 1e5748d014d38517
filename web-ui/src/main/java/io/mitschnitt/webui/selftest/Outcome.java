package io.mitschnitt.webui.selftest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of one scripted call.
 *
 * @param got {@code recorded} or the ledger's reason; what went wrong where there is neither
 * @param sound of the recording where there is one
 * @param talkedMillis how long the agent heard the customer
 * @param playableMillis from hang-up to a recording that can be played; -1 where there is none
 * @param faults in words; empty where all is right
 */
record Outcome(
    Scenario scenario,
    String got,
    Optional<Sound> sound,
    long talkedMillis,
    long playableMillis,
    List<String> faults) {

  private static final String ROW = "%-17s %-9s %-14s %-18s %-18s %8s %8s %8s %9s  %s%n";

  Outcome {
    faults = List.copyOf(faults);
  }

  static Outcome broken(Scenario scenario, String why) {
    return new Outcome(scenario, "-", Optional.empty(), 0, -1, List.of(why));
  }

  boolean right() {
    return faults.isEmpty();
  }

  /** The table that people and scripts read. */
  static String table(List<Outcome> outcomes) {
    StringBuilder table = new StringBuilder(String.format(
        ROW,
        "mode",
        "direction",
        "pressed",
        "expected",
        "got",
        "left dB",
        "right dB",
        "len. ms",
        "play. ms",
        ""));
    outcomes.forEach(outcome -> table.append(outcome.row()));
    long right = outcomes.stream().filter(Outcome::right).count();
    return table
        .append(right)
        .append(" right, ")
        .append(outcomes.size() - right)
        .append(" wrong\n")
        .toString();
  }

  private String row() {
    return String.format(
        Locale.ROOT,
        ROW,
        scenario.mode(),
        scenario.inbound() ? "in" : "out",
        scenario.pressed(),
        scenario.expected(),
        got,
        sound.map(s -> "%.1f".formatted(s.leftApart())).orElse("-"),
        sound.map(s -> "%.1f".formatted(s.rightApart())).orElse("-"),
        sound.map(s -> "%+d".formatted(s.millis() - talkedMillis)).orElse("-"),
        playableMillis < 0 ? "-" : String.valueOf(playableMillis),
        right() ? "ok" : "FAILED: " + String.join("; ", faults));
  }
}

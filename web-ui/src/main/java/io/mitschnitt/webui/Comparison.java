package io.mitschnitt.webui;

import io.mitschnitt.gateway.contract.Policies;
import io.mitschnitt.gateway.contract.Policies.Answer;
import io.mitschnitt.recorder.contract.Ledger.Row;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.webui.api.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was decided about past calls and what a policy would decide, side by side. Shows no number of anybody.
 *
 * @param counts of calls by both modes
 * @param changed calls whose mode would differ, newest first
 */
record Comparison(int calls, Map<Both, Integer> counts, List<Change> changed) {

  private static final int SHOWN = 50;

  /** The mode that was decided and the one that would be; empty where the call would not be taken any more. */
  record Both(Mode was, Optional<Mode> now) implements Comparable<Both> {
    boolean differ() {
      return !now.equals(Optional.of(was));
    }

    private String nowWord() {
      return now.map(Words::of).orElse("not taken");
    }

    @Override
    public int compareTo(Both other) {
      return toString().compareTo(other.toString());
    }
  }

  /** One call whose mode would differ, and the first reason. */
  record Change(Row row, Both modes, String why) {}

  static Comparison of(List<Row> past, Policies policies) {
    Map<Both, Integer> counts = new TreeMap<>();
    List<Change> changed = new ArrayList<>();
    for (Row row : past) {
      Answer answer = policies.replay(row);
      Both modes = new Both(
          row.decision().mode(),
          answer.verdict().map(verdict -> verdict.decision().mode()));
      counts.merge(modes, 1, Integer::sum);
      if (modes.differ()) {
        String why = answer
            .verdict()
            .map(verdict -> verdict.decision().reasons().get(0))
            .orElse(answer.why());
        changed.add(new Change(row, modes, why));
      }
    }
    return new Comparison(past.size(), counts, changed);
  }

  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d calls, %d of them would be decided differently%n".formatted(calls, changed.size()));
    text.append("%8s  %-17s %-17s%n".formatted("calls", "was", "would be"));
    counts.forEach((modes, count) -> text.append("%8d  %-17s %-17s%s%n"
        .formatted(
            count, Words.of(modes.was()), modes.nowWord(), modes.differ() ? "changed" : "")));
    changed.stream()
        .limit(SHOWN)
        .forEach(change -> text.append("%s  %s  %s -> %s: %s%n"
            .formatted(
                Words.of(change.row().facts().startedAt()),
                change.row().facts().id(),
                Words.of(change.modes().was()),
                change.modes().nowWord(),
                change.why())));
    if (changed.size() > SHOWN) {
      text.append("and %d more%n".formatted(changed.size() - SHOWN));
    }
    return text.toString().stripTrailing();
  }
}

package io.mitschnitt.recorder.evidence;

import io.mitschnitt.recorder.evidence.LogEntry.Kind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Double entry: every call that was answered on a day, against what became of it. Fed with the log's entries in order. */
public final class Tally {

  private final LocalDate day;
  private final Set<String> answered = new HashSet<>();
  private final Set<String> recorded = new HashSet<>();
  private final Set<String> erased = new HashSet<>();
  private final Map<String, Optional<String>> reasons = new HashMap<>();

  /** Of the calls answered on {@code day}, in UTC. */
  public Tally(LocalDate day) {
    this.day = day;
  }

  public void add(LogEntry entry) {
    String call = entry.call().orElse("");
    if (entry.kind() == Kind.CALL
        && entry.fact("answered").filter(at -> at.startsWith(day.toString())).isPresent()) {
      answered.add(call);
    }
    if (!answered.contains(call)) {
      return;
    }
    if (entry.kind() == Kind.RECORDING) {
      recorded.add(call);
    } else if (entry.kind() == Kind.ENDED) {
      reasons.put(call, entry.fact("reason"));
    } else if (entry.kind() == Kind.DELETION) {
      erased.add(call);
    }
  }

  /** The sums, a line each; they add up: answered = recorded + not-recorded + open. */
  public String text() {
    SortedMap<String, Integer> byReason = new TreeMap<>();
    answered.stream()
        .filter(call -> !recorded.contains(call))
        .flatMap(call -> reasons.getOrDefault(call, Optional.empty()).stream())
        .forEach(reason -> byReason.merge(reason, 1, Integer::sum));
    int not = byReason.values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder text = new StringBuilder();
    line(text, "answered", answered.size());
    line(text, "recorded", recorded.size());
    line(text, "not-recorded", not);
    byReason.forEach((reason, count) -> line(text, "reason-" + reason, count));
    line(text, "open", answered.size() - recorded.size() - not);
    line(text, "since-erased", erased.size());
    return text.toString();
  }

  private static void line(StringBuilder text, String name, int count) {
    text.append(name).append(' ').append(count).append('\n');
  }
}

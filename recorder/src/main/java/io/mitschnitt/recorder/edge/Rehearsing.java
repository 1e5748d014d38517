package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Custody.Rehearsal;
import io.mitschnitt.recorder.contract.Custody.Shift;
import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.custody.Retention;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A change of policy, tried on recordings that exist. */
final class Rehearsing {

  private static final int SHOWN = 100;

  private Rehearsing() {}

  static Rehearsal of(String profile, Keeping draft, List<Entry> entries) {
    int sooner = 0;
    int later = 0;
    int conflicts = 0;
    List<Shift> first = new ArrayList<>();
    for (Entry entry : entries) {
      Take take = entry.take().orElseThrow();
      Instant now = take.deleteAfter().orElseThrow();
      Retention.Terms terms = Retention.terms(take.startedAt().orElseThrow(), draft);
      int order = terms.deleteAfter().compareTo(now);
      sooner += order < 0 ? 1 : 0;
      later += order > 0 ? 1 : 0;
      conflicts += terms.conflict().isPresent() ? 1 : 0;
      if (order != 0 && first.size() < SHOWN) {
        first.add(new Shift(take.id(), now, terms.deleteAfter()));
      }
    }
    int same = entries.size() - sooner - later;
    return new Rehearsal(
        profile, draft.name(), entries.size(), sooner, later, same, conflicts, List.copyOf(first));
  }
}

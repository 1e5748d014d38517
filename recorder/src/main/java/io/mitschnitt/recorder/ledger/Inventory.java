package io.mitschnitt.recorder.ledger;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a recorder held at one moment, for comparing with the book.
 *
 * @param at when it was counted
 * @param busy recordings whose tape runs or whose journal is being encoded, or waits for it
 * @param journals recordings whose journal lies on the disk and can be read, and their calls
 * @param unreadable names of journals that cannot
 * @param vanished calls that have not been seen alive for a while
 */
public record Inventory(
    Instant at,
    Set<RecordingId> busy,
    Map<RecordingId, CallId> journals,
    Set<String> unreadable,
    Set<CallId> vanished) {

  public Inventory {
    busy = Set.copyOf(busy);
    journals = Map.copyOf(journals);
    unreadable = Set.copyOf(unreadable);
    vanished = Set.copyOf(vanished);
  }

  /** The same, with others that are busy too. */
  public Inventory with(Set<RecordingId> others) {
    Set<RecordingId> all = new HashSet<>(busy);
    all.addAll(others);
    return new Inventory(at, all, journals, unreadable, vanished);
  }

  boolean busy(RecordingId id) {
    return busy.contains(id);
  }

  /** Journals that nobody writes to and nobody reads. */
  public Map<RecordingId, CallId> strays() {
    Map<RecordingId, CallId> rest = new HashMap<>(journals);
    rest.keySet().removeAll(busy);
    return rest;
  }
}

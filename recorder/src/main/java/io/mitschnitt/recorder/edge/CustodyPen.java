package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.edge.EvidenceLog.Note;
import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** Writes down in the evidence log what the book's entries do not show: who did it, as a salted hash. */
record CustodyPen(EvidenceLog log, Notes notes) {

  /** Something was done to a recording. */
  Future<LogEntry> note(Entry entry, String what, Listener by) {
    return log.append(new Note(
        LogEntry.Kind.CHANGE,
        Optional.of(entry.call().value()),
        entry.take().map(Take::id).map(id -> id.value()),
        facts(what, by, entry.call().value())));
  }

  /** Something was done that concerns no call. */
  Future<LogEntry> note(String what, Listener by) {
    return log.append(
        new Note(LogEntry.Kind.CHANGE, Optional.empty(), Optional.empty(), facts(what, by, what)));
  }

  private Map<String, String> facts(String what, Listener by, String purpose) {
    return Map.of(
        "what", what,
        "role", LogEntry.printable(by.role()),
        "who-sha256", notes.who("custody/" + purpose, by.user()));
  }
}

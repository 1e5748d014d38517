package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Care;
import io.mitschnitt.recorder.contract.Care.Hold;
import io.mitschnitt.recorder.contract.Care.Wish;
import io.mitschnitt.recorder.edge.EvidenceLog.Note;
import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.LogEntry.Kind;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What of a recording's protection is noted in the evidence log: each hold, restriction and wish, once. */
final class CustodyNotes {

  private CustodyNotes() {}

  static List<Note> between(Notes notes, Optional<Entry> before, Entry after) {
    Care was = before.flatMap(Entry::take).map(Take::care).orElse(Care.NONE);
    Care is = after.take().map(Take::care).orElse(Care.NONE);
    List<Note> all = new ArrayList<>();
    for (Hold hold : is.holds()) {
      Optional<Hold> old =
          was.holds().stream().filter(one -> one.id().equals(hold.id())).findFirst();
      if (old.isEmpty()) {
        all.add(hold(notes, after, hold, "placed", hold.placed()));
      }
      news(old.flatMap(Hold::asked), hold.asked())
          .ifPresent(who -> all.add(hold(notes, after, hold, "release-asked", who)));
      news(old.flatMap(Hold::released), hold.released())
          .ifPresent(who -> all.add(hold(notes, after, hold, "released", who)));
    }
    news(was.restricted(), is.restricted())
        .ifPresent(who -> all.add(wish(notes, after, "restricted", who)));
    news(was.wish(), is.wish()).ifPresent(who -> all.add(wish(notes, after, "erasure-asked", who)));
    return all;
  }

  private static Optional<Wish> news(Optional<Wish> was, Optional<Wish> is) {
    return is.equals(was) ? Optional.empty() : is;
  }

  private static Note hold(Notes notes, Entry entry, Hold hold, String what, Wish who) {
    Map<String, String> facts = facts(notes, entry, what, who);
    facts.put("hold", hold.id());
    return Notes.note(Kind.HOLD, entry, facts);
  }

  private static Note wish(Notes notes, Entry entry, String what, Wish who) {
    return Notes.note(Kind.CHANGE, entry, facts(notes, entry, what, who));
  }

  private static Map<String, String> facts(Notes notes, Entry entry, String what, Wish who) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("what", what);
    facts.put("wished", LogEntry.time(who.at()));
    facts.put("who-sha256", notes.by(entry, who));
    facts.put("reason-sha256", notes.who("reason/" + entry.call(), who.reason()));
    return facts;
  }
}

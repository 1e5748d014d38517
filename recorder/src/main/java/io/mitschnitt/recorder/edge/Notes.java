package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.Care.Wish;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.edge.EvidenceLog.Note;
import io.mitschnitt.recorder.evidence.ChannelBlocks;
import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.LogEntry.Kind;
import io.mitschnitt.recorder.evidence.Merkle;
import io.mitschnitt.recorder.key.NodeKey;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What of the book's changes is noted in the evidence log, in the log's words: ids and hashes, nothing personal. */
final class Notes {

  private final NodeKey key;

  Notes(NodeKey key) {
    this.key = key;
  }

  /** What became of an entry; the stored recording, whose sound must be looked at, is not among it. */
  List<Note> between(Optional<Entry> before, Entry after) {
    List<Note> notes = new ArrayList<>();
    if (before.isEmpty()) {
      notes.add(call(after));
    }
    after.agents().stream()
        .skip(before.map(e -> e.agents().size()).orElse(0))
        .forEach(t -> notes.add(taken(after, t)));
    after.consent().stream()
        .skip(before.map(e -> e.consent().size()).orElse(0))
        .forEach(c -> notes.add(consent(after, c)));
    if (endsAnew(before, after)) {
      notes.add(ended(after));
    }
    notes.addAll(CustodyNotes.between(this, before, after));
    if (phase(Optional.of(after), Take.Phase.ERASED) && !phase(before, Take.Phase.ERASED)) {
      notes.add(deleted(after));
    }
    return notes;
  }

  /** Whether the change stored and read back a recording. */
  static boolean stores(Optional<Entry> before, Entry after) {
    return phase(Optional.of(after), Take.Phase.READY) && !phase(before, Take.Phase.READY);
  }

  private static boolean phase(Optional<Entry> entry, Take.Phase phase) {
    return entry.flatMap(Entry::take).filter(take -> take.phase() == phase).isPresent();
  }

  private static boolean endsAnew(Optional<Entry> before, Entry after) {
    boolean news = !after.endedAt().equals(before.flatMap(Entry::endedAt))
        || !after
            .reason()
            .map(why -> why.why())
            .equals(before.flatMap(Entry::reason).map(why -> why.why()));
    return news && (after.endedAt().isPresent() || after.reason().isPresent());
  }

  private Note call(Entry entry) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("direction", word(entry.facts().direction()));
    facts.put("started", LogEntry.time(entry.facts().startedAt()));
    facts.put("answered", LogEntry.time(entry.facts().answeredAt()));
    facts.put("mode", word(entry.decision().mode()));
    facts.put("profile", LogEntry.printable(entry.decision().profile()));
    facts.put("language", LogEntry.printable(entry.decision().language()));
    facts.put("prompt", LogEntry.printable(entry.decision().prompt()));
    facts.put("retention-days", Integer.toString(entry.decision().retentionDays()));
    facts.put("retention", LogEntry.printable(entry.decision().keeping().name()));
    facts.put("call-sha256", Merkle.hex(utf8(callText(entry.facts()))));
    return note(Kind.CALL, entry, facts);
  }

  /** Who called whom: lines that a bundle shows and whose hash, salted, was noted when the call was answered. */
  String callText(CallFacts facts) {
    StringBuilder text = new StringBuilder();
    line(text, "salt", salt("call/" + facts.id()));
    line(text, "call", facts.id().value());
    line(text, "direction", word(facts.direction()));
    line(text, "number", facts.customer().number().map(PhoneNumber::e164).orElse(""));
    line(text, "address", facts.customer().address());
    line(text, "name", facts.customer().name());
    line(text, "trunk", facts.trunk());
    line(text, "dialled", facts.dialled());
    line(text, "started", LogEntry.time(facts.startedAt()));
    line(text, "answered", LogEntry.time(facts.answeredAt()));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(' ').append(value.replaceAll("\\p{Cntrl}", " ")).append('\n');
  }

  private Note taken(Entry entry, Entry.Taken taken) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("what", "agent");
    facts.put("taken", LogEntry.time(taken.at()));
    facts.put("who-sha256", who("agent/" + entry.call(), taken.agent()));
    return note(Kind.CHANGE, entry, facts);
  }

  private static Note consent(Entry entry, ConsentEvent event) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("event", word(event.kind()));
    facts.put("event-at", LogEntry.time(event.at()));
    facts.put("event-sha256", Merkle.hex(utf8(consentLine(event))));
    return note(Kind.CONSENT, entry, facts);
  }

  /** An event as a bundle shows it, without its line feed. */
  static String consentLine(ConsentEvent event) {
    String detail =
        event.detail().replaceAll("\\p{Cntrl}", " ").replace('\u2028', ' ').replace('\u2029', ' ');
    return LogEntry.time(event.at()) + " " + word(event.kind())
        + (detail.isEmpty() ? "" : " " + detail);
  }

  private static Note ended(Entry entry) {
    Map<String, String> facts =
        new TreeMap<>(); // not the row's state: a recording that comes later has its own entry
    entry.endedAt().ifPresent(at -> facts.put("ended", LogEntry.time(at)));
    entry.ending().ifPresent(how -> facts.put("whose", word(how.whose())));
    entry.reason().ifPresent(why -> facts.put("reason", word(why.why())));
    return note(Kind.ENDED, entry, facts);
  }

  private Note deleted(Entry entry) {
    Map<String, String> facts = new TreeMap<>();
    Take take = entry.take().orElseThrow();
    take.care().confirmed().ifPresent(second -> {
      take.care().wish().ifPresent(first -> facts.put("asked-by-sha256", by(entry, first)));
      facts.put("confirmed-by-sha256", by(entry, second));
    });
    take.erasure().ifPresent(gone -> {
      facts.put("why", LogEntry.printable(gone.why()));
      facts.put("erased", LogEntry.time(gone.at()));
    });
    take.sound().ifPresent(sound -> facts.put("sha256", sound.sha256()));
    return note(Kind.DELETION, entry, facts);
  }

  /**
   * The stored recording, its channels apart. No digest of its sound is among it that one could compare a guess with: who
   * is given a redacted copy shall not find out what was taken out.
   */
  static Note recording(Entry entry, Take.Sound sound, ChannelBlocks.Noted blocks) {
    Map<String, String> facts = facts(sound);
    facts.put("sound-sha256", blocks.soundSha256());
    facts.put("head-sha256", blocks.headSha256());
    facts.put("frame-bytes", Integer.toString(blocks.frameBytes()));
    facts.put("block-frames", Integer.toString(blocks.blockFrames()));
    facts.put("customer-root", blocks.root(Leg.CUSTOMER));
    facts.put("agent-root", blocks.root(Leg.AGENT));
    return recording(entry, facts);
  }

  /** The stored recording, where its sound is not of ours; {@code root} is that of its seconds' tree. */
  static Note recording(Entry entry, Take.Sound sound, int blockBytes, byte[] root) {
    Map<String, String> facts = facts(sound);
    facts.put("sha256", sound.sha256());
    facts.put("block-bytes", Integer.toString(blockBytes));
    facts.put("blocks-root", HexFormat.of().formatHex(root));
    return recording(entry, facts);
  }

  private static Map<String, String> facts(Take.Sound sound) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("bytes", Long.toString(sound.bytes()));
    facts.put("millis", Long.toString(sound.length().toMillis()));
    facts.put("sample-rate", Integer.toString(sound.sampleRate()));
    facts.put("bitrate", Integer.toString(sound.bitrate()));
    return facts;
  }

  private static Note recording(Entry entry, Map<String, String> facts) {
    entry.take().flatMap(Take::startedAt).ifPresent(at -> facts.put("started", LogEntry.time(at)));
    entry
        .take()
        .flatMap(Take::deleteAfter)
        .ifPresent(at -> facts.put("delete-after", LogEntry.time(at)));
    return note(Kind.RECORDING, entry, facts);
  }

  /** Where the salts of a recording's blocks come from: 16 bytes. */
  byte[] blockSeed(RecordingId recording) {
    return key.salt("blocks/" + recording);
  }

  /** Somebody heard it, or took it away; {@code more} says with what. */
  Note access(
      Entry entry, RecordingId recording, Listener listener, String act, Map<String, String> more) {
    Map<String, String> facts = new TreeMap<>(more);
    facts.put("act", act);
    facts.put("role", LogEntry.printable(listener.role()));
    facts.put("who-sha256", who("access/" + recording, listener.user()));
    return note(Kind.ACCESS, entry, facts);
  }

  /** A hash that only this node can tie to a name. */
  String who(String purpose, String name) {
    return Merkle.hex(utf8(salt(purpose) + " " + name));
  }

  /** Who wanted something of this call's recording. */
  String by(Entry entry, Wish wish) {
    return who("custody/" + entry.call(), wish.by());
  }

  private String salt(String purpose) {
    return HexFormat.of().formatHex(key.salt(purpose));
  }

  static Note note(Kind kind, Entry entry, Map<String, String> facts) {
    return new Note(
        kind,
        Optional.of(entry.call().value()),
        entry.take().map(take -> take.id().value()),
        facts);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

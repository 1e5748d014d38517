package io.mitschnitt.recorder.evidence;

import io.mitschnitt.recorder.evidence.LogEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The judgement on the bundle of one recording. */
public final class BundleCheck {

  private final Verifier verifier;
  private final KeyChain key;

  BundleCheck(Verifier verifier, KeyChain key) {
    this.verifier = verifier;
    this.key = key;
  }

  String judge() {
    List<LogEntry> entries = proved(verifier.entries(EvidenceFiles.LEDGER));
    order(entries);
    Optional<LogEntry> export = entries.isEmpty()
        ? Optional.empty()
        : Optional.of(entries.get(entries.size() - 1))
            .filter(last -> last.fact("files-sha256").isPresent());
    if (export.isEmpty()) {
      verifier.fault(EvidenceFiles.LEDGER, "the entry of this export is missing");
    }
    export.ifPresent(last -> bound(last, entries.subList(0, entries.size() - 1)));
    summed();
    entry(entries, Kind.CALL).ifPresent(this::call);
    entry(entries, Kind.RECORDING).ifPresent(recording -> sound(recording, export));
    if (verifier.files().containsKey(EvidenceFiles.CONSENT_RECORD)) {
      new ConsentCheck(verifier, key).judge(export.flatMap(LogEntry::call));
    }
    if (verifier.files().containsKey(EvidenceFiles.STAMP)) {
      verifier.stamp(EvidenceFiles.CHECKPOINT, EvidenceFiles.STAMP);
    }
    consent(entries.stream().filter(entry -> entry.kind() == Kind.CONSENT).toList());
    return "the recording " + export.flatMap(LogEntry::recording).orElse("?") + " with "
        + entries.size() + " entries";
  }

  /** Those entries whose proof holds under the signed checkpoint. */
  private List<LogEntry> proved(List<ProvedEntry> entries) {
    Optional<Checkpoint> head = verifier.checkpoint(EvidenceFiles.CHECKPOINT, key);
    List<LogEntry> good = new ArrayList<>();
    for (ProvedEntry one : entries) {
      LogEntry entry = one.entry();
      good.add(entry);
      if (head.isPresent()
          && !Merkle.includes(
              entry.seq(),
              head.get().size(),
              Merkle.leaf(entry.bytes()),
              one.proof(),
              head.get().root())) {
        verifier.fault(
            EvidenceFiles.LEDGER,
            "entry " + entry.seq() + " was changed, or its proof: it is not in the signed log");
      }
    }
    return good;
  }

  private void order(List<LogEntry> entries) {
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).seq() <= entries.get(i - 1).seq()) {
        verifier.fault(
            EvidenceFiles.LEDGER, "entry " + entries.get(i).seq() + " stands in a wrong place");
      }
    }
  }

  /** The export's own entry holds the digest of everything else, so that nothing can be exchanged afterwards. */
  private void bound(LogEntry export, List<LogEntry> before) {
    if (!export.fact("history-sha256").equals(Optional.of(history(before)))) {
      verifier.fault(
          EvidenceFiles.LEDGER, "entries of this recording are missing, moved or changed");
    }
    verifier
        .bytes(EvidenceFiles.SUMS)
        .filter(sums -> !export.fact("files-sha256").equals(Optional.of(Merkle.hex(sums))))
        .ifPresent(sums ->
            verifier.fault(EvidenceFiles.SUMS, "was changed: it is not the list that was signed"));
    for (LogEntry entry : before) {
      boolean ours =
          entry.call().equals(export.call()) || entry.recording().equals(export.recording());
      if (!ours) {
        verifier.fault(EvidenceFiles.LEDGER, "entry " + entry.seq() + " is of another call");
      }
    }
  }

  /** The digest over the entries of a recording, in their order, that an export's entry holds. */
  public static String history(List<LogEntry> entries) {
    StringBuilder all = new StringBuilder();
    entries.forEach(entry -> all.append(entry.text()).append('\n'));
    return Merkle.hex(all.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** What is signed and here must be the same; a file that was not signed does not belong here. */
  private void summed() {
    Map<String, String> sums = new TreeMap<>();
    verifier
        .text(EvidenceFiles.SUMS)
        .orElse("")
        .lines()
        .filter(line -> line.length() > 66)
        .forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
    TreeSet<String> wanted = new TreeSet<>(EvidenceFiles.SUMMED);
    wanted.addAll(sums.keySet());
    for (String name : wanted) {
      Optional<byte[]> bytes = verifier.bytes(name);
      if (bytes.isPresent() && !Merkle.hex(bytes.get()).equals(sums.get(name))) {
        verifier.fault(name, "was changed: its SHA-256 is not the one in " + EvidenceFiles.SUMS);
      }
    }
    verifier.files().keySet().stream()
        .filter(name -> !wanted.contains(name) && !EvidenceFiles.UNSUMMED.contains(name))
        .sorted()
        .forEach(name -> verifier.fault(name, "does not belong to the bundle"));
  }

  /** The one entry of its kind. */
  private Optional<LogEntry> entry(List<LogEntry> entries, Kind kind) {
    List<LogEntry> found =
        entries.stream().filter(entry -> entry.kind() == kind).toList();
    if (found.size() == 1) {
      return Optional.of(found.get(0));
    }
    verifier.fault(
        EvidenceFiles.LEDGER,
        "there are " + found.size() + " entries of kind " + kind.word() + " instead of one");
    return Optional.empty();
  }

  private void call(LogEntry entry) {
    verifier
        .bytes(EvidenceFiles.CALL)
        .filter(bytes -> !entry.fact("call-sha256").equals(Optional.of(Merkle.hex(bytes))))
        .ifPresent(bytes ->
            verifier.fault(EvidenceFiles.CALL, "is not what was noted when the call was answered"));
  }

  private void sound(LogEntry recording, Optional<LogEntry> export) {
    if (!ChannelCheck.isFor(recording)) {
      wholeSound(recording);
    } else if (export.isPresent()) {
      verifier.removed(new ChannelCheck(verifier, recording, export.get()).judge());
    }
  }

  /** Both channels together, as sounds were noted before each had its own tree. */
  private void wholeSound(LogEntry entry) {
    Optional<byte[]> audio = verifier.bytes(EvidenceFiles.AUDIO);
    if (audio.isEmpty()) {
      return;
    }
    byte[] sound = audio.get();
    if (!entry.fact("sha256").equals(Optional.of(Merkle.hex(sound)))) {
      verifier.fault(EvidenceFiles.AUDIO, "is not what was stored: another SHA-256 was noted");
    }
    int size = entry
        .fact("block-bytes")
        .filter(text -> text.matches("[1-9]\\d{0,6}"))
        .map(Integer::valueOf)
        .orElse(1_000_000);
    List<String> wanted = verifier.text(EvidenceFiles.BLOCKS).orElse("").lines().toList();
    RightEdge edge = RightEdge.EMPTY;
    for (int i = 0; i * (long) size < sound.length; i++) {
      byte[] leaf = Merkle.leaf(
          Arrays.copyOfRange(sound, i * size, (int) Math.min((i + 1L) * size, sound.length)));
      edge = edge.plus(leaf).edge();
      if (i < wanted.size() && !wanted.get(i).equals(HexFormat.of().formatHex(leaf))) {
        verifier.fault(EvidenceFiles.AUDIO, "second " + i + " was changed");
      }
    }
    if (edge.size() != wanted.size()) {
      verifier.fault(
          EvidenceFiles.AUDIO,
          "has " + edge.size() + " seconds, " + wanted.size() + " were stored");
    }
    if (!entry.fact("blocks-root").equals(Optional.of(HexFormat.of().formatHex(edge.root())))) {
      verifier.fault(EvidenceFiles.AUDIO, "its seconds are not those that were stored");
    }
  }

  private void consent(List<LogEntry> noted) {
    List<String> said = verifier.text(EvidenceFiles.CONSENT).orElse("").lines().toList();
    if (said.size() != noted.size()) {
      verifier.fault(
          EvidenceFiles.CONSENT, said.size() + " events are here, " + noted.size() + " were noted");
    }
    List<String> digests = new ArrayList<>(
        noted.stream().flatMap(entry -> entry.fact("event-sha256").stream()).toList());
    for (int i = 0; i < said.size(); i++) {
      if (!digests.remove(Merkle.hex(said.get(i).getBytes(StandardCharsets.UTF_8)))) {
        verifier.fault(EvidenceFiles.CONSENT, "line " + (i + 1) + " is not what was noted");
      }
    }
  }
}

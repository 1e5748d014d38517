package io.mitschnitt.recorder.evidence;

import io.mitschnitt.recorder.contract.Evidence.Cut;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.evidence.LogEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Bundles of recordings in one log, made by a seed, without a recorder; their sound is frames of noise. */
final class BundleMaker {

  static final byte[] SEED = new byte[16];

  final List<LogEntry> log = new ArrayList<>();
  private final List<Map<String, byte[]>> bundles = new ArrayList<>();
  private final List<int[]> ranges = new ArrayList<>();
  private final KeyPair key;
  private final Random random;

  BundleMaker(KeyPair key, long seed) {
    this.key = key;
    this.random = new Random(seed);
  }

  /** An MP3 of {@code frames} frames whose parts are noise; every fourth is narrowband. */
  static byte[] sound(Random random, int frames, boolean wideband) {
    int size = wideband ? 216 : 288;
    byte[] mp3 = new byte[(frames + 1) * size];
    for (int at = 0; at < mp3.length; at += size) {
      byte[] head = HexFormat.of().parseHex(wideband ? "fff36804" : "ffe34804");
      System.arraycopy(head, 0, mp3, at, head.length);
      if (at > 0) {
        StereoFrame.put(mp3, at, size, part(random, size), part(random, size));
        mp3[at + size - 1] = 'L'; // padding of an encoder
      }
    }
    return mp3;
  }

  /** 63 bits of side information, of which the first twelve are the length, then so many bits of noise. */
  private static byte[] part(Random random, int size) {
    int length = random.nextInt((size - 24) * 4);
    byte[] part = new byte[8 + (length + 7) / 8];
    random.nextBytes(part);
    part[0] = (byte) (length >> 4);
    part[1] = (byte) (length << 4 | part[1] & 15);
    part[7] &= (byte) 0xFE;
    if (length % 8 != 0) {
      part[part.length - 1] &= (byte) (0xFF << 8 - length % 8);
    }
    return part;
  }

  /** Appends a call whose sound is proved by its channels, given out without {@code cuts}. */
  void channels(byte[] mp3, List<Cut> cuts) {
    ChannelBlocks blocks = new ChannelBlocks(SEED);
    blocks.add(mp3);
    ChannelBlocks.Noted noted = blocks.end();
    Redaction cut = Redaction.of(mp3, cuts);
    Map<String, byte[]> files = new TreeMap<>();
    files.put(EvidenceFiles.AUDIO, cut.isNothing() ? mp3 : cut.applied(mp3));
    files.put(EvidenceFiles.CHANNELS, utf8(ChannelList.of(noted, SEED, cut).text()));
    Map<String, String> facts = new TreeMap<>();
    facts.put("bytes", String.valueOf(mp3.length));
    facts.put("sound-sha256", noted.soundSha256());
    facts.put("head-sha256", noted.headSha256());
    facts.put("frame-bytes", String.valueOf(noted.frameBytes()));
    facts.put("customer-root", noted.root(Leg.CUSTOMER));
    facts.put("agent-root", noted.root(Leg.AGENT));
    Map<String, String> removed = new TreeMap<>();
    for (Leg leg : Leg.values()) {
      if (cut.removed(leg) > 0) {
        removed.put("removed-" + ChannelBlocks.word(leg), String.valueOf(cut.removed(leg)));
      }
    }
    add(files, facts, removed);
  }

  /** Appends a call whose sound is proved by its seconds, both channels together: the form of the first recordings. */
  void seconds(byte[] sound, int second) {
    StringBuilder lines = new StringBuilder();
    Blocks tree = new Blocks(second);
    tree.add(sound);
    for (int at = 0; at < sound.length; at += second) {
      byte[] one = Arrays.copyOfRange(sound, at, Math.min(at + second, sound.length));
      lines.append(HexFormat.of().formatHex(Merkle.leaf(one))).append('\n');
    }
    Map<String, byte[]> files = new TreeMap<>();
    files.put(EvidenceFiles.AUDIO, sound);
    files.put(EvidenceFiles.BLOCKS, utf8(lines.toString()));
    Map<String, String> facts = Map.of(
        "sha256", Merkle.hex(sound),
        "block-bytes", String.valueOf(second),
        "blocks-root", HexFormat.of().formatHex(tree.end().root()));
    add(files, facts, Map.of());
  }

  private void add(
      Map<String, byte[]> files, Map<String, String> recording, Map<String, String> removed) {
    int from = log.size();
    String call = "%032x".formatted(bundles.size());
    Optional<String> id = Optional.of("%032x".formatted(1_000_000 + bundles.size()));
    files.put(EvidenceFiles.CALL, utf8("salt " + call + "\n"));
    files.put(EvidenceFiles.MANIFEST, utf8("{}\n"));
    files.put(EvidenceFiles.README, utf8("read\n"));
    files.put(EvidenceFiles.PAGE, utf8("<!doctype html>\n"));
    files.put(EvidenceFiles.KEY, utf8(PublicKeys.pem(key.getPublic())));
    String callDigest = Merkle.hex(files.get(EvidenceFiles.CALL));
    note(Kind.CALL, call, Optional.empty(), Map.of("call-sha256", callDigest));
    StringBuilder consent = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String line = "2026-11-25T12:00:0" + i + ".000Z told de/notice";
      consent.append(line).append('\n');
      note(Kind.CONSENT, call, id, Map.of("event-sha256", Merkle.hex(utf8(line))));
    }
    files.put(EvidenceFiles.CONSENT, utf8(consent.toString()));
    note(Kind.RECORDING, call, id, recording);
    byte[] sums = utf8(EvidenceFiles.sums(files));
    files.put(EvidenceFiles.SUMS, sums);
    Map<String, String> export = new TreeMap<>(removed);
    export.put("files-sha256", Merkle.hex(sums));
    export.put("history-sha256", BundleCheck.history(log.subList(from, log.size())));
    note(Kind.ACCESS, call, id, export);
    bundles.add(files);
    ranges.add(new int[] {from, log.size()});
  }

  private void note(Kind kind, String call, Optional<String> recording, Map<String, String> facts) {
    Instant at = Instant.parse("2026-11-25T11:00:00Z").plusMillis(log.size());
    log.add(new LogEntry(log.size(), at, kind, Optional.of(call), recording, new TreeMap<>(facts)));
  }

  /** All bundles, under one signed head. */
  List<Map<String, byte[]>> signed() {
    List<List<byte[]>> nodes = new ArrayList<>();
    RightEdge edge = RightEdge.EMPTY;
    for (LogEntry entry : log) {
      RightEdge.Grown grown = edge.plus(Merkle.leaf(entry.bytes()));
      nodes.add(grown.nodes());
      edge = grown.edge();
    }
    byte[] note = utf8(head(edge, key));
    for (int i = 0; i < bundles.size(); i++) {
      List<ProvedEntry> proved = new ArrayList<>();
      for (int seq = ranges.get(i)[0]; seq < ranges.get(i)[1]; seq++) {
        List<byte[]> proof = TreePath.inclusion(seq, edge.size())
            .proof(n -> nodes.get((int) n.entry()).get(n.level()));
        proved.add(new ProvedEntry(log.get(seq), proof));
      }
      bundles.get(i).put(EvidenceFiles.LEDGER, utf8(ProvedEntry.write(proved)));
      bundles.get(i).put(EvidenceFiles.CHECKPOINT, note);
    }
    return bundles;
  }

  /** The whole log with its head, as an outsider copies it. */
  Map<String, byte[]> copied() {
    RightEdge edge = RightEdge.EMPTY;
    List<ProvedEntry> all = new ArrayList<>();
    for (LogEntry entry : log) {
      byte[] leaf = Merkle.leaf(entry.bytes());
      all.add(new ProvedEntry(entry, List.of(leaf)));
      edge = edge.plus(leaf).edge();
    }
    Map<String, byte[]> files = new TreeMap<>();
    files.put(EvidenceFiles.LOG, utf8(ProvedEntry.write(all)));
    files.put(EvidenceFiles.KEY, utf8(PublicKeys.pem(key.getPublic())));
    files.put(EvidenceFiles.checkpoint(edge.size()), utf8(head(edge, key)));
    return files;
  }

  static String head(RightEdge edge, KeyPair key) {
    String origin = PublicKeys.origin(key.getPublic());
    Checkpoint head =
        new Checkpoint(origin, edge.size(), edge.root(), Instant.parse("2026-11-25T12:00:00Z"));
    return SignedNote.sign(head.text(), origin, key.getPrivate(), key.getPublic()).write();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

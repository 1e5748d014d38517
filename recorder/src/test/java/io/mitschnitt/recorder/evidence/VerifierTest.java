package io.mitschnitt.recorder.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.evidence.LogEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A thousand recordings in one log, made by a seed, without a recorder. */
class VerifierTest {

  private static final int RECORDINGS = 1_000;
  private static final int SECOND = 4_000;

  private static final Random RANDOM = new Random(42);
  private static final List<Map<String, byte[]>> BUNDLES = new ArrayList<>();
  private static final List<LogEntry> LOG = new ArrayList<>();
  private static KeyPair key;

  @BeforeAll
  static void make_them() throws Exception {
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    List<int[]> ranges = new ArrayList<>();
    for (int i = 0; i < RECORDINGS; i++) {
      ranges.add(recording(i));
    }
    List<List<byte[]>> nodes = new ArrayList<>();
    RightEdge edge = RightEdge.EMPTY;
    for (LogEntry entry : LOG) {
      RightEdge.Grown grown = edge.plus(Merkle.leaf(entry.bytes()));
      nodes.add(grown.nodes());
      edge = grown.edge();
    }
    String origin = PublicKeys.origin(key.getPublic());
    Checkpoint head =
        new Checkpoint(origin, edge.size(), edge.root(), Instant.parse("2026-11-25T12:00:00Z"));
    String note =
        SignedNote.sign(head.text(), origin, key.getPrivate(), key.getPublic()).write();
    for (int i = 0; i < RECORDINGS; i++) {
      List<ProvedEntry> proved = new ArrayList<>();
      for (int seq = ranges.get(i)[0]; seq < ranges.get(i)[1]; seq++) {
        List<byte[]> proof = TreePath.inclusion(seq, edge.size())
            .proof(n -> nodes.get((int) n.entry()).get(n.level()));
        proved.add(new ProvedEntry(LOG.get(seq), proof));
      }
      BUNDLES.get(i).put(EvidenceFiles.LEDGER, utf8(ProvedEntry.write(proved)));
      BUNDLES.get(i).put(EvidenceFiles.CHECKPOINT, utf8(note));
    }
  }

  @Test
  void a_thousand_clean_bundles_raise_no_alarm_within_a_minute() {
    long began = System.nanoTime();
    List<Fault> alarms = new ArrayList<>();
    BUNDLES.forEach(bundle ->
        alarms.addAll(Verifier.judge(bundle, Optional.of(key.getPublic())).faults()));
    long millis = (System.nanoTime() - began) / 1_000_000;
    System.getLogger("test")
        .log(System.Logger.Level.INFO, "{0} bundles judged in {1} ms", RECORDINGS, millis);
    assertThat(alarms).isEmpty();
    assertThat(millis).isLessThan(60_000);
  }

  @Test
  void a_key_that_is_not_trusted_is_said_so() throws Exception {
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThat(Verifier.judge(BUNDLES.get(0), Optional.of(other.getPublic())).faults())
        .containsExactly(new Fault(EvidenceFiles.KEY, "is not the key that is trusted"));
  }

  @Test
  void the_sound_of_another_recording_is_found_by_its_second() {
    Map<String, byte[]> copy = new TreeMap<>(BUNDLES.get(0));
    byte[] sound = copy.get(EvidenceFiles.AUDIO).clone();
    sound[2 * SECOND + 5] ^= 1;
    copy.put(EvidenceFiles.AUDIO, sound);
    assertThat(Verifier.judge(copy, Optional.empty()).faults())
        .contains(new Fault(EvidenceFiles.AUDIO, "second 2 was changed"))
        .doesNotContain(new Fault(EvidenceFiles.AUDIO, "second 1 was changed"));
  }

  @Test
  void whatever_is_not_a_bundle_is_judged_without_an_exception() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      Map<String, byte[]> copy = new TreeMap<>(BUNDLES.get(i));
      List<String> names = List.copyOf(copy.keySet());
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      copy.put(names.get(random.nextInt(names.size())), noise);
      assertThat(Verifier.judge(copy, Optional.empty()).right()).isFalse();
    }
    assertThat(Verifier.judge(Map.of(), Optional.empty()).right()).isFalse();
  }

  /** Appends a call's entries; answers where they begin and end. */
  private static int[] recording(int number) {
    int from = LOG.size();
    String call = "%032x".formatted(number);
    String id = "%032x".formatted(1_000_000 + number);
    byte[] sound = new byte[3 * SECOND + RANDOM.nextInt(5 * SECOND)];
    RANDOM.nextBytes(sound);
    StringBuilder blocks = new StringBuilder();
    Blocks tree = new Blocks(SECOND);
    tree.add(sound);
    for (int at = 0; at < sound.length; at += SECOND) {
      byte[] second = java.util.Arrays.copyOfRange(sound, at, Math.min(at + SECOND, sound.length));
      blocks.append(HexFormat.of().formatHex(Merkle.leaf(second))).append('\n');
    }
    Map<String, byte[]> files = new TreeMap<>();
    files.put(EvidenceFiles.AUDIO, sound);
    files.put(EvidenceFiles.CALL, utf8("salt " + number + "\n"));
    files.put(EvidenceFiles.BLOCKS, utf8(blocks.toString()));
    files.put(EvidenceFiles.MANIFEST, utf8("{}\n"));
    files.put(EvidenceFiles.README, utf8("read\n"));
    files.put(EvidenceFiles.PAGE, utf8("<!doctype html>\n"));
    files.put(EvidenceFiles.KEY, utf8(PublicKeys.pem(key.getPublic())));
    add(
        Kind.CALL,
        call,
        Optional.empty(),
        Map.of("call-sha256", Merkle.hex(files.get(EvidenceFiles.CALL))));
    StringBuilder consent = new StringBuilder();
    for (int i = RANDOM.nextInt(3); i >= 0; i--) {
      String line = "2026-11-25T12:00:0" + i + ".000Z told de/notice";
      consent.append(line).append('\n');
      add(Kind.CONSENT, call, Optional.of(id), Map.of("event-sha256", Merkle.hex(utf8(line))));
    }
    files.put(EvidenceFiles.CONSENT, utf8(consent.toString()));
    add(
        Kind.RECORDING,
        call,
        Optional.of(id),
        Map.of(
            "sha256", Merkle.hex(sound),
            "block-bytes", String.valueOf(SECOND),
            "blocks-root", HexFormat.of().formatHex(tree.end().root())));
    byte[] sums = utf8(EvidenceFiles.sums(files));
    files.put(EvidenceFiles.SUMS, sums);
    add(
        Kind.ACCESS,
        call,
        Optional.of(id),
        Map.of(
            "files-sha256",
            Merkle.hex(sums),
            "history-sha256",
            BundleCheck.history(LOG.subList(from, LOG.size()))));
    BUNDLES.add(files);
    return new int[] {from, LOG.size()};
  }

  private static void add(
      Kind kind, String call, Optional<String> recording, Map<String, String> facts) {
    Instant at = Instant.parse("2026-11-25T11:00:00Z").plusMillis(LOG.size());
    LOG.add(new LogEntry(LOG.size(), at, kind, Optional.of(call), recording, new TreeMap<>(facts)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

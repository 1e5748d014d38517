package io.mitschnitt.recorder.evidence;

import static io.mitschnitt.recorder.evidence.BundleMaker.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Evidence.Cut;
import io.mitschnitt.recorder.contract.Leg;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A thousand recordings in one log, made by a seed, without a recorder. */
class VerifierTest {

  private static final int RECORDINGS = 1_000;
  private static final int SECOND = 4_000;

  private static final Random RANDOM = new Random(42);
  private static List<Map<String, byte[]>> bundles = List.of();
  private static Map<String, byte[]> log = Map.of();
  private static KeyPair key;

  /** By its number: 0, 3, 6 … as the first recordings were proved; 1, 4, 7 … by channels; 2, 5, 8 … redacted. */
  @BeforeAll
  static void make_them() throws Exception {
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    BundleMaker maker = new BundleMaker(key, 42);
    for (int i = 0; i < RECORDINGS; i++) {
      byte[] mp3 = BundleMaker.sound(RANDOM, 60 + RANDOM.nextInt(80), i % 4 != 0);
      if (i % 3 == 0) {
        maker.seconds(mp3, SECOND);
      } else {
        maker.channels(mp3, i % 3 == 1 ? List.of() : cuts(i));
      }
    }
    bundles = maker.signed();
    BundleMaker few = new BundleMaker(key, 41);
    for (int i = 0; i < 30; i++) {
      few.seconds(new byte[SECOND + i], SECOND);
    }
    log = few.copied();
  }

  private static List<Cut> cuts(int i) {
    return i % 2 == 0
        ? List.of(Cut.all(Leg.AGENT))
        : List.of(new Cut(Leg.CUSTOMER, 300, OptionalLong.of(400)));
  }

  @Test
  void a_thousand_clean_bundles_raise_no_alarm() {
    List<Fault> alarms = new ArrayList<>();
    long began = cpuNanos();
    for (Map<String, byte[]> bundle : bundles) {
      alarms.addAll(Verifier.judge(bundle, Optional.of(key.getPublic())).faults());
    }
    System.getLogger("test")
        .log(
            System.Logger.Level.INFO,
            "{0} short bundles judged in {1} ms of one core",
            RECORDINGS,
            (cpuNanos() - began) / 1_000_000);
    assertThat(alarms).isEmpty();
  }

  @Test
  void one_core_judges_a_thousand_calls_of_three_minutes_in_a_minute() {
    BundleMaker maker = new BundleMaker(key, 1);
    int calls = 8;
    for (int i = 0; i < calls; i++) {
      maker.channels(BundleMaker.sound(RANDOM, 5_000, true), i % 2 == 0 ? List.of() : cuts(i));
    }
    List<Map<String, byte[]>> long3 = maker.signed();
    long3.subList(0, 4).forEach(bundle -> Verifier.judge(bundle, Optional.empty())); // warm
    long began = cpuNanos();
    long3.forEach(bundle -> assertThat(Verifier.judge(bundle, Optional.empty()).right()).isTrue());
    long perMinute = calls * 60_000_000_000L / (cpuNanos() - began);
    System.getLogger("test")
        .log(System.Logger.Level.INFO, "{0} calls of 3 minutes judged a minute", perMinute);
    assertThat(perMinute).isGreaterThan(1_000);
  }

  /** Time of this thread on a core: what runs beside it does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Test
  void a_key_that_is_not_trusted_is_said_so() throws Exception {
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThat(Verifier.judge(bundles.get(0), Optional.of(other.getPublic())).faults())
        .containsExactly(new Fault(EvidenceFiles.KEY, "is not the key that is trusted"));
  }

  @Test
  void three_hundred_single_changes_are_found_and_their_file_is_named() {
    Random random = new Random(7);
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Map<String, byte[]> clean = i % 4 == 3 ? log : bundles.get(random.nextInt(30));
      List<String> names = List.copyOf(clean.keySet());
      String name = names.get(random.nextInt(names.size()));
      Map<String, byte[]> copy = new TreeMap<>(clean);
      String what = i + ": " + name + " " + Mutation.one(copy, name, random);
      List<Fault> faults = Verifier.judge(copy, Optional.empty()).faults();
      // A key turned into another one is told by the head that it did not sign.
      boolean named = faults.stream()
          .anyMatch(fault -> fault.file().equals(name)
              || name.equals(EvidenceFiles.KEY) && fault.file().startsWith("checkpoint"));
      if (!named) {
        missed.add(what + " -> " + faults);
      }
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void a_changed_byte_of_one_channel_is_found_by_channel_and_second() {
    Map<String, byte[]> copy = new TreeMap<>(bundles.get(1));
    byte[] mp3 = copy.get(EvidenceFiles.AUDIO).clone();
    int frame = 30 * 216; // of the second block
    int customer = (mp3[frame + 5] & 0x3F) << 6 | (mp3[frame + 6] & 0xFC) >> 2;
    mp3[frame + 21 + customer / 16] ^= 1; // in the middle of the customer's data
    copy.put(EvidenceFiles.AUDIO, mp3);
    assertThat(Verifier.judge(copy, Optional.empty()).faults())
        .contains(new Fault(EvidenceFiles.AUDIO, "second 0 of the customer was changed"))
        .doesNotContain(new Fault(EvidenceFiles.AUDIO, "second 0 of the agent was changed"));
  }

  @Test
  void a_redacted_copy_holds_and_says_what_was_taken_out() {
    Verifier.Verdict agent = Verifier.judge(bundles.get(2), Optional.empty());
    assertThat(agent.right()).isTrue();
    assertThat(agent.removed()).singleElement().asString().startsWith("agent 0.0 to ");
    Verifier.Verdict digits = Verifier.judge(bundles.get(5), Optional.empty());
    assertThat(digits.right()).isTrue();
    assertThat(digits.removed().toString()).isEqualTo("[customer 0.0 to 0.9 s]");
  }

  @Test
  void what_was_taken_out_cannot_be_put_back_nor_more_be_taken() {
    Map<String, byte[]> whole = bundles.get(1);
    Map<String, byte[]> copy = new TreeMap<>(bundles.get(2));
    copy.put(EvidenceFiles.AUDIO, BundleMaker.sound(new Random(9), 40, true));
    assertThat(Verifier.judge(copy, Optional.empty()).right()).isFalse();
    Map<String, byte[]> more = new TreeMap<>(whole);
    byte[] mp3 = whole.get(EvidenceFiles.AUDIO);
    more.put(EvidenceFiles.AUDIO, Redaction.of(mp3, List.of(Cut.all(Leg.AGENT))).applied(mp3));
    more.put(
        EvidenceFiles.CHANNELS,
        utf8(new String(whole.get(EvidenceFiles.CHANNELS), StandardCharsets.UTF_8)
            .replaceAll("(?m)^(agent.*) \\w+$", "$1 -")
            .replaceFirst("file \\w+", "file -")));
    assertThat(Verifier.judge(more, Optional.empty()).faults().toString())
        .contains("blocks of the agent are taken out, 0 were when it was given out");
  }

  @Test
  void sound_hidden_behind_both_channels_of_a_redacted_copy_is_found() {
    Map<String, byte[]> copy = new TreeMap<>(bundles.get(2));
    byte[] mp3 = copy.get(EvidenceFiles.AUDIO).clone();
    mp3[3 * 216 - 1] = 1;
    copy.put(EvidenceFiles.AUDIO, mp3);
    assertThat(Verifier.judge(copy, Optional.empty()).faults())
        .contains(new Fault(
            EvidenceFiles.AUDIO, "frame 2 holds something beside the sound of both channels"));
  }

  @Test
  void whole_entries_dropped_moved_or_cut_and_a_forged_head_are_named() throws Exception {
    String text = new String(log.get(EvidenceFiles.LOG), StandardCharsets.UTF_8);
    List<String> entries = new ArrayList<>(List.of(text.split("(?<=\n\n)")));
    assertThat(faults(without(entries, 7))).contains("entry 7 is missing");
    assertThat(faults(String.join("", entries.subList(0, entries.size() - 3))))
        .contains("its tail is cut: " + entries.size() + " entries were signed");
    List<String> moved = new ArrayList<>(entries);
    java.util.Collections.swap(moved, 3, 4);
    assertThat(faults(String.join("", moved))).contains("entry 3 stands in a wrong place");
    KeyPair forger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String head = EvidenceFiles.checkpoint(entries.size());
    String honest = new String(log.get(head), StandardCharsets.UTF_8);
    Map<String, byte[]> forged = new TreeMap<>(log);
    SignedNote note = SignedNote.read(honest);
    forged.put(
        head,
        utf8(SignedNote.sign(note.text(), note.signer(), forger.getPrivate(), forger.getPublic())
            .write()));
    assertThat(Verifier.judge(forged, Optional.empty()).faults())
        .contains(new Fault(head, "was changed or forged: the signature does not fit"));
  }

  /** Whoever has the key can sign another history; only a head kept elsewhere unmasks that. */
  @Test
  void a_history_rewritten_and_signed_anew_is_found_by_a_head_that_was_kept() {
    BundleMaker other = new BundleMaker(key, 43);
    for (int i = 0; i < 20; i++) {
      other.seconds(new byte[SECOND - 1 - i], SECOND);
    }
    Map<String, byte[]> rewritten = other.copied();
    RightEdge edge = RightEdge.EMPTY;
    String text = new String(log.get(EvidenceFiles.LOG), StandardCharsets.UTF_8);
    for (ProvedEntry entry :
        ProvedEntry.pieces(text).stream().limit(10).map(ProvedEntry::read).toList()) {
      edge = edge.plus(Merkle.leaf(entry.entry().bytes())).edge();
    }
    rewritten.put(EvidenceFiles.checkpoint(10), utf8(BundleMaker.head(edge, key)));
    assertThat(Verifier.judge(rewritten, Optional.empty()).faults())
        .contains(new Fault(EvidenceFiles.LOG, "entries 0 to 9 are not those that were signed"));
  }

  private static String without(List<String> entries, int which) {
    List<String> fewer = new ArrayList<>(entries);
    fewer.remove(which);
    return String.join("", fewer);
  }

  private static String faults(String text) {
    Map<String, byte[]> copy = new TreeMap<>(log);
    copy.put(EvidenceFiles.LOG, utf8(text));
    return Verifier.judge(copy, Optional.empty()).faults().toString();
  }

  @Test
  void whatever_is_not_a_bundle_is_judged_without_an_exception() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      Map<String, byte[]> copy = new TreeMap<>(bundles.get(i));
      List<String> names = List.copyOf(copy.keySet());
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      copy.put(names.get(random.nextInt(names.size())), noise);
      assertThat(Verifier.judge(copy, Optional.empty()).right()).isFalse();
    }
    assertThat(Verifier.judge(Map.of(), Optional.empty()).right()).isFalse();
  }

  @Test
  void a_sound_that_is_cut_off_or_of_another_kind_is_not_proved() {
    byte[] mp3 = BundleMaker.sound(new Random(5), 20, true);
    ChannelBlocks blocks = new ChannelBlocks(BundleMaker.SEED);
    blocks.add(Arrays.copyOf(mp3, 1_000));
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException().isThrownBy(blocks::end);
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChannelBlocks(BundleMaker.SEED).add(new byte[400]));
  }

  @Test
  void a_sound_that_comes_in_pieces_has_the_same_trees() {
    byte[] mp3 = BundleMaker.sound(new Random(5), 90, false);
    ChannelBlocks whole = new ChannelBlocks(BundleMaker.SEED);
    whole.add(mp3);
    ChannelBlocks pieces = new ChannelBlocks(BundleMaker.SEED);
    for (int at = 0; at < mp3.length; at += 37) {
      pieces.add(Arrays.copyOfRange(mp3, at, Math.min(mp3.length, at + 37)));
    }
    ChannelBlocks.Noted one = whole.end();
    ChannelBlocks.Noted other = pieces.end();
    assertThat(other.root(Leg.CUSTOMER)).isEqualTo(one.root(Leg.CUSTOMER));
    assertThat(other.root(Leg.AGENT)).isEqualTo(one.root(Leg.AGENT)).isNotEqualTo(one.root(Leg.CUSTOMER));
    assertThat(other.soundSha256()).isEqualTo(one.soundSha256());
    assertThat(one.customer()).hasSize(7);
  }
}

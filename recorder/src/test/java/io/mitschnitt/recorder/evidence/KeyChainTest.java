package io.mitschnitt.recorder.evidence;

import static io.mitschnitt.recorder.evidence.BundleMaker.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log of ten calls whose signing was handed over twice. */
class KeyChainTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private KeyPair first;
  private KeyPair second;
  private KeyPair third;
  private BundleMaker maker;
  private String notes = "";

  @BeforeEach
  void hand_over_twice() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("Ed25519");
    first = keys.generateKeyPair();
    second = keys.generateKeyPair();
    third = keys.generateKeyPair();
    maker = new BundleMaker(first, 1);
    for (int i = 0; i < 10; i++) {
      maker.seconds(new byte[100 + i], 50);
    }
    notes = handover(first, second, 5) + handover(second, third, 20);
  }

  private String handover(KeyPair old, KeyPair next, int size) {
    String origin = PublicKeys.origin(first.getPublic());
    return new Handover(
            origin, old.getPublic(), next.getPublic(), size, edge(size).root(), NOON)
        .signed(old, next);
  }

  private RightEdge edge(int size) {
    RightEdge edge = RightEdge.EMPTY;
    for (LogEntry entry : maker.log.subList(0, size)) {
      edge = edge.plus(Merkle.leaf(entry.bytes())).edge();
    }
    return edge;
  }

  /** The copied log with heads of these sizes, each signed by a key. */
  private Map<String, byte[]> log(Map<Integer, KeyPair> heads) {
    Map<String, byte[]> files = new TreeMap<>(maker.copied());
    files.keySet().removeIf(EvidenceFiles::isCheckpoint);
    String origin = PublicKeys.origin(first.getPublic());
    heads.forEach((size, key) -> {
      Checkpoint head = new Checkpoint(origin, size, edge(size).root(), NOON);
      String note = SignedNote.sign(head.text(), origin, key.getPrivate(), key.getPublic())
          .write();
      files.put(EvidenceFiles.checkpoint(size), utf8(note));
    });
    files.put(EvidenceFiles.HANDOVERS, utf8(notes));
    return files;
  }

  private int all() {
    return maker.log.size();
  }

  @Test
  void heads_of_each_key_in_its_time_hold_whichever_of_the_keys_is_trusted() {
    Map<String, byte[]> files = log(Map.of(4, first, 5, second, 12, second, all(), third));
    for (KeyPair key : List.of(first, second, third)) {
      Verifier.Verdict verdict = Verifier.judge(files, Optional.of(key.getPublic()));
      assertThat(verdict.faults()).isEmpty();
      assertThat(verdict.key())
          .startsWith(PublicKeys.fingerprint(first.getPublic()))
          .endsWith(PublicKeys.fingerprint(third.getPublic()));
    }
  }

  @Test
  void a_key_that_was_handed_over_signs_nothing_more() {
    Map<String, byte[]> files = log(Map.of(6, first, all(), third));
    assertThat(Verifier.judge(files, Optional.empty()).faults())
        .containsExactly(new Fault(
            EvidenceFiles.checkpoint(6),
            "is signed by a key that did not have the signing of this log then"));
  }

  @Test
  void a_key_signs_nothing_before_it_was_given_the_signing() {
    Map<String, byte[]> files = log(Map.of(4, third, all(), third));
    assertThat(Verifier.judge(files, Optional.empty()).faults())
        .extracting(Fault::file)
        .containsExactly(EvidenceFiles.checkpoint(4));
  }

  @Test
  void without_the_handovers_the_new_key_is_nobody_s() {
    Map<String, byte[]> files = log(Map.of(4, first, all(), third));
    files.remove(EvidenceFiles.HANDOVERS);
    assertThat(Verifier.judge(files, Optional.empty()).faults().toString())
        .contains(EvidenceFiles.checkpoint(all()) + ": was changed or forged");
  }

  @Test
  void a_handover_that_only_one_of_the_two_signed_is_refused() {
    String forged = handover(first, second, 5);
    String[] lines = forged.split("\n");
    String both = lines[lines.length - 2];
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            KeyChain.of(first.getPublic(), forged.replace(lines[lines.length - 1], both)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> KeyChain.of(first.getPublic(), forged.replace("log-size 5", "log-size 6")));
    assertThatIllegalArgumentException().isThrownBy(() -> KeyChain.of(second.getPublic(), forged));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyChain.of(first.getPublic(), forged + "more\n"));
  }

  @Test
  void a_chain_that_lacks_a_link_or_has_them_in_another_order_is_broken() {
    String other = handover(second, third, 20) + handover(first, second, 5);
    assertThatIllegalArgumentException().isThrownBy(() -> KeyChain.of(first.getPublic(), other));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyChain.of(first.getPublic(), handover(second, third, 20)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyChain.of(
            first.getPublic(), handover(first, second, 20) + handover(second, third, 5)));
  }
}

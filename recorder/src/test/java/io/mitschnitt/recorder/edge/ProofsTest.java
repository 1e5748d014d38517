package io.mitschnitt.recorder.edge;

import static io.mitschnitt.recorder.store.OpenStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.Merkle;
import io.mitschnitt.recorder.store.EvidenceRows.Stored;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofsTest {

  private static final int ENTRIES = 13;

  @Test
  void every_entry_and_every_earlier_log_is_proved_to_an_outsider(@TempDir Path directory)
      throws Exception {
    try (CustodyHouse house = new CustodyHouse(directory)) {
      for (int i = 0; i < ENTRIES; i++) {
        await(house.custodian.trustClock(CustodyHouse.CLARA, "it is right"));
      }
      EvidenceRoom room = house.room();
      List<byte[]> leaves = await(house.log.from(0, 100)).stream()
          .map(Stored::entry)
          .map(LogEntry::bytes)
          .map(Merkle::leaf)
          .toList();
      assertThat(room.size()).isEqualTo(ENTRIES);
      for (int size = 1; size <= ENTRIES; size++) {
        byte[] root = Merkle.root(leaves.subList(0, size));
        for (int seq = 0; seq < size; seq++) {
          String proof = await(room.inclusion(seq, size));
          assertThat(Merkle.includes(seq, size, leaves.get(seq), path(proof), root))
              .isTrue();
          assertThat(proof).contains("root " + HexFormat.of().formatHex(root));
        }
        byte[] whole = Merkle.root(leaves);
        String proof = await(room.consistency(size, ENTRIES));
        assertThat(Merkle.continues(size, ENTRIES, root, whole, path(proof))).isTrue();
      }
      assertThatThrownBy(() -> await(room.inclusion(ENTRIES, ENTRIES)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> await(room.consistency(1, ENTRIES + 1)))
          .isInstanceOf(IllegalArgumentException.class);
      await(room.state());
      assertThat(house.checkpoints.find("statement-2026-11-24.txt").orElseThrow())
          .contains("day 2026-11-24", "complete yes", "previous-sha256 none");
      house.wall = house.wall.plus(java.time.Duration.ofDays(1));
      await(room.state());
      assertThat(house.checkpoints.find("statement-2026-11-25.txt").orElseThrow())
          .doesNotContain("previous-sha256 none");
      await(room.close());
    }
  }

  private static List<byte[]> path(String proof) {
    return proof
        .lines()
        .filter(line -> line.startsWith("path "))
        .map(line -> HexFormat.of().parseHex(line.substring(5)))
        .toList();
  }
}

package io.mitschnitt.recorder.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LogEntryTest {

  private static final LogEntry ENTRY = new LogEntry(
      12,
      Instant.parse("2026-11-25T12:00:00.007Z"),
      LogEntry.Kind.RECORDING,
      Optional.of("0123".repeat(8)),
      Optional.of("4567".repeat(8)),
      new TreeMap<>(Map.of("sha256", "ab".repeat(32), "bitrate", "48000")));

  @Test
  void an_entry_has_the_spelling_that_is_documented() {
    assertThat(ENTRY.text()).isEqualTo("""
        mitschnitt entry 1
        seq 12
        at 2026-11-25T12:00:00.007Z
        kind recording
        call 01230123012301230123012301230123
        recording 45674567456745674567456745674567
        bitrate 48000
        sha256 abababababababababababababababababababababababababababababababab
        """);
    assertThat(LogEntry.read(ENTRY.text())).isEqualTo(ENTRY);
  }

  @Test
  void no_other_spelling_is_read() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = ENTRY.bytes();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
      String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
      try {
        assertThat(LogEntry.read(text).text())
            .isEqualTo(text); // another entry, as good as this one
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageStartingWith("not ");
      }
    }
    assertThatThrownBy(() -> LogEntry.read(ENTRY.text() + "\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogEntry.read(ENTRY.text().replace("seq 12", "seq 012")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_fact_never_brings_a_line_of_its_own() {
    assertThat(LogEntry.printable("a\nkind deletion")).isEqualTo("a?kind deletion");
    assertThat(LogEntry.printable("  ")).isEqualTo("-");
    assertThatThrownBy(() -> new LogEntry(
            0,
            Instant.EPOCH,
            LogEntry.Kind.CALL,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(Map.of("why", "a\nb"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

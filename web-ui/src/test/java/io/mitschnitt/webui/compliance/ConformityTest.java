package io.mitschnitt.webui.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.webui.compliance.Requirement.Status;
import io.mitschnitt.webui.conf.Configuration;
import io.mitschnitt.webui.conf.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The self-test against MiFID II, over configurations as they are read from files. */
class ConformityTest {

  private static final String GOOD = """
      profiles:
        advice: { mode: statutory, language: de, retention: [eu-mifid], pause: false }
      policy: { default-profile: advice }
      dialling: { internal-profile: advice }
      agents:
        - { name: anna, password: anna-s-secret }
      purposes:
        advice: { profiles: [advice], roles: [compliance] }
      evidence: { timestamp-url: "https://tsa.example.org/tsr" }
      """;

  @TempDir
  Path directory;

  @Test
  void a_node_that_does_all_of_it_passes_all_that_a_program_can_see() throws Exception {
    Map<String, Status> found = statuses(live(GOOD));
    assertThat(found).hasSize(21 + 16);
    assertThat(found.entrySet().stream()
            .filter(one -> one.getValue() == Status.FAIL)
            .map(Map.Entry::getKey))
        .isEmpty();
    assertThat(found)
        .containsEntry("MF19", Status.PASS)
        .containsEntry("DE06", Status.PASS)
        .containsEntry("MF07", Status.DUTY)
        .containsEntry("DE07", Status.NOT_APPLICABLE);
  }

  @Test
  void what_lacks_fails_and_nothing_else() throws Exception {
    assertThat(failed(GOOD.replace("retention: [eu-mifid]", "retention-days: 30")))
        .containsExactlyInAnyOrder("MF19", "DE05");
    assertThat(failed(GOOD.replace("pause: false", "pause: true").replace("statutory", "notice")))
        .containsExactly("DE02");
    assertThat(failed(GOOD.replaceFirst("(?s)purposes:.*?compliance\\] }\n", "")))
        .containsExactly("DE06");
    assertThat(failed(GOOD.replaceFirst("(?m)^evidence:.*\n", ""))).containsExactly("MF16");
    assertThat(failed(GOOD.replaceFirst("(?m)^dialling:.*\n", ""))).containsExactly("MF02");
    assertThat(failed(GOOD.replace("mode: statutory", "mode: one-party")))
        .containsExactlyInAnyOrder("MF04", "MF05", "DE01", "DE03", "DE09", "DE10");
    assertThat(failed(GOOD.replace("pause: false", "jurisdiction: off"))).containsExactly("DE11");
  }

  @Test
  void a_doubted_log_a_doubted_clock_and_calls_without_a_reason_fail() throws Exception {
    Settings settings = settings(GOOD);
    Live doubted = new Live(
        settings.gateway(),
        settings.recorder(),
        Optional.of("its tail is cut"),
        Optional.of("it jumped"),
        7,
        3,
        0,
        false);
    assertThat(statuses(doubted).entrySet().stream()
            .filter(one -> one.getValue() == Status.FAIL)
            .map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("MF03", "MF11", "MF13", "MF14", "MF16", "DE05");
  }

  @Test
  void drafts_say_in_both_languages_what_is_in_force() throws Exception {
    Register english = new Register(live(GOOD), false, Instant.EPOCH);
    Register german = new Register(live(GOOD), true, Instant.EPOCH);
    assertThat(english.processing())
        .contains(
            "legal obligation",
            "eu-mifid: at least 5 years",
            "- Recipients: compliance",
            "WITHOUT TLS");
    assertThat(german.processing())
        .contains("rechtliche Verpflichtung", "mindestens 5 Jahre", "BetrVG");
    assertThat(german.assessment())
        .contains("| Nutzung zu anderem Zweck | Schlüssel nach Zweck | wirksam |");
    assertThat(english.assessment())
        .contains("| access by outsiders | encryption at rest and TLS | OPEN |");
  }

  private List<String> failed(String yaml) throws Exception {
    return statuses(live(yaml)).entrySet().stream()
        .filter(one -> one.getValue() == Status.FAIL)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, Status> statuses(Live live) {
    return Conformity.of(live, live.profile(Optional.of("advice")).orElseThrow()).stream()
        .collect(Collectors.toMap(Requirement::id, Requirement::status));
  }

  private Live live(String yaml) throws Exception {
    Settings settings = settings(yaml);
    return new Live(
        settings.gateway(),
        settings.recorder(),
        Optional.empty(),
        Optional.empty(),
        7,
        0,
        1,
        false);
  }

  private Settings settings(String yaml) throws Exception {
    Path file = directory.resolve("mitschnitt.yaml");
    Files.writeString(file, yaml);
    return Configuration.load(file, Optional.empty(), false, Map.of());
  }
}

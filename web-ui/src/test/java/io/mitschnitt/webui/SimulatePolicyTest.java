package io.mitschnitt.webui;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.Policies;
import io.mitschnitt.gateway.edge.GatewayFloor;
import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.webui.conf.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code simulate-policy} with the table that is shipped. */
@Timeout(240)
class SimulatePolicyTest {

  private static final String CONF = """
      trunks: [ { name: carrier, peer: "127.0.0.1:5080" } ]
      agents: [ { name: aiko, groups: [service], number: "+81332580000" } ]
      routes: [ { match: "+81332580000", to: { group: service } }, { match: "*", trunk: carrier } ]
      profiles: { service: { mode: one-party } }
      """;
  private static final List<String> NUMBERS = List.of(
      "+493012345678",
      "+33142685300",
      "+81332589999",
      "+12127363100",
      "+14157773000",
      "+97444411000");

  @TempDir
  Path directory;

  private Path file;

  @BeforeEach
  void write_a_configuration() throws Exception {
    file = Files.writeString(directory.resolve("mitschnitt.yaml"), CONF);
  }

  @Test
  void the_mode_is_printed_first_then_the_reasons_and_sources() throws Exception {
    List<String> said =
        simulate(0, "--from", "+493012345678", "--to", "+81332580000").lines().toList();
    assertThat(said.get(0)).isEqualTo("explicit-consent");
    assertThat(said.get(1))
        .isEqualTo("  Germany asks for explicit consent: the other party's number belongs there"
            + " (row DE, confidence high, not reviewed by counsel).");
    assertThat(said)
        .anyMatch(line -> line.startsWith("policy ") && line.contains("2026-11 draft 1"));
    assertThat(said).anyMatch(line -> line.startsWith("  L20: "));
    assertThat(said.get(said.size() - 1)).contains("draft and not legal advice");
    assertThat(simulate(0, "--from", "aiko", "--to", "+81332589999")).startsWith("one-party");
    assertThat(simulate(0, "--from", "aiko", "--to", "+97444411000")).startsWith("forbidden");
    assertThat(simulate(0, "--from", "anonymous", "--to", "+81332580000"))
        .startsWith("explicit-consent");
  }

  @Test
  void a_draft_is_tried_without_being_in_force() throws Exception {
    Path draft = Files.writeString(
        directory.resolve("draft.yaml"),
        "rules: [ { name: no-osaka, numbers: [\"+816*\"], do-not-record: \"a sister company\" } ]\n");
    String[] call = {"--from", "aiko", "--to", "+81661234567"};
    assertThat(simulate(0, call)).startsWith("one-party");
    assertThat(simulate(0, call[0], call[1], call[2], call[3], "--draft", draft.toString()))
        .startsWith("forbidden")
        .contains("The rule 'no-osaka' forbids recording: a sister company.");
    Files.writeString(draft, "rules: [ { name: a } ]\n");
    assertThat(simulate(2, call[0], call[1], call[2], call[3], "--draft", draft.toString()))
        .contains(draft + ": rules[0]: does nothing");
  }

  @Test
  void wrong_use_is_told() throws Exception {
    assertThat(simulate(2, "--from", "+4930"))
        .contains("--from NUMBER --to NUMBER, or --since DATE");
    assertThat(simulate(2, "--since", "yesterday")).contains("wanted: a day such as 2026-11-30");
  }

  @Test
  void two_numbers_between_which_no_route_leads_are_judged_by_the_default_profile()
      throws Exception {
    assertThat(simulate(0, "--from", "+493012345678", "--to", "+81339999999"))
        .startsWith("explicit-consent")
        .contains("No route of this configuration leads there (No such number here)");
  }

  @Test
  void a_store_without_calls_has_nothing_to_compare() throws Exception {
    assertThat(simulate(
            0, "--since", "2026-01-01", "--data", directory.resolve("data").toString()))
        .startsWith("0 calls, 0 of them would be decided differently");
  }

  @Test
  void ten_thousand_past_calls_are_compared_in_less_than_a_minute() throws Exception {
    Policies policies = GatewayFloor.policies(
        Configuration.load(file, Optional.empty(), false, Map.of()).gateway());
    List<Ledger.Row> rows = IntStream.range(0, 10_000)
        .mapToObj(i -> past(NUMBERS.get(i % NUMBERS.size())))
        .toList();
    long began = System.nanoTime();
    Comparison compared = Comparison.of(rows, policies);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(1));
    assertThat(compared.calls()).isEqualTo(10_000);
    assertThat(compared.counts().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(10_000);
    // Japan and New York stay as they were; so do the calls that were announced where that is
    // asked: none was.
    assertThat(compared.changed()).hasSize(6666);
    assertThat(compared.table())
        .contains(
            "10000 calls, 6666 of them would be decided differently",
            "one-party         forbidden",
            "and 6616 more")
        .doesNotContain(NUMBERS);
  }

  private static Ledger.Row past(String number) {
    Instant at = Instant.parse("2026-10-01T12:00:00Z");
    CallFacts facts = new CallFacts(
        CallId.at(at.toEpochMilli()),
        Direction.OUTBOUND,
        Party.of(new PhoneNumber(number)),
        "aiko",
        "carrier",
        number,
        at,
        at);
    Decision decision = new Decision(Mode.ONE_PARTY, "en", "", "service", 30, List.of("it was so"));
    return new Ledger.Row(
        facts,
        decision,
        List.of(),
        Ledger.State.NOT_RECORDED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private String simulate(int code, String... words) throws Exception {
    ProcessBuilder program = Program.with("simulate-policy", "--conf", file.toString());
    program.command().addAll(List.of(words));
    program.environment().keySet().removeIf(name -> name.startsWith("MITSCHNITT_"));
    return Program.run(program, code);
  }
}

package io.mitschnitt.webui.conf;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.mitschnitt.gateway.contract.RoutingConf;
import io.mitschnitt.gateway.contract.RoutingConf.Group;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups, presence and dialling, as they are written. */
class RoutingPartTest {

  private static final String AGENTS =
      "agents: [ { name: a, groups: [x, y] }, { name: b, extension: \"21\" } ]\n";

  @TempDir
  Path directory;

  private RoutingConf load(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("mitschnitt.yaml"), AGENTS + text);
    return Configuration.load(file, Optional.empty(), false, Map.of()).gateway().routing();
  }

  @Test
  void a_group_is_read_with_all_it_has() throws Exception {
    RoutingConf conf = load("""
        policy: { home: AT, time-zone: Europe/Vienna }
        presence: { wrap-up: 15s }
        dialling: { countries: [AT, DE], deny: ["+4390*"], per-agent: { calls: 2 }, internal-profile: announced }
        groups:
          - name: x
            strategy: round-robin
            ring-time: 12s
            queue: { longest: 3, max-wait: 90s, prompt-every: off }
            opening: { hours: [ { days: [mon], hours: "08:00-12:00" }, { days: [mon], hours: "13:00-00:00" } ], holidays: [ 2026-12-28 ] }
            overflow: { group: y }
        """);
    Group group = conf.group("x");
    assertThat(group.strategy()).isEqualTo(Strategy.ROUND_ROBIN);
    assertThat(group.ringTime()).hasValue(Duration.ofSeconds(12));
    assertThat(group.queue().orElseThrow())
        .isEqualTo(
            new RoutingConf.Queue(3, Duration.ofSeconds(90), "music", "waiting", Duration.ZERO));
    assertThat(group.overflow().orElseThrow().group()).hasValue("y");
    ZonedDateTime monday =
        ZonedDateTime.of(LocalDate.of(2026, 11, 30).atTime(23, 59), ZoneId.of("Europe/Vienna"));
    assertThat(group.hours().orElseThrow().zone()).isEqualTo(ZoneId.of("Europe/Vienna"));
    assertThat(group.hours().orElseThrow().open(monday)).isTrue();
    assertThat(group.hours().orElseThrow().open(monday.withHour(12))).isFalse();
    assertThat(group.hours().orElseThrow().open(monday.plusWeeks(4))).isFalse();
    assertThat(conf.home()).isEqualTo("AT");
    assertThat(conf.wrapUp()).isEqualTo(Duration.ofSeconds(15));
    assertThat(conf.dialling().countries()).containsExactlyInAnyOrder("AT", "DE");
    assertThat(conf.dialling().agent().calls()).isEqualTo(2);
    assertThat(conf.dialling().agent().perMinute())
        .isEqualTo(RoutingConf.Dialling.AGENT.perMinute());
    assertThat(conf.internalProfile()).hasValue("announced");
    assertThat(conf.group("y")).isEqualTo(Group.usual("y"));
  }

  @Test
  void without_a_word_only_the_home_country_is_called_and_nobody_waits() throws Exception {
    RoutingConf conf = load("");
    assertThat(conf.dialling()).isEqualTo(RoutingConf.Dialling.in("DE"));
    assertThat(conf.wrapUp()).isZero();
    assertThat(conf.internalProfile()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "groups: [ { name: z } ] | groups[0].name: is \"z\", which is defined nowhere; allowed: x, y",
        "groups: [ { name: x, strategy: loudest } ] | groups[0].strategy: is \"loudest\"; allowed: ring-all, longest-idle or round-robin",
        "groups: [ { name: x, overflow: { group: y, agent: b } } ] | groups[0].overflow: says 2 ways; allowed: one of group, agent and prompt",
        "groups: [ { name: x, overflow: { agent: c } } ] | groups[0].overflow.agent: is \"c\", which is defined nowhere; allowed: a, b",
        "groups: [ { name: x, overflow: { group: x } } ] | groups[0].overflow.group: leads back to x; allowed: a group from which no way leads back",
        "groups: [ { name: x, opening: { hours: [ { days: [mon], hours: \"18:00-08:00\" } ] } } ] | groups[0].opening.hours[0].hours: is 18:00-08:00; allowed: from an earlier to a later time of the same day, 00:00 as its end",
        "groups: [ { name: x, opening: { hours: [], holidays: [ \"2026-02-30\" ] } } ] | groups[0].opening.holidays[0]: is \"2026-02-30\"; allowed: a day such as 2026-12-25",
        "groups: [ { name: x, opening: { hours: [], time-zone: Mars } } ] | groups[0].opening.time-zone: is \"Mars\"; allowed: a time zone, such as Europe/Berlin",
        "dialling: { internal-profile: gold } | dialling.internal-profile: is \"gold\", which is defined nowhere; allowed: announced, ask-first, never, one-party, service, statutory, unasked",
        "routes: [ { match: \"*\", to: { agent: c } } ] | routes[0].to.agent: is \"c\", which is defined nowhere; allowed: a, b",
        "routes: [ { match: \"*\", to: { agent: a, group: x } } ] | routes[0].to: names both or neither; allowed: { group: NAME } or { agent: NAME }",
      })
  void what_does_not_fit_is_named(String text, String problem) {
    assertThat(problems(() -> load(text + "\n")))
        .singleElement(as(STRING))
        .endsWith("mitschnitt.yaml: " + problem);
  }

  @Test
  void a_short_number_calls_one_agent_and_nobody_s_help() throws Exception {
    Path file = directory.resolve("mitschnitt.yaml");
    Files.writeString(
        file, "agents: [ { name: a, extension: \"21\" }, { name: b, extension: \"21\" } ]");
    assertThat(problems(() -> read(file)))
        .singleElement(as(STRING))
        .contains("agents[1].extension: is \"21\", by which another agent is called");
    Files.writeString(file, "agents: [ { name: a, extension: \"112\" } ]");
    assertThat(problems(() -> read(file)))
        .singleElement(as(STRING))
        .contains("agents[0].extension: is \"112\", an emergency number");
  }

  private static List<String> problems(ThrowingCallable reading) {
    ConfRefused refused = catchThrowableOfType(ConfRefused.class, reading);
    return refused.problems().stream().map(ConfProblem::toString).toList();
  }

  private static Settings read(Path file) throws ConfRefused {
    return Configuration.load(file, Optional.empty(), false, Map.of());
  }
}

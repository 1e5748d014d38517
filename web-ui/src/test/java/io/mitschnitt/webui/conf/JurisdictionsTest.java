package io.mitschnitt.webui.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.Law;
import io.mitschnitt.gateway.contract.Rule;
import io.mitschnitt.recorder.contract.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of jurisdictions, rules and drafts, and what is said of wrong ones. */
class JurisdictionsTest {

  @TempDir
  Path directory;

  @Test
  void the_table_has_71_countries_and_51_rows_of_the_us_and_none_was_reviewed() throws Exception {
    Law law = load("").policy().law();
    assertThat(law.rows().keySet()).filteredOn(code -> code.length() == 2).hasSize(71);
    assertThat(law.rows().keySet()).filteredOn(code -> code.startsWith("US-")).hasSize(51);
    assertThat(law.rows().values()).allSatisfy(row -> {
      assertThat(row.reviewedOn()).isEmpty();
      assertThat(row.reviewBy()).contains(LocalDate.of(2027, 11, 30));
      assertThat(row.evidence()).isNotEmpty();
    });
    assertThat(law.rows().get("NO").mode()).isEqualTo(Mode.NOTICE);
    assertThat(law.rows().get("QA").mode()).isEqualTo(Mode.FORBIDDEN);
    assertThat(law.doubtfulAsks()).isTrue();
    assertThat(law.version()).startsWith("2026-11 draft 1 ");
  }

  @Test
  void our_profiles_follow_the_law_and_the_demo_s_decide_alone() throws Exception {
    assertThat(load("").policy().profiles().values()).allMatch(GatewayConf.Profile::followsLaw);
    GatewayConf demo = Configuration.load(
            write("mitschnitt.yaml", ""), Optional.empty(), true, Map.of())
        .gateway();
    assertThat(demo.policy().profiles().get("service").followsLaw()).isFalse();
    assertThat(demo.policy().profiles().get("service").mode()).isEqualTo(Mode.OPT_OUT);
  }

  @Test
  void a_single_row_can_be_changed_and_the_version_tells() throws Exception {
    Law ours = load("").policy().law();
    Law changed = load("jurisdictions: { FR: { reviewed-on: 2026-11-01, review-by: none } }")
        .policy()
        .law();
    assertThat(changed.rows().get("FR").reviewedOn()).contains(LocalDate.of(2026, 11, 1));
    assertThat(changed.rows().get("FR").name()).isEqualTo("France");
    assertThat(changed.rows()).hasSameSizeAs(ours.rows());
    assertThat(changed.version()).isNotEqualTo(ours.version());
  }

  @Test
  void rules_are_read_as_they_stand() throws Exception {
    Rule rule = load("""
        policy: { doubtful-rows: as-written, home: FR, time-zone: Asia/Tokyo }
        rules:
          - { name: a, days: [mon, sun], hours: "22:00-06:00", share: 10, numbers: ["+49*"], profile: ask-first }
          - { name: b, do-not-record: "a doctor" }
        """).policy().rules().get(0);
    assertThat(rule.days()).containsExactlyInAnyOrder(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
    assertThat(rule.hours().orElseThrow().from()).hasToString("22:00");
    assertThat(rule.share()).isEqualTo(10);
    assertThat(rule.then().profile()).contains("ask-first");
  }

  @Test
  void a_draft_is_laid_on_top_and_its_rules_count_alone() throws Exception {
    Path conf = write(
        "mitschnitt.yaml",
        "rules: [ { name: old, do-not-record: x }, { name: older, do-not-record: y } ]\n");
    Path draft = write(
        "draft.yaml",
        "profiles: { service: { mode: notice } }\nrules: [ { name: new, profile: never } ]\n");
    GatewayConf.Policy policy = Configuration.draft(conf, draft, Optional.empty(), false, Map.of())
        .gateway()
        .policy();
    assertThat(policy.profiles().get("service").mode()).isEqualTo(Mode.NOTICE);
    assertThat(policy.profiles().get("service").retentionDays()).isEqualTo(30);
    assertThat(policy.rules()).extracting(Rule::name).containsExactly("new");
    assertThat(policy.version()).isNotEqualTo(load("").policy().version());
  }

  @Test
  void a_mistake_in_a_draft_is_named_where_it_stands() throws Exception {
    Path conf = write("mitschnitt.yaml", "rules: [ { name: old, do-not-record: x } ]\n");
    Path draft = write(
        "draft.yaml",
        "profiles: { service: { mode: maybe } }\nrules: [ { name: new, profile: gold } ]\n");
    ConfRefused refused = catchThrowableOfType(
        ConfRefused.class,
        () -> Configuration.draft(conf, draft, Optional.empty(), false, Map.of()));
    assertThat(refused.problems())
        .extracting(ConfProblem::toString)
        .containsExactlyInAnyOrder(
            draft
                + ": profiles.service.mode: is \"maybe\"; allowed: forbidden, explicit-consent, opt-out, notice, one-party,"
                + " statutory or off",
            draft
                + ": rules[0].profile: is \"gold\", which is defined nowhere; allowed: announced, ask-first, never,"
                + " one-party, service, statutory, unasked");
    Path missing = directory.resolve("missing.yaml");
    ConfRefused none = catchThrowableOfType(
        ConfRefused.class,
        () -> Configuration.draft(conf, missing, Optional.empty(), false, Map.of()));
    assertThat(none.problems())
        .extracting(ConfProblem::toString)
        .containsExactly(missing + ": there is no such file");
  }

  @Test
  void a_bad_policy_and_a_bad_table_are_refused_together() throws Exception {
    Path policies =
        write("policies.yaml", "profiles: { service: { mode: opt-out, jurisdiction: maybe } }\n");
    Path table = write(
        "jurisdictions.yaml",
        "jurisdictions: { DE: { name: Germany, mode: statutory, confidence: sure,"
            + " evidence: [L1], reviewed-on: 2026-02-30 } }\n");
    assertThat(refusal(""))
        .containsExactlyInAnyOrder(
            policies + ": profiles.service.jurisdiction: is \"maybe\"; allowed: apply or off",
            table
                + ": jurisdictions.DE.mode: is \"statutory\"; allowed: forbidden, explicit-consent, opt-out, notice or one-party",
            table + ": jurisdictions.DE.confidence: is \"sure\"; allowed: high, medium or low",
            table
                + ": jurisdictions.DE.evidence[0]: is \"L1\", which is defined nowhere; allowed: a key of jurisdiction-sources",
            table
                + ": jurisdictions.DE.reviewed-on: is \"2026-02-30\"; allowed: a day such as 2026-11-30, or none");
  }

  static List<Arguments> mistakes() {
    return List.of(
        bad(
            "jurisdictions: { de: { name: x } }",
            "jurisdictions.de.mode: is missing; allowed: forbidden, explicit-consent,"
                + " opt-out, notice or one-party"),
        bad(
            "jurisdictions: { XX: { name: x, mode: notice, confidence: low, evidence: [mem] } }",
            "jurisdictions.XX.reviewed-on: is missing; allowed: a day such as 2026-11-30, or none"),
        bad(
            "jurisdictions: { DE: { mood: x } }",
            "jurisdictions.DE.mood: unknown key `mood`; did you mean `mode`?"),
        bad(
            "policy: { time-zone: Mars }",
            "policy.time-zone: is \"Mars\"; allowed: a time zone, such as Europe/Berlin"),
        bad(
            "policy: { home: Germany }",
            "policy.home: is \"Germany\"; allowed: an ISO 3166 country, such as DE"),
        bad(
            "policy: { doubtful-rows: trust }",
            "policy.doubtful-rows: is \"trust\"; allowed: explicit-consent or as-written"),
        bad(
            "rules: [ { name: a } ]",
            "rules[0]: does nothing; allowed: profile: NAME, or do-not-record: REASON"),
        bad(
            "rules: [ { name: a, profile: never, do-not-record: x } ]",
            "rules[0]: has both profile and do-not-record; allowed: profile: NAME, or do-not-record: REASON"),
        bad(
            "rules: [ { name: a, profile: never, agents: [eva] } ]",
            "rules[0].agents[0]: is \"eva\", which is defined nowhere; allowed: nothing, because none is defined"),
        bad(
            "rules: [ { name: a, profile: never, hours: \"8-18\" } ]",
            "rules[0].hours: is \"8-18\"; allowed: two times of day, such as 08:00-18:00"),
        bad(
            "rules: [ { name: a, profile: never, hours: \"08:00-08:00\" } ]",
            "rules[0].hours: is 08:00-08:00; allowed: two different times of day"),
        bad(
            "rules: [ { name: a, profile: never, share: 0 } ]",
            "rules[0].share: is 0; allowed: a percentage from 1 to 100"),
        bad(
            "rules: [ { name: a, profile: never, days: [monday] } ]",
            "rules[0].days[0]: is \"monday\"; allowed: mon, tue, wed, thu, fri, sat or sun"),
        bad(
            "rules: [ { name: a, profile: never, numbers: [+49**] } ]",
            "rules[0].numbers[0]: is \"+49**\"; allowed: a number such as \"+493012345\", or the beginning of one and *"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void each_mistake_is_named_with_place_value_and_what_is_allowed(String yaml, String wanted)
      throws Exception {
    assertThat(refusal(yaml)).contains(directory.resolve("mitschnitt.yaml") + ": " + wanted);
  }

  private static Arguments bad(String yaml, String wanted) {
    return Arguments.of(yaml, wanted);
  }

  private List<String> refusal(String yaml) throws Exception {
    Path file = write("mitschnitt.yaml", yaml);
    ConfRefused refused = catchThrowableOfType(
        ConfRefused.class, () -> Configuration.load(file, Optional.empty(), false, Map.of()));
    return refused == null
        ? List.of()
        : refused.problems().stream().map(ConfProblem::toString).toList();
  }

  private GatewayConf load(String yaml) throws Exception {
    return Configuration.load(write("mitschnitt.yaml", yaml), Optional.empty(), false, Map.of())
        .gateway();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}

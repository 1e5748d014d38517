package io.mitschnitt.recorder.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Keeping.Rule;
import io.mitschnitt.recorder.contract.Keeping.Term;
import io.mitschnitt.recorder.contract.Keeping.Unit;
import io.mitschnitt.recorder.contract.RetentionPresets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

  static final String BERLIN = "Europe/Berlin";

  /** Times by the clock of the zone; the day before and after each, and the second around the end, are looked at below. */
  @ParameterizedTest
  @CsvSource({
    "default,      Europe/Berlin,    2026-11-25T08:00, -,                2026-12-25T08:00",
    "default,      Europe/Berlin,    2026-03-20T08:00, -,                2026-04-19T09:00",
    "eu-mifid,     Europe/Berlin,    2026-11-25T08:00, 2031-11-25T08:00, 2031-11-25T08:00",
    "eu-mifid,     Europe/Berlin,    2024-02-29T23:59, 2029-03-01T23:59, 2029-03-01T23:59",
    "eu-mifid,     Europe/Berlin,    2023-02-28T10:00, 2028-02-28T10:00, 2028-02-28T10:00",
    "de-34f,       Europe/Berlin,    2026-01-01T00:00, 2037-01-01T00:00, 2037-01-01T00:00",
    "de-34f,       Europe/Berlin,    2026-12-31T23:59, 2037-01-01T00:00, 2037-01-01T00:00",
    "de-34f,       Europe/Berlin,    2024-02-29T12:00, 2035-01-01T00:00, 2035-01-01T00:00",
    "de-34f,       America/New_York, 2026-12-31T23:59, 2037-01-01T00:00, 2037-01-01T00:00",
    "de-34f,       Pacific/Kiritimati, 2026-12-31T23:59, 2037-01-01T00:00, 2037-01-01T00:00",
    "uk-sysc10a,   Europe/London,    2026-06-30T12:00, 2031-06-30T12:00, 2031-06-30T12:00",
    "fr-qa,        Europe/Paris,     2026-08-31T12:00, -,                2027-02-28T12:00",
    "fr-qa,        Europe/Paris,     2027-08-31T12:00, -,                2028-02-29T12:00",
    "be-qa,        Europe/Brussels,  2026-01-31T12:00, -,                2026-02-28T12:00",
    "be-qa,        Europe/Brussels,  2026-03-15T12:00, -,                2026-04-15T12:00",
    "hu-utility,   Europe/Budapest,  2026-11-25T08:00, 2031-11-25T08:00, 2031-11-25T08:00",
    "us-17a4,      America/New_York, 2026-11-25T08:00, 2029-11-25T08:00, 2029-11-25T08:00",
    "us-finra3170, America/New_York, 2024-02-29T08:00, 2027-03-01T08:00, 2027-03-01T08:00",
    "no-store,     UTC,              2026-11-25T08:00, -,                2026-11-25T08:00"
  })
  void every_preset_ends_when_its_law_says(
      String preset, String zone, String made, String keepUntil, String deleteAfter) {
    Retention.Terms terms = Retention.terms(at(made, zone), keeping(zone, preset));

    assertThat(terms.keepUntil())
        .isEqualTo(keepUntil.equals("-") ? Optional.empty() : Optional.of(at(keepUntil, zone)));
    assertThat(terms.deleteAfter()).isEqualTo(at(deleteAfter, zone));
    assertThat(terms.conflict()).isEmpty();
    assertThat(terms.rule()).isEqualTo(preset);
  }

  @Test
  void the_table_above_has_every_preset() throws Exception {
    String[] rows = RetentionTest.class
        .getDeclaredMethod(
            "every_preset_ends_when_its_law_says",
            String.class,
            String.class,
            String.class,
            String.class,
            String.class)
        .getAnnotation(CsvSource.class)
        .value();
    assertThat(RetentionPresets.all())
        .allSatisfy(rule -> assertThat(rows).anyMatch(row -> row.startsWith(rule.name() + ",")));
  }

  @Test
  void a_year_s_last_second_belongs_to_the_year_of_its_zone() {
    Instant newYearInBerlin = Instant.parse("2026-12-31T23:30:00Z");

    assertThat(Retention.terms(newYearInBerlin, keeping(BERLIN, "de-34f")).deleteAfter())
        .isEqualTo(at("2038-01-01T00:00", BERLIN));
    assertThat(Retention.terms(newYearInBerlin, keeping("UTC", "de-34f")).deleteAfter())
        .isEqualTo(at("2037-01-01T00:00", "UTC"));
  }

  @Test
  void the_longest_least_time_wins_then_the_shortest_most() {
    Instant made = at("2026-11-25T08:00", BERLIN);
    Rule seven = own("seven", null, Term.of(7, Unit.YEARS));
    Rule six = own("six", Term.of(1, Unit.YEARS), Term.of(6, Unit.YEARS));
    Rule mifid = RetentionPresets.find("eu-mifid").orElseThrow();

    Retention.Terms terms = Retention.terms(made, new Keeping(List.of(seven, mifid, six), BERLIN));

    assertThat(terms.keepUntil()).contains(at("2031-11-25T08:00", BERLIN));
    assertThat(terms.deleteAfter()).isEqualTo(at("2032-11-25T08:00", BERLIN));
    assertThat(terms.extendTo()).contains(at("2033-11-25T08:00", BERLIN));
    assertThat(terms.conflict()).isEmpty();
    assertThat(terms.rule()).isEqualTo("seven+eu-mifid+six");
  }

  @Test
  void where_rules_clash_the_law_that_demands_it_wins_and_says_so() {
    Retention.Terms terms =
        Retention.terms(at("2026-11-25T08:00", BERLIN), keeping(BERLIN, "eu-mifid", "default"));

    assertThat(terms.deleteAfter()).isEqualTo(at("2031-11-25T08:00", BERLIN));
    assertThat(terms.conflict().orElseThrow()).contains("eu-mifid+default", "longer");
  }

  @Test
  void a_least_and_a_most_of_the_same_length_do_not_clash() {
    Rule five = own("five", Term.of(5, Unit.YEARS), Term.of(5, Unit.YEARS));
    Retention.Terms terms =
        Retention.terms(at("2026-11-25T08:00", BERLIN), new Keeping(List.of(five), BERLIN));

    assertThat(terms.conflict()).isEmpty();
    assertThat(terms.deleteAfter()).isEqualTo(at("2031-11-25T08:00", BERLIN));
  }

  @Test
  void an_authority_can_only_lengthen() {
    Rule odd = new Rule(
        "odd",
        Optional.empty(),
        Optional.of(Term.of(2, Unit.YEARS)),
        Optional.of(Term.of(2, Unit.YEARS)),
        "");
    assertThat(Retention.terms(Instant.EPOCH, new Keeping(List.of(odd), "UTC")).extendTo())
        .isEmpty();
    assertThat(Retention.terms(Instant.EPOCH, keeping("UTC", "eu-mifid")).extendTo())
        .contains(Instant.parse("1977-01-01T00:00:00Z"));
    assertThat(Retention.terms(Instant.EPOCH, keeping("UTC", "hu-utility")).extendTo())
        .isEmpty();
  }

  @Test
  void a_day_is_24_hours_and_a_month_is_the_calendar_s() {
    Instant beforeSummer = at("2026-03-28T12:00", BERLIN);
    ZoneId zone = ZoneId.of(BERLIN);
    assertThat(Retention.end(beforeSummer, Term.of(1, Unit.DAYS), zone, false))
        .isEqualTo(at("2026-03-29T13:00", BERLIN));
    assertThat(Retention.end(beforeSummer, Term.of(1, Unit.MONTHS), zone, false))
        .isEqualTo(at("2026-04-28T12:00", BERLIN));
  }

  @Test
  void about_so_many_days_is_never_less_than_one_nor_less_than_the_law() {
    assertThat(keeping("UTC", "no-store").aboutDays()).isEqualTo(1);
    assertThat(keeping("UTC", "default").aboutDays()).isEqualTo(30);
    assertThat(keeping("UTC", "eu-mifid").aboutDays()).isEqualTo(1827);
    assertThat(keeping("UTC", "eu-mifid", "default").aboutDays()).isEqualTo(1827);
    assertThat(keeping("UTC", "fr-qa").aboutDays()).isEqualTo(183);
    assertThat(keeping("UTC", "no-store").nothing()).isTrue();
    assertThat(keeping("UTC", "default").nothing()).isFalse();
  }

  private static Rule own(String name, @org.jspecify.annotations.Nullable Term least, Term most) {
    return new Rule(
        name, Optional.ofNullable(least), Optional.of(most), Optional.empty(), "the house");
  }

  private static Keeping keeping(String zone, String... presets) {
    return new Keeping(
        Arrays.stream(presets)
            .map(name -> RetentionPresets.find(name).orElseThrow())
            .toList(),
        zone);
  }

  private static Instant at(String local, String zone) {
    return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
  }
}

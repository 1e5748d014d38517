package io.mitschnitt.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.RoutingConf.Dialling;
import io.mitschnitt.gateway.contract.RoutingConf.Limits;
import io.mitschnitt.recorder.contract.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Toll fraud: what is refused although nobody has said so, and how much is too much. */
class BarringTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Dialling USUAL = Dialling.in("DE");
  private static final Dialling WIDER = new Dialling(
      Set.of("DE", "AT", "GB", "US"),
      List.of("+8835100*", "+4990012345", "11833"),
      List.of("+4932*", "+12425550100"),
      Dialling.AGENT,
      Dialling.TRUNK);

  private static String said(Dialling rules, String dialled) {
    Dialled read = NumberPlan.read(dialled, "DE").orElseThrow();
    return new Barring(rules).refusal(read, false).orElse("passes");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "030 12345678, passes",
    "+491701234567, passes",
    "0800 1234567, passes",
    "+493023125001, passes",
    // premium and their kin
    "0900 1 234567, Premium Number Barred",
    "+499003123456, Premium Number Barred",
    "0180 5 123456, Premium Number Barred",
    "+447012345678, Premium Number Barred",
    "+449098790000, Premium Number Barred",
    "+19005551234, Premium Number Barred",
    "+979123456789, Premium Number Barred",
    // other countries, satellites and numbers of no country
    "+442079460000, Country Not Allowed",
    "+12127363100, Country Not Allowed",
    "+43123456789, Country Not Allowed",
    "+37167222222, Country Not Allowed",
    "+25221234567, Country Not Allowed",
    "+18765551234, Country Not Allowed",
    "+881612345678, Country Not Allowed",
    "+88213000000, Country Not Allowed",
    "+883510000000, Country Not Allowed",
    "00870773123456, Country Not Allowed",
    "+9999999999, Country Not Allowed",
    // no numbers at all: codes that would divert a line, services by short numbers, names
    "*21*0900123456#, Not A Telephone Number",
    "11833, Not A Telephone Number",
    "+4911833, Premium Number Barred",
    "hello, Not A Telephone Number",
    // and what is never refused
    "110, passes",
    "112, passes",
    "911, passes",
    "+49112, passes",
  })
  void by_default_one_s_own_country_and_nothing_that_costs_more(String dialled, String said) {
    assertThat(said(USUAL, dialled)).isEqualTo(said);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "+442079460000, passes",
    "+43123456789, passes",
    "+12127363100, passes",
    "+18765551234, Country Not Allowed",
    "+12425550100, Number Barred",
    "+12425550101, Country Not Allowed",
    "+883510012345, passes",
    "+883520012345, Country Not Allowed",
    "+4990012345, passes",
    "+499001234567, Premium Number Barred",
    "+493221234567, Number Barred",
    "11833, passes",
    "+33142685300, Country Not Allowed",
  })
  void what_is_listed_counts_and_a_denial_counts_most(String dialled, String said) {
    assertThat(said(WIDER, dialled)).isEqualTo(said);
  }

  @Test
  void an_emergency_number_passes_even_where_it_is_denied() {
    Dialling nothing =
        new Dialling(Set.of(), List.of(), List.of("*"), new Limits(0, 0, 0), new Limits(0, 0, 0));
    assertThat(said(nothing, "112")).isEqualTo("passes");
    assertThat(said(nothing, "03012345678")).isEqualTo("Number Barred");
  }

  @Test
  void a_name_passes_where_a_route_is_for_it() {
    Dialled demo = NumberPlan.read("demo", "DE").orElseThrow();
    assertThat(new Barring(USUAL).refusal(demo, true)).isEmpty();
    assertThat(new Barring(USUAL).refusal(demo, false)).isPresent();
  }

  @Test
  void calls_at_once_in_a_minute_and_in_an_hour_are_limited_for_agent_and_trunk() {
    Traffic traffic = new Traffic(
        new Dialling(Set.of(), List.of(), List.of(), new Limits(2, 3, 5), new Limits(100, 100, 7)));
    CallId first = CallId.at(1);
    traffic.began(first, "anna", "t", NOON);
    traffic.began(CallId.at(2), "anna", "t", NOON);
    assertThat(traffic.refusal("anna", "t", NOON)).hasValue(Traffic.AGENT);
    assertThat(traffic.refusal("ben", "t", NOON)).isEmpty();

    traffic.ended(first);
    assertThat(traffic.refusal("anna", "t", NOON)).isEmpty();
    CallId third = CallId.at(3);
    traffic.began(third, "anna", "t", NOON.plusSeconds(30));
    traffic.ended(third);
    assertThat(traffic.refusal("anna", "t", NOON.plusSeconds(59))).hasValue(Traffic.AGENT);
    assertThat(traffic.refusal("anna", "t", NOON.plusSeconds(60))).isEmpty();

    for (int i = 4; i < 6; i++) {
      CallId call = CallId.at(i);
      traffic.began(call, "anna", "t", NOON.plusSeconds(600));
      traffic.ended(call);
    }
    Instant later = NOON.plus(Duration.ofMinutes(59));
    assertThat(traffic.refusal("anna", "t", later)).hasValue(Traffic.AGENT);
    assertThat(traffic.refusal("anna", "t", NOON.plus(Duration.ofHours(1)))).isEmpty();

    for (int i = 6; i < 11; i++) {
      traffic.began(CallId.at(i), "ben" + i, "t", later);
    }
    assertThat(traffic.refusal("cleo", "t", later)).hasValue(Traffic.TRUNK);
    assertThat(traffic.refusal("cleo", "other", later)).isEqualTo(Optional.empty());
  }

  @Test
  void an_hour_is_counted_from_call_to_call_however_many_there_were() {
    Traffic traffic = new Traffic(new Dialling(
        Set.of(), List.of(), List.of(), new Limits(10, 100, 300), new Limits(10, 10_000, 10_000)));
    for (int i = 0; i < 300; i++) { // one in ten seconds, each over before the next
      Instant at = NOON.plusSeconds(10L * i);
      assertThat(traffic.refusal("anna", "t", at)).isEmpty();
      CallId call = CallId.at(i);
      traffic.began(call, "anna", "t", at);
      traffic.ended(call);
    }
    Instant soon = NOON.plus(Duration.ofMinutes(59));
    assertThat(traffic.refusal("anna", "t", soon)).hasValue(Traffic.AGENT);
    Instant first = NOON.plus(Duration.ofHours(1));
    assertThat(traffic.refusal("anna", "t", first)).isEmpty();
    traffic.began(CallId.at(1_000), "anna", "t", first);
    assertThat(traffic.refusal("anna", "t", first.plusSeconds(9))).hasValue(Traffic.AGENT);
    assertThat(traffic.refusal("anna", "t", first.plusSeconds(10))).isEmpty();
  }
}

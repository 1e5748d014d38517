package io.mitschnitt.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.PhoneNumber;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people dial and phones send, in its country, and what goes out. */
class NumberPlanTest {

  @ParameterizedTest(name = "{0} in {1} is {2}")
  @CsvSource({
    // with a plus, however it is written
    "+493012345678, DE, +493012345678",
    "+49 30 123 456 78, DE, +493012345678",
    "+49 (30) 12345-678, US, +493012345678",
    "+49.30.12345678, FR, +493012345678",
    "+49/30/12345678, DE, +493012345678",
    // the international prefix, whose digits depend on where one stands
    "00493012345678, DE, +493012345678",
    "0049 30 12345678, GB, +493012345678",
    "011493012345678, US, +493012345678",
    "00442079460000, DE, +442079460000",
    "0012125550123, DE, +12125550123",
    "0033142685300, DE, +33142685300",
    // national, with the prefix that its country uses or has not
    "030 12345678, DE, +493012345678",
    "01701234567, DE, +491701234567",
    "020 7946 0000, GB, +442079460000",
    "044 123 45 67, CH, +41441234567",
    "01 42 68 53 00, FR, +33142685300",
    "06 1234 5678, IT, +390612345678",
    "0612345678, FR, +33612345678",
    "212 555 0123, US, +12125550123",
    "1 212 555 0123, US, +12125550123",
    "912345678, ES, +34912345678",
    "01 234567, AT, +431234567",
    // without any prefix, but with the country's code
    "493012345678, DE, +493012345678",
    // an extension behind the number is left out
    "+493012345678;ext=12, DE, +493012345678",
    "030 12345678 ext. 12, DE, +493012345678",
    "03012345678 ext 7, DE, +493012345678",
    "03012345678x12, DE, +493012345678",
    "+1 212 555 0123 X45, DE, +12125550123",
  })
  void what_is_dialled_becomes_E164(String dialled, String region, String e164) {
    Dialled read = NumberPlan.read(dialled, region).orElseThrow();
    assertThat(read.number().map(PhoneNumber::e164)).hasValue(e164);
    assertThat(read.emergency()).isFalse();
    assertThat(read.shown()).isEqualTo(e164);
  }

  @ParameterizedTest(name = "{0} is no number and stays {0}")
  @CsvSource({"anonymous", "demo", "anna", "*21*49301234#", "#31#", "11", "unavailable", "x12"})
  void what_is_no_number_stays_an_address(String dialled) {
    Dialled read = NumberPlan.read(dialled, "DE").orElseThrow();
    assertThat(read.number()).isEmpty();
    assertThat(read.emergency()).isFalse();
    assertThat(read.shown()).isEqualTo(dialled);
  }

  @ParameterizedTest(name = "{0} in {1}, node in {2}: {3}")
  @CsvSource({
    "112, DE, DE, 112",
    "112, US, US, 112",
    "112, JP, DE, 112",
    "110, DE, DE, 110",
    "110, AT, DE, 110",
    "133, AT, DE, 133",
    "144, AT, DE, 144",
    "911, US, DE, 911",
    "911, DE, DE, 911",
    "999, GB, DE, 999",
    "117, CH, DE, 117",
    "15, FR, DE, 15",
    "17, FR, DE, 17",
    "113, IT, DE, 113",
    "119, JP, DE, 119",
    // as phones complete it that take it for a national number
    "+49112, DE, DE, 112",
    "0049110, DE, DE, 110",
    "+1911, US, DE, 911",
    "1 1 2, DE, DE, 112",
    "1-1-0, DE, DE, 110",
  })
  void calls_for_help_are_known(String dialled, String region, String home, String goesOut) {
    Dialled read = NumberPlan.read(dialled, region, home).orElseThrow();
    assertThat(read.emergency()).isTrue();
    assertThat(read.shown()).isEqualTo(goesOut);
  }

  @ParameterizedTest(name = "{0} in {1} calls nobody for help")
  @CsvSource({
    "115, DE",
    "1121, DE",
    "0112, DE",
    "030112, DE",
    "+49911, DE",
    "+493012, DE",
    "119, DE",
    "999, DE",
    "116117, DE"
  })
  void other_short_numbers_are_no_calls_for_help(String dialled, String region) {
    assertThat(NumberPlan.read(dialled, region, "DE").map(Dialled::emergency))
        .isEqualTo(Optional.of(false));
  }
}

package io.mitschnitt.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstByteTest {

  @ParameterizedTest
  @CsvSource({
    "0, STUN",
    "3, STUN",
    "4, OTHER",
    "16, OTHER",
    "19, OTHER",
    "20, DTLS",
    "63, DTLS",
    "64, OTHER",
    "79, OTHER",
    "127, OTHER",
    "128, MEDIA",
    "191, MEDIA",
    "192, OTHER",
    "255, OTHER"
  })
  void tells_what_a_datagram_is(int octet, FirstByte kind) {
    assertThat(FirstByte.of(octet)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "200, true",
    "207, true",
    "192, true",
    "223, true",
    "8, false",
    "136, false",
    "111, false",
    "239, false"
  })
  void tells_reports_from_sound(int octet, boolean report) {
    assertThat(FirstByte.isRtcp(octet)).isEqualTo(report);
  }
}

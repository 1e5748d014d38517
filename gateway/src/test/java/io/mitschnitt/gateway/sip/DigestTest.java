package io.mitschnitt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of RFC 7616, section 3.9.1, and of RFC 2069 form without qop. */
class DigestTest {

  private static final String PASSWORD = "Circle of Life";

  private static Digest.Claim claim(String algorithm, String response) {
    return new Digest.Claim(
        algorithm,
        "Mufasa",
        "http-auth@example.org",
        "/dir/index.html",
        "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        "00000001",
        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
        "auth",
        response);
  }

  @ParameterizedTest
  @CsvSource({
    "MD5, 8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void the_examples_of_the_rfc_are_right(String algorithm, String response) {
    assertThat(Digest.proves(claim(algorithm, response), "GET", PASSWORD)).isTrue();
    assertThat(Digest.proves(claim(algorithm, response), "GET", "circle of life"))
        .isFalse();
    assertThat(Digest.proves(claim(algorithm, response), "PUT", PASSWORD)).isFalse();
  }

  @Test
  void an_unknown_algorithm_or_quality_proves_nothing() {
    assertThat(Digest.expected(claim("SHA-1", ""), "GET", PASSWORD)).isEmpty();
    Digest.Claim c = claim("MD5", "");
    Digest.Claim integrity = new Digest.Claim(
        "MD5", c.username(), c.realm(), c.uri(), c.nonce(), c.nc(), c.cnonce(), "auth-int", "");
    assertThat(Digest.expected(integrity, "GET", PASSWORD)).isEmpty();
  }

  @Test
  void a_claim_shows_nothing_of_itself() {
    assertThat(claim("MD5", "secret").toString()).isEqualTo("Claim[***]");
  }
}

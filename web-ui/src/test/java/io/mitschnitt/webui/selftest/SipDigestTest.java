package io.mitschnitt.webui.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipDigestTest {

  /** The example of RFC 2617, section 3.5. */
  @Test
  void the_example_of_the_RFC_comes_out() {
    String challenge = "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
        + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";
    String answer = SipDigest.answer(
        challenge, "GET", "/dir/index.html", "Mufasa", "Circle Of Life", "0a4f113b");
    assertThat(answer)
        .contains("response=\"6629fae49393a05397450978507c4ef1\"")
        .contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"", "qop=auth", "nc=00000001");
  }

  @Test
  void without_qop_the_old_form_is_used() {
    String answer =
        SipDigest.answer("Digest realm=\"r\", nonce=\"n\"", "REGISTER", "sip:d", "u", "p", "c");
    assertThat(answer).doesNotContain("qop").doesNotContain("cnonce");
  }

  @Test
  void only_MD5_can_be_answered() {
    assertThat(SipDigest.answerable("Digest realm=\"r\", nonce=\"n\", algorithm=MD5"))
        .isTrue();
    assertThat(SipDigest.answerable("Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256"))
        .isFalse();
  }
}

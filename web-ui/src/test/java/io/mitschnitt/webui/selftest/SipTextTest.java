package io.mitschnitt.webui.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipTextTest {

  private static final String INVITE =
      "INVITE sip:anna@x.invalid SIP/2.0\r\nVia: SIP/2.0/WS a;branch=1\r\n"
          + "Via: SIP/2.0/UDP b;branch=2\r\nFrom: <sip:c@d>;tag=9\r\nTo: <sip:anna@d>\r\ncall-id: abc\r\n"
          + "CSeq: 1 INVITE\r\nContent-Length: 5\r\n\r\nv=0\r\n";

  @Test
  void a_request_is_read_with_its_headers_in_any_case_and_its_body() {
    SipText message = SipText.read(INVITE);
    assertThat(message.method()).isEqualTo("INVITE");
    assertThat(message.get("Call-ID")).isEqualTo("abc");
    assertThat(message.all("via"))
        .containsExactly("SIP/2.0/WS a;branch=1", "SIP/2.0/UDP b;branch=2");
    assertThat(message.body()).isEqualTo("v=0\r\n");
  }

  @Test
  void a_reply_repeats_what_it_must_and_adds_a_tag() {
    SipText reply =
        SipText.read(SipText.read(INVITE).reply(180, "Ringing", "t1").text());
    assertThat(reply.status()).isEqualTo(180);
    assertThat(reply.phrase()).isEqualTo("Ringing");
    assertThat(reply.all("Via")).hasSize(2);
    assertThat(reply.get("To")).isEqualTo("<sip:anna@d>;tag=t1");
    assertThat(reply.get("CSeq")).isEqualTo("1 INVITE");
  }

  @Test
  void the_length_is_counted_in_bytes() {
    assertThat(SipText.of("INFO sip:a SIP/2.0").withBody("text/plain", "ä").text())
        .contains("Content-Length: 2\r\n");
  }

  @Test
  void an_address_is_found_between_its_brackets() {
    assertThat(SipText.uri("\"A\" <sip:a@b;transport=ws>;expires=60"))
        .isEqualTo("sip:a@b;transport=ws");
    assertThat(SipText.uri("sip:a@b;expires=60")).isEqualTo("sip:a@b");
  }
}

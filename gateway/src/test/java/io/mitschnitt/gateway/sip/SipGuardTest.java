package io.mitschnitt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class SipGuardTest {

  private static final String HEAD =
      "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP x;branch=z9hG4bK1\r\n"
          + "From: <sip:a@b>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n";

  private static String refuse(String message) {
    return SipGuard.refuse(message.getBytes(StandardCharsets.ISO_8859_1)).orElse("fine");
  }

  @Test
  void an_ordinary_message_passes_whatever_its_body() {
    assertThat(refuse(HEAD + "Content-Length: 4\r\n\r\n\n\0\r,")).isEqualTo("fine");
    assertThat(refuse("\r\n\r\n" + HEAD + "\r\n")).isEqualTo("fine");
    assertThat(refuse(HEAD + "Subject: one\r\n two\r\n\tthree\r\n\r\n")).isEqualTo("fine");
  }

  @Test
  void what_is_too_long_is_refused() {
    assertThat(refuse(HEAD + "\r\n" + "x".repeat(SipGuard.MESSAGE))).isEqualTo("message too long");
    assertThat(refuse(HEAD + "Subject: " + "x".repeat(SipGuard.HEADER) + "\r\n\r\n"))
        .isEqualTo("header too long");
    assertThat(refuse(HEAD + "Subject: x" + "\r\n x".repeat(1_400) + "\r\n\r\n"))
        .isEqualTo("header too long");
    assertThat(refuse(HEAD + "X: y\r\n".repeat(60) + "\r\n")).isEqualTo("too many headers");
    assertThat(refuse(HEAD + "X: y\r\n".repeat(58) + "\r\n")).isEqualTo("fine");
  }

  @Test
  void a_list_that_would_take_the_parser_long_is_refused() {
    String via = String.join(",", Collections.nCopies(20, "SIP/2.0/UDP x"));
    assertThat(refuse(HEAD + "v: " + via + "\r\n\r\n")).isEqualTo("too many Via");
    assertThat(refuse(HEAD + "Route: " + "<sip:x>,".repeat(60) + "<sip:x>\r\n\r\n"))
        .isEqualTo("too many values");
  }

  @Test
  void what_parsers_disagree_on_is_refused() {
    assertThat(refuse(HEAD + "Subject: a\0b\r\n\r\n")).isEqualTo("stray control character");
    assertThat(refuse(HEAD + "Subject: a\nEvil: b\r\n\r\n")).isEqualTo("stray control character");
    assertThat(refuse(HEAD + "Subject: a\rEvil: b\r\n\r\n")).isEqualTo("stray control character");
    assertThat(refuse(HEAD + "i: 2\r\n\r\n")).isEqualTo("doubled header");
    assertThat(refuse(HEAD + "Content-Length: 1\r\nl: 2\r\n\r\n")).isEqualTo("doubled header");
  }
}

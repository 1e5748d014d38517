package io.mitschnitt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"+4930123", "anna", "a b@c>;d=\"e\"", "ümläut", "100%", "a%2", "\\\"quoted\\"})
  void what_goes_out_comes_back(String text) {
    assertThat(WireText.userOf(WireText.user(text))).isEqualTo(text);
    assertThat(WireText.unquoted(WireText.quoted(text))).isEqualTo(text);
  }

  @Test
  void nothing_breaks_out_of_its_place() {
    assertThat(WireText.user("a@b>\r\nX: y;z")).doesNotContain("@", ">", "\r", "\n", ";", " ");
    assertThat(WireText.quoted("a\"\r\nX: y")).isEqualTo("a\\\"X: y");
    assertThat(WireText.userOf("+4930;npdi;rn=1")).isEqualTo("+4930");
    assertThat(WireText.userOf("a%0d%0ab%00")).isEqualTo("ab");
  }
}

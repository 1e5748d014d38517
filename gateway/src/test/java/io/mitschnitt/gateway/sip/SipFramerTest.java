package io.mitschnitt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SipFramerTest {

  private final List<String> seen = new ArrayList<>();
  private final SipFramer framer = new SipFramer(
      1_000,
      m -> seen.add(new String(m, StandardCharsets.ISO_8859_1)),
      () -> seen.add("ping"),
      why -> seen.add("broken: " + why));

  private void feed(String text) {
    framer.feed(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void messages_in_one_read_are_cut_apart() {
    feed(
        "A\r\nContent-Length: 3\r\n\r\nabcB\r\nl: 0\r\n\r\n\r\n\r\nC\r\nContent-Length:\r\n 1\r\n\r\nx");
    assertThat(seen)
        .containsExactly(
            "A\r\nContent-Length: 3\r\n\r\nabc",
            "B\r\nl: 0\r\n\r\n",
            "ping",
            "C\r\nContent-Length:\r\n 1\r\n\r\nx");
  }

  @Test
  void a_message_may_come_byte_by_byte() {
    for (char c : "\r\n\r\nA\r\nl: 2\r\n\r\nab".toCharArray()) {
      feed(String.valueOf(c));
    }
    assertThat(seen).containsExactly("ping", "A\r\nl: 2\r\n\r\nab");
    assertThat(framer.partial()).isFalse();
    feed("B");
    assertThat(framer.partial()).isTrue();
  }

  @Test
  void a_stream_that_cannot_be_cut_is_broken_for_good() {
    feed("A\r\n\r\n");
    feed("B\r\nl: 0\r\n\r\n");
    assertThat(seen).containsExactly("broken: no valid Content-Length");
  }

  @Test
  void lengths_that_contradict_each_other_break_it() {
    feed("A\r\nl: 1\r\nContent-Length: 2\r\n\r\nab");
    assertThat(seen).containsExactly("broken: no valid Content-Length");
  }

  @Test
  void a_length_beyond_the_limit_breaks_it_before_anything_is_held() {
    feed("A\r\nl: 1900000000\r\n\r\n");
    assertThat(seen).isEqualTo(List.of("broken: no valid Content-Length"));
    SipFramer other = new SipFramer(1_000, m -> {}, () -> {}, seen::add);
    other.feed("A\r\nl: 999999999\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    other.feed("x".repeat(10).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(seen).hasSize(2).last().isEqualTo("message too long");
  }
}

package io.mitschnitt.recorder.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.Refused;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

  @Test
  void tags_are_small_sorted_and_single() {
    assertThat(Tags.tidy(List.of(" Ärger ", "complaint", "ärger")))
        .containsExactly("complaint", "ärger");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "<b>", "a\nb", "{$ne:1}", "\"", "-x"})
  void what_is_no_tag_is_refused(String tag) {
    assertThatThrownBy(() -> Tags.tidy(List.of(tag))).isInstanceOf(Refused.class);
  }

  @Test
  void a_recording_has_no_more_than_twenty_tags() {
    List<String> many = IntStream.range(0, 21).mapToObj(i -> "tag" + i).toList();
    assertThatThrownBy(() -> Tags.tidy(many)).isInstanceOf(Refused.class);
    assertThat(Tags.tidy(many.subList(0, 20))).hasSize(20);
  }

  @Test
  void names_after_an_at_sign_are_mentions() {
    assertThat(Tags.mentions("@anna see this, @ben.k. And @anna; mail me@example.org or @Nobody"))
        .containsExactly("anna", "ben.k");
  }
}

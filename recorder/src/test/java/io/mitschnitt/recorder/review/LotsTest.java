package io.mitschnitt.recorder.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.SamplePlan.Ticket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LotsTest {

  /** As {@code printf '%s' text | sha256sum} says. */
  @Test
  void an_outsider_computes_the_same_lots() {
    assertThat(Lots.commitment("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Lots.lot("s", "r")).isEqualTo(Lots.commitment("s:r"));
  }

  @Test
  void the_order_in_the_drum_does_not_matter() {
    List<Ticket> drum = new ArrayList<>(drum(200));
    List<String> first = Lots.draw("seed", drum, 10, false);
    Collections.shuffle(drum, new Random(7));
    assertThat(Lots.draw("seed", drum, 10, false)).isEqualTo(first).hasSize(10);
    assertThat(Lots.draw("other", drum, 10, false)).isNotEqualTo(first);
  }

  @Test
  void each_agent_is_drawn_as_often_as_the_others() {
    List<Ticket> drum = drum(200);
    Map<String, String> agentOf =
        drum.stream().collect(Collectors.toMap(Ticket::recording, Ticket::agent));
    Map<String, Long> drawn = Lots.draw("seed", drum, 3, true).stream()
        .collect(Collectors.groupingBy(agentOf::get, Collectors.counting()));
    assertThat(drawn).containsOnlyKeys("anna", "ben", "eve").containsValues(3L).hasSize(3);
    assertThat(drawn.values()).containsOnly(3L);
  }

  @Test
  void many_seeds_draw_every_call_about_equally_often() {
    List<Ticket> drum = drum(20);
    Map<String, Long> times = IntStream.range(0, 2_000)
        .boxed()
        .flatMap(i -> Lots.draw("seed" + i, drum, 2, false).stream())
        .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    assertThat(times).hasSize(20);
    assertThat(times.values()).allSatisfy(n -> assertThat(n).isBetween(130L, 270L));
  }

  private static List<Ticket> drum(int size) {
    List<String> agents = List.of("anna", "ben", "eve");
    return IntStream.range(0, size)
        .mapToObj(i -> new Ticket(String.format("%032x", i), agents.get(i % 3)))
        .toList();
  }
}

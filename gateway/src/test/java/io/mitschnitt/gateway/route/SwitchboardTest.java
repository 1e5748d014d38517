package io.mitschnitt.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.RoutingConf.Queue;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import io.mitschnitt.gateway.contract.Staff.Choice;
import io.mitschnitt.gateway.contract.Staff.Presence;
import io.mitschnitt.gateway.route.Roster.Engaged;
import io.mitschnitt.gateway.route.Switchboard.Offer;
import io.mitschnitt.recorder.contract.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is rung for whom. */
class SwitchboardTest {

  private static final List<String> ALL = List.of("anna", "ben", "cleo");

  private final Set<String> phones = new HashSet<>(ALL);
  private Instant now = Instant.parse("2026-11-25T08:00:00Z");
  private final Roster roster = new Roster(ALL, phones::contains, Duration.ofSeconds(20), now);
  private final Switchboard board = new Switchboard(roster);
  private final CallId one = CallId.at(1);
  private final CallId two = CallId.at(2);
  private final CallId three = CallId.at(3);

  private static Stop stop(Strategy strategy, int longest) {
    Optional<Queue> queue = longest == 0
        ? Optional.empty()
        : Optional.of(new Queue(longest, Duration.ofMinutes(5), "music", "waiting", Duration.ZERO));
    return new Stop("service", ALL, strategy, Optional.empty(), queue);
  }

  private List<Offer> pass(int seconds) {
    now = now.plusSeconds(seconds);
    return board.offers(now);
  }

  /** The call rings these agents, and then one of them has it. */
  private void rings(CallId call, String... agents) {
    Map<String, Engaged> engaged = new HashMap<>();
    for (String agent : agents) {
      engaged.put(agent, Engaged.RINGING);
    }
    board.taken(call);
    roster.saw(call, engaged, now);
  }

  private void talks(CallId call, String agent) {
    board.leave(call);
    roster.saw(call, Map.of(agent, Engaged.TALKING), now);
  }

  private void over(CallId call) {
    board.leave(call);
    roster.saw(call, Map.of(), now);
  }

  @Test
  void ring_all_rings_all_who_are_free_and_later_those_who_become_free() {
    roster.choose("cleo", Choice.BREAK, now);
    board.seek(one, stop(Strategy.RING_ALL, 5), Set.of(), now);
    assertThat(pass(0)).containsExactly(new Offer(one, List.of("anna", "ben")));
    assertThat(pass(0)).isEmpty();
    rings(one, "anna", "ben");
    roster.choose("cleo", Choice.AVAILABLE, now);
    assertThat(pass(1)).containsExactly(new Offer(one, List.of("cleo")));
  }

  @Test
  void the_longest_idle_is_rung_first() {
    Stop stop = stop(Strategy.LONGEST_IDLE, 5);
    talks(one, "anna");
    now = now.plusSeconds(10);
    talks(two, "ben");
    now = now.plusSeconds(10);
    over(two);
    now = now.plusSeconds(30);
    over(one);
    now = now.plusSeconds(30);
    List<String> order = new ArrayList<>();
    for (int i = 10; i < 13; i++) {
      CallId call = CallId.at(i);
      board.seek(call, stop, Set.of(), now);
      String rung = pass(0).get(0).agents().get(0);
      order.add(rung);
      talks(call, rung);
    }
    assertThat(order).containsExactly("cleo", "ben", "anna");
  }

  @Test
  void round_robin_goes_round_whoever_answers() {
    Stop stop = stop(Strategy.ROUND_ROBIN, 5);
    List<String> order = new ArrayList<>();
    for (int i = 10; i < 17; i++) {
      CallId call = CallId.at(i);
      now = now.plusSeconds(60);
      board.seek(call, stop, Set.of(), now);
      String rung = pass(0).get(0).agents().get(0);
      order.add(rung);
      rings(call, rung);
      over(call);
    }
    assertThat(order).containsExactly("anna", "ben", "cleo", "anna", "ben", "cleo", "anna");
  }

  @Test
  void who_came_first_is_served_first_and_nobody_is_promised_twice() {
    phones.removeAll(Set.of("ben", "cleo"));
    Stop stop = stop(Strategy.LONGEST_IDLE, 5);
    talks(three, "anna");
    assertThat(board.seek(one, stop, Set.of(), now)).isTrue();
    assertThat(board.seek(two, stop, Set.of(), now)).isTrue();
    assertThat(pass(0)).isEmpty();
    assertThat(board.place(two)).hasValue(2);
    over(three);
    assertThat(pass(19)).isEmpty();
    assertThat(pass(1)).containsExactly(new Offer(one, List.of("anna")));
    assertThat(pass(0)).isEmpty();
    rings(one);
    assertThat(pass(0)).containsExactly(new Offer(two, List.of("anna")));
  }

  @Test
  void a_line_has_a_longest_length_and_without_one_nobody_waits() {
    phones.clear();
    Stop stop = stop(Strategy.RING_ALL, 2);
    assertThat(board.seek(one, stop, Set.of(), now)).isTrue();
    assertThat(board.seek(two, stop, Set.of(), now)).isTrue();
    assertThat(board.seek(three, stop, Set.of(), now)).isFalse();
    assertThat(board.seek(one, stop, Set.of("anna"), now)).isTrue();
    over(one);
    assertThat(board.seek(three, stop, Set.of(), now)).isTrue();
    Switchboard other = new Switchboard(roster);
    assertThat(other.seek(one, stop(Strategy.RING_ALL, 0), Set.of(), now)).isFalse();
    phones.addAll(ALL);
    assertThat(other.seek(one, stop(Strategy.RING_ALL, 0), Set.of(), now)).isTrue();
    assertThat(other.seek(two, stop(Strategy.RING_ALL, 0), Set.of(), now)).isFalse();
  }

  @Test
  void whom_a_call_has_tried_it_is_not_offered_again() {
    board.seek(one, stop(Strategy.LONGEST_IDLE, 5), Set.of("anna", "ben"), now);
    assertThat(pass(0)).containsExactly(new Offer(one, List.of("cleo")));
  }

  @Test
  void presence_is_choice_and_calls_together() {
    assertThat(roster.presence("anna", now)).isEqualTo(Presence.AVAILABLE);
    rings(one, "anna");
    assertThat(roster.presence("anna", now)).isEqualTo(Presence.BUSY);
    rings(one);
    assertThat(roster.presence("anna", now)).isEqualTo(Presence.AVAILABLE);
    talks(one, "anna");
    over(one);
    assertThat(roster.presence("anna", now)).isEqualTo(Presence.WRAP_UP);
    assertThat(roster.wrapUpUntil("anna", now)).hasValue(now.plusSeconds(20));
    roster.choose("anna", Choice.AVAILABLE, now);
    assertThat(roster.presence("anna", now)).isEqualTo(Presence.AVAILABLE);
    roster.choose("anna", Choice.BREAK, now);
    talks(two, "anna");
    assertThat(roster.presence("anna", now)).isEqualTo(Presence.BUSY);
    over(two);
    assertThat(roster.presence("anna", now)).isEqualTo(Presence.BREAK);
    phones.remove("anna");
    assertThat(roster.presence("anna", now)).isEqualTo(Presence.OFFLINE);
    phones.add("anna");
    roster.choose("anna", Choice.OFFLINE, now);
    assertThat(roster.presence("anna", now)).isEqualTo(Presence.OFFLINE);
    assertThat(roster.choose("nobody", Choice.BREAK, now)).isFalse();
    assertThat(roster.presence("nobody", now)).isEqualTo(Presence.OFFLINE);
  }

  /** Calls come, ring, talk and go by dice; agents come and go. */
  @ParameterizedTest
  @EnumSource(Strategy.class)
  void whatever_happens_only_the_free_are_rung_once_and_in_order(Strategy strategy) {
    for (int seed = 0; seed < 300; seed++) {
      play(new Random(seed), strategy);
    }
  }

  private void play(Random dice, Strategy strategy) {
    Set<String> here = new HashSet<>(ALL);
    Roster crew = new Roster(ALL, here::contains, Duration.ofSeconds(5), now);
    Switchboard desk = new Switchboard(crew);
    Stop stop = stop(strategy, 4);
    List<CallId> waiting = new ArrayList<>();
    Map<CallId, Set<String>> ringing = new HashMap<>();
    Map<CallId, String> talking = new HashMap<>();
    for (int step = 0; step < 60; step++) {
      now = now.plusSeconds(dice.nextInt(4));
      String agent = ALL.get(dice.nextInt(ALL.size()));
      switch (dice.nextInt(6)) {
        case 0, 1 -> {
          CallId call = CallId.at(10_000L * step);
          boolean room = desk.seek(call, stop, Set.of(), now);
          assertThat(room).isEqualTo(waiting.size() < 4);
          if (room) {
            waiting.add(call);
          }
        }
        case 2 -> {
          if (!here.remove(agent)) {
            here.add(agent);
          }
        }
        case 3 -> crew.choose(agent, Choice.values()[dice.nextInt(3)], now);
        case 4 ->
          ringing.keySet().stream()
              .sorted(java.util.Comparator.comparing(CallId::value))
              .findFirst()
              .ifPresent(call -> {
                String winner = ringing.remove(call).iterator().next();
                waiting.remove(call);
                talking.put(call, winner);
                desk.leave(call);
                crew.saw(call, Map.of(winner, Engaged.TALKING), now);
              });
        default ->
          talking.keySet().stream().findAny().ifPresent(call -> {
            talking.remove(call);
            crew.saw(call, Map.of(), now);
          });
      }
      for (Offer offer : desk.offers(now)) {
        if (strategy == Strategy.RING_ALL) {
          assertThat(offer.call()).isEqualTo(waiting.get(0));
        } else {
          assertThat(waiting.remove(0)).isEqualTo(offer.call());
          assertThat(offer.agents()).hasSize(1);
        }
        for (String rung : offer.agents()) {
          assertThat(here).contains(rung);
          assertThat(crew.presence(rung, now)).isEqualTo(Presence.AVAILABLE);
          assertThat(talking.values()).doesNotContain(rung);
          assertThat(ringing.values()).noneMatch(others -> others.contains(rung));
        }
        Set<String> all = ringing.computeIfAbsent(offer.call(), c -> new HashSet<>());
        all.addAll(offer.agents());
        desk.taken(offer.call());
        Map<String, Engaged> engaged = new HashMap<>();
        all.forEach(rung -> engaged.put(rung, Engaged.RINGING));
        crew.saw(offer.call(), engaged, now);
      }
    }
  }
}

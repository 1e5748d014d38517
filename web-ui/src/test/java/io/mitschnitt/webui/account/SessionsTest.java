package io.mitschnitt.webui.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Identity ANNA = new Identity("anna", Set.of(Role.AGENT), true);

  private final Sessions sessions = new Sessions();

  @Test
  void a_thousand_tokens_are_all_different() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      Session session = sessions.begin(ANNA, NOON);
      tokens.add(session.token());
      tokens.add(session.csrf());
    }
    assertThat(tokens).hasSize(2000);
  }

  @Test
  void what_is_open_in_a_session_ends_with_it() {
    List<String> ended = new ArrayList<>();
    Session session = sessions.begin(ANNA, NOON);
    sessions.whenEnded(session, () -> ended.add("socket"));
    sessions.whenEnded(session, () -> ended.add("closed before")).run();
    sessions.sweep(NOON.plus(Duration.ofMinutes(29)), one -> false, one -> false);
    assertThat(ended).isEmpty();
    sessions.sweep(NOON.plus(Duration.ofMinutes(30)), one -> false, one -> false);
    assertThat(ended).containsExactly("socket");
    sessions.whenEnded(session, () -> ended.add("too late"));
    assertThat(ended).containsExactly("socket", "too late");
  }

  @Test
  void who_talks_is_not_idle_and_yet_not_here_for_ever() {
    Session session = sessions.begin(ANNA, NOON);
    for (int minutes = 20; minutes < 12 * 60; minutes += 20) {
      sessions.sweep(NOON.plus(Duration.ofMinutes(minutes)), one -> true, one -> false);
    }
    assertThat(sessions.find(session.token(), NOON.plus(Duration.ofMinutes(12 * 60 - 1))))
        .isPresent();
    assertThat(sessions.find(session.token(), NOON.plus(Duration.ofHours(12)))).isEmpty();
  }

  @Test
  void who_is_an_agent_no_more_is_logged_out_once_the_call_is_over() {
    List<String> ended = new ArrayList<>();
    Session session = sessions.begin(ANNA, NOON);
    sessions.whenEnded(session, () -> ended.add("socket"));
    sessions.sweep(NOON, one -> true, one -> true);
    assertThat(ended).isEmpty();
    sessions.sweep(NOON, one -> false, one -> true);
    assertThat(ended).containsExactly("socket");
    assertThat(sessions.find(session.token(), NOON)).isEmpty();
  }
}

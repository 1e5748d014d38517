package io.mitschnitt.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {

  @ParameterizedTest
  @CsvSource({
    "+493012345678, en, de",
    "+43123456789, en, de",
    "+41441234567, en, de",
    "+33123456789, fr, fr",
    "+12125550123, '', en",
  })
  void the_language_is_the_customers_where_it_is_known(
      String number, String profileSpeaks, String language) {
    Policy policy = policy(Mode.OPT_OUT, profileSpeaks);
    assertThat(policy.decide(from(Party.of(new PhoneNumber(number)))).language())
        .isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource({
    "NOTICE, notice",
    "OPT_OUT, opt-out",
    "EXPLICIT_CONSENT, explicit",
    "STATUTORY, statutory",
    "ONE_PARTY, ''",
    "FORBIDDEN, ''",
    "OFF, ''",
  })
  void each_mode_has_its_announcement(Mode mode, String prompt) {
    Decision decision = policy(mode, "en").decide(from(Party.of(new PhoneNumber("+493012345678"))));
    assertThat(decision.mode()).isEqualTo(mode);
    assertThat(decision.prompt()).isEqualTo(prompt);
    assertThat(decision.reasons().get(0)).contains("The profile 'service'");
    assertThat(decision.retentionDays()).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void a_caller_without_a_number_is_asked_unless_something_stricter_or_the_law_holds(Mode mode) {
    Decision decision = policy(mode, "en").decide(from(Party.ANONYMOUS));
    boolean looser = mode == Mode.OPT_OUT || mode == Mode.NOTICE || mode == Mode.ONE_PARTY;
    assertThat(decision.mode()).isEqualTo(looser ? Mode.EXPLICIT_CONSENT : mode);
    if (looser) {
      assertThat(decision.prompt()).isEqualTo("explicit");
      assertThat(decision.reasons().get(0)).contains("withheld or unknown");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void an_emergency_call_is_neither_delayed_nor_recorded(Mode mode) {
    Party police = new Party(Optional.empty(), "110", "");
    Decision decision =
        policy(mode, "de").decide(question(Optional.empty(), Direction.OUTBOUND, police, true));
    assertThat(decision.mode()).isEqualTo(Mode.OFF);
    assertThat(decision.prompt()).isEmpty();
  }

  @Test
  void a_name_that_an_agent_dials_is_announced_as_the_profile_says() {
    Party demo = new Party(Optional.empty(), "demo", "");
    var question = question(Optional.of("nowhere"), Direction.OUTBOUND, demo, false);
    assertThat(policy(Mode.OPT_OUT, "en").decide(question).mode()).isEqualTo(Mode.OPT_OUT);
  }

  private static Policy.Question from(Party party) {
    return question(Optional.empty(), Direction.INBOUND, party, false);
  }

  private static Policy.Question question(
      Optional<String> profile, Direction direction, Party party, boolean emergency) {
    return new Policy.Question(
        CallId.at(0),
        Instant.EPOCH,
        profile,
        direction,
        party,
        party.shown(),
        List.of(),
        "carrier",
        emergency);
  }

  private static Policy policy(Mode mode, String language) {
    Profile profile = new Profile(
        "service",
        mode,
        language,
        30,
        '1',
        '9',
        Duration.ofSeconds(3),
        Duration.ofSeconds(30),
        true);
    return new Policy(new GatewayConf.Policy("service", Map.of("service", profile)));
  }
}

package io.mitschnitt.gateway.call;

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
import java.util.Optional;

/** Plans for tests: a caller to anna and ben, or anna who dials. */
final class Plans {

  static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
  static final Party CUSTOMER = Party.of(new PhoneNumber("+493012345678"));

  private Plans() {}

  static Plan inbound(Mode mode) {
    return plan(Direction.INBOUND, mode, true, List.of("anna", "ben"));
  }

  static Plan outbound(Mode mode) {
    return plan(Direction.OUTBOUND, mode, true, List.of("anna"));
  }

  static Plan keeping(Plan plan) {
    return plan(plan.direction(), plan.decision().mode(), false, plan.agents());
  }

  private static Plan plan(Direction direction, Mode mode, boolean erase, List<String> agents) {
    Profile profile = new Profile(
        "service", mode, "de", 30, '1', '9', Duration.ofSeconds(3), Duration.ofSeconds(30), erase);
    return new Plan(
        CallId.at(START.toEpochMilli()),
        direction,
        CUSTOMER,
        CUSTOMER,
        agents,
        "carrier",
        "+4930999",
        profile,
        new Decision(mode, "de", "told", "service", 30, List.of("because")),
        Optional.of(spoken("told")),
        Optional.of(spoken("not-recorded")),
        Optional.of(spoken("sorry")),
        START);
  }

  private static Plan.Spoken spoken(String name) {
    return new Plan.Spoken("de", name, "00", Duration.ofSeconds(2));
  }
}

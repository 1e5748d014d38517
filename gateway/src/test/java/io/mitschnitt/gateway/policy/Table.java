package io.mitschnitt.gateway.policy;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.Law;
import io.mitschnitt.gateway.contract.Law.Confidence;
import io.mitschnitt.gateway.contract.Rule;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows, rules and questions for the tests of the law. */
final class Table {

  static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  static final String BERLIN = "+493012345678";
  static final String PARIS = "+33142685300";
  static final String TOKYO = "+81332580000";
  static final String NEW_YORK = "+12127363100";
  static final String SAN_FRANCISCO = "+14157773000";
  static final String TOLL_FREE = "+18002345678";

  private Table() {}

  static Law.Row row(String code, Mode mode, Confidence confidence) {
    return row(code, mode, confidence, Optional.empty());
  }

  static Law.Row row(String code, Mode mode, Confidence confidence, Optional<LocalDate> reviewBy) {
    return new Law.Row(
        code,
        "Land " + code,
        mode,
        confidence,
        List.of("L1"),
        "",
        Optional.empty(),
        reviewBy,
        code.equals("DE"));
  }

  /** A table with these rows, whose agents sit in {@code home}. */
  static Law law(String home, boolean doubtfulAsks, Law.Row... rows) {
    return new Law(
        "test 1",
        Arrays.stream(rows).collect(Collectors.toMap(Law.Row::code, Function.identity())),
        Map.of("L1", "a source"),
        doubtfulAsks,
        home);
  }

  static Profile profile(String name, Mode mode, boolean followsLaw) {
    return new Profile(
        name,
        mode,
        "en",
        30,
        '1',
        '9',
        Duration.ofSeconds(3),
        Duration.ofSeconds(30),
        true,
        followsLaw);
  }

  static Policy policy(Law law, Mode mode, Rule... rules) {
    Map<String, Profile> profiles = Map.of(
        "service",
        profile("service", mode, true),
        "sample",
        profile("sample", Mode.ONE_PARTY, true));
    return new Policy(new GatewayConf.Policy(
        "service", profiles, List.of(rules), law, ZoneOffset.UTC, "policy 1"));
  }

  static Party party(String number) {
    return PhoneNumber.read(number).map(Party::of).orElse(Party.ANONYMOUS);
  }

  static Policy.Question in(String from, String to, Agent... agents) {
    return question(Direction.INBOUND, from, to, NOON, agents);
  }

  static Policy.Question out(String to, Agent agent) {
    return question(Direction.OUTBOUND, to, to, NOON, agent);
  }

  static Policy.Question question(
      Direction direction, String customer, String dialled, Instant at, Agent... agents) {
    return new Policy.Question(
        CallId.at(at.toEpochMilli()),
        at,
        Optional.empty(),
        direction,
        party(customer),
        dialled,
        List.of(agents),
        "carrier",
        false);
  }

  static Agent agent(String name, String number) {
    return new Agent(
        name, Optional.empty(), Set.of("service"), Optional.of(number).filter(n -> !n.isEmpty()));
  }
}

package io.mitschnitt.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.RoutingConf;
import io.mitschnitt.gateway.contract.RoutingConf.Group;
import io.mitschnitt.gateway.contract.RoutingConf.Hours;
import io.mitschnitt.gateway.contract.RoutingConf.Opening;
import io.mitschnitt.gateway.contract.RoutingConf.Overflow;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.net.InetSocketAddress;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Trunk CARRIER = trunk("carrier");
  private static final Trunk CHEAP = trunk("cheap");
  private static final Routes ROUTES = new Routes(
      List.of(
          inbound("+4930*", "service"),
          inbound("+493055", "sales"),
          outbound("*", "carrier"),
          outbound("+44*", "cheap"),
          outbound("demo", "cheap"),
          outbound("+1*", "gone")),
      List.of(CARRIER, CHEAP),
      List.of(agent("anna", "service"), agent("ben", "service", "sales"), agent("cleo", "sales")));

  @ParameterizedTest(name = "{0} in {1} is {2}")
  @CsvSource({
    "+493012345, DE, +493012345",
    "00493012345, DE, +493012345",
    "030 12345, DE, +493012345",
    "(030) 123-45, DE, +493012345",
    "493012345678, DE, +493012345678",
    "0441234567, CH, +41441234567",
    "00442079460000, DE, +442079460000",
    "+12125550123, DE, +12125550123",
  })
  void numbers_become_E164(String dialled, String region, String e164) {
    assertThat(NumberPlan.read(dialled, region).flatMap(Dialled::number).map(PhoneNumber::e164))
        .hasValue(e164);
  }

  @Test
  void names_stay_addresses() {
    Dialled demo = NumberPlan.read("demo", "DE").orElseThrow();
    assertThat(demo.number()).isEmpty();
    assertThat(demo.shown()).isEqualTo("demo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "x@evil", "1;isub=2", "%00", "<script>", "+49 30 1\r\nX: y"})
  void what_is_neither_a_number_nor_a_name_is_nothing(String dialled) {
    assertThat(NumberPlan.read(dialled, "DE")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "110, DE, true",
    "112, DE, true",
    "112, US, true",
    "911, DE, true",
    "999, GB, true",
    "999, DE, false",
    "117, CH, true",
    "030112, DE, false",
    "115, DE, false"
  })
  void emergency_numbers_are_known_where_they_are_dialled(
      String dialled, String region, boolean emergency) {
    Dialled read = NumberPlan.read(dialled, region).orElseThrow();
    assertThat(read.emergency()).isEqualTo(emergency);
    if (emergency) {
      assertThat(read.shown()).isEqualTo(dialled);
    }
  }

  @Test
  void the_longest_match_wins_inwards() {
    assertThat(((Routing.ToAgents) inwards("+49301")).agents()).isEqualTo(List.of("anna", "ben"));
    assertThat(((Routing.ToAgents) inwards("+493055")).agents()).isEqualTo(List.of("ben", "cleo"));
  }

  @Test
  void the_longest_match_wins_outwards() {
    assertThat(outwards("+442079460000")).isEqualTo(new Routing.ToTrunk(CHEAP, Optional.empty()));
    assertThat(outwards("+493012345")).isEqualTo(new Routing.ToTrunk(CARRIER, Optional.empty()));
    assertThat(outwards("demo")).isEqualTo(new Routing.ToTrunk(CHEAP, Optional.empty()));
  }

  @Test
  void where_nobody_is_free_and_nobody_waits_there_is_480() {
    Dialled service = NumberPlan.read("+49301", "DE").orElseThrow();
    assertThat(ROUTES.inbound(service, Instant.EPOCH, "ben"::equals))
        .isInstanceOf(Routing.ToAgents.class);
    assertThat(ROUTES.inbound(service, Instant.EPOCH, name -> false))
        .isEqualTo(new Routing.Nowhere(480, "No agent is free"));
  }

  @Test
  void a_caller_from_outside_never_reaches_a_trunk() {
    assertThat(inwards("+442079460000")).isEqualTo(new Routing.Nowhere(404, "No such number here"));
    assertThat(inwards("demo")).isEqualTo(new Routing.Nowhere(404, "No such number here"));
  }

  @Test
  void a_route_to_a_trunk_that_is_gone_says_so() {
    assertThat(outwards("+12125550123")).isEqualTo(new Routing.Nowhere(503, "No such trunk"));
  }

  @Test
  void agents_are_called_by_name_and_by_extension_and_an_emergency_number_is_neither() {
    Agent dora =
        new Agent("dora", Optional.empty(), Set.of(), Optional.empty(), Optional.of("112"));
    Agent emil = new Agent("emil", Optional.empty(), Set.of(), Optional.empty(), Optional.of("21"));
    Routes house = new Routes(List.of(), List.of(CARRIER), List.of(dora, emil));
    assertThat(house.outbound(NumberPlan.read("emil", "DE").orElseThrow()))
        .isEqualTo(new Routing.ToColleague("emil"));
    assertThat(house.outbound(NumberPlan.read("21", "DE").orElseThrow()))
        .isEqualTo(new Routing.ToColleague("emil"));
    assertThat(house.outbound(NumberPlan.read("112", "DE").orElseThrow()))
        .isEqualTo(new Routing.ToTrunk(CARRIER, Optional.empty()));
  }

  @Test
  void a_group_overflows_to_others_and_never_in_a_circle() {
    Group service = group("service", new Overflow(of("sales"), none(), none()));
    Group sales = group("sales", new Overflow(of("service"), none(), none()));
    Routing.ToAgents way = (Routing.ToAgents) through(service, sales, NOON);
    assertThat(way.stops()).extracting(Stop::name).containsExactly("service", "sales");
    assertThat(way.agents()).containsExactly("anna", "ben", "cleo");
    assertThat(way.finish()).isEqualTo("sorry");
    Group toAgent = group("service", new Overflow(none(), of("cleo"), none()));
    assertThat(((Routing.ToAgents) through(toAgent, sales, NOON)).stops())
        .extracting(Stop::name)
        .containsExactly("service", "@cleo");
    Group told = group("service", new Overflow(none(), none(), of("later")));
    assertThat(((Routing.ToAgents) through(told, sales, NOON)).finish()).isEqualTo("later");
  }

  @ParameterizedTest(name = "{0}: open {1}")
  @CsvSource({
    "2026-11-25T06:59:59Z, false",
    "2026-11-25T07:00:00Z, true",
    "2026-11-25T10:59:59Z, true",
    "2026-11-25T11:00:00Z, false",
    "2026-11-25T12:00:00Z, true",
    "2026-11-25T22:59:59Z, true",
    "2026-11-25T23:00:00Z, false",
    "2026-07-22T06:00:00Z, true",
    "2026-11-28T09:00:00Z, false",
    "2026-11-26T09:00:00Z, false",
  })
  void a_group_is_closed_out_of_its_hours_and_on_holidays(Instant at, boolean open) {
    Opening hours = new Opening(
        ZoneId.of("Europe/Berlin"),
        Map.of(
            DayOfWeek.WEDNESDAY,
            List.of(
                new Hours(LocalTime.of(8, 0), LocalTime.NOON),
                new Hours(LocalTime.of(13, 0), LocalTime.MIDNIGHT)),
            DayOfWeek.THURSDAY,
            List.of(new Hours(LocalTime.of(8, 0), LocalTime.of(18, 0)))),
        Set.of(LocalDate.parse("2026-11-26")));
    Group service = new Group(
        "service",
        Strategy.RING_ALL,
        Optional.empty(),
        Optional.empty(),
        Optional.of(hours),
        "closed",
        Optional.empty());
    Routing way = through(service, Group.usual("sales"), at);
    assertThat(way instanceof Routing.ToAgents).isEqualTo(open);
    if (!open) {
      assertThat(((Routing.Closed) way).prompt()).isEqualTo("closed");
    }
  }

  @Test
  void a_route_may_lead_to_one_agent() {
    Route route = new Route("+493077", none(), none(), none(), of("cleo"));
    Routes house = new Routes(List.of(route), List.of(), ROUTES.agents());
    Dialled dialled = NumberPlan.read("+493077", "DE").orElseThrow();
    assertThat(((Routing.ToAgents) house.inbound(dialled, NOON, name -> true)).agents())
        .containsExactly("cleo");
  }

  private static Routing through(Group service, Group sales, Instant at) {
    Routes house = new Routes(
        ROUTES.routes(),
        List.of(),
        ROUTES.agents(),
        new RoutingConf(
            "DE",
            Map.of("service", service, "sales", sales),
            Duration.ZERO,
            Optional.empty(),
            RoutingConf.Dialling.in("DE")));
    return house.inbound(NumberPlan.read("+49301", "DE").orElseThrow(), at, name -> true);
  }

  private static Group group(String name, Overflow overflow) {
    return new Group(
        name,
        Strategy.RING_ALL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "closed",
        Optional.of(overflow));
  }

  private static Optional<String> of(String name) {
    return Optional.of(name);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  @Test
  void without_a_route_there_is_404() {
    Routes none = new Routes(List.of(), List.of(), List.of());
    Dialled number = NumberPlan.read("+4930123456", "DE").orElseThrow();
    assertThat(none.outbound(number))
        .isEqualTo(new Routing.Nowhere(404, "No route to this number"));
  }

  private static Routing inwards(String dialled) {
    return ROUTES.inbound(
        NumberPlan.read(dialled, "DE").orElseThrow(), Instant.EPOCH, name -> true);
  }

  private static Routing outwards(String dialled) {
    return ROUTES.outbound(NumberPlan.read(dialled, "DE").orElseThrow());
  }

  private static Route inbound(String match, String group) {
    return new Route(match, Optional.of(group), Optional.empty(), Optional.empty());
  }

  private static Route outbound(String match, String trunk) {
    return new Route(match, Optional.empty(), Optional.of(trunk), Optional.empty());
  }

  private static Trunk trunk(String name) {
    return new Trunk(
        name,
        new InetSocketAddress("127.0.0.1", 5080),
        Transport.UDP,
        List.of("PCMA"),
        "example.org");
  }

  private static Agent agent(String name, String... groups) {
    return new Agent(name, Optional.empty(), Set.of(groups), Optional.empty());
  }
}

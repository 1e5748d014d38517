package io.mitschnitt.webui.conf;

import io.mitschnitt.gateway.contract.RoutingConf;
import io.mitschnitt.gateway.contract.RoutingConf.Dialling;
import io.mitschnitt.gateway.contract.RoutingConf.Group;
import io.mitschnitt.gateway.contract.RoutingConf.Hours;
import io.mitschnitt.gateway.contract.RoutingConf.Limits;
import io.mitschnitt.gateway.contract.RoutingConf.Opening;
import io.mitschnitt.gateway.contract.RoutingConf.Overflow;
import io.mitschnitt.gateway.contract.RoutingConf.Queue;
import io.mitschnitt.gateway.contract.RoutingConf.Strategy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Groups, presence and dialling as typed values. */
final class RoutingPart {

  static final Duration MAX_WAIT = Duration.ofMinutes(5);
  private static final int LONGEST = 20;

  private final Section root;

  RoutingPart(Section root) {
    this.root = root;
  }

  RoutingConf routing() {
    Section policy = root.section("policy");
    String home = policy.text("home", "DE");
    String zone = policy.text("time-zone", PolicyPart.ZONE);
    Map<String, Group> groups = new LinkedHashMap<>();
    root.list("groups")
        .forEach(group -> groups.put(group.text("name", ""), group(group, ZoneId.of(zone))));
    return new RoutingConf(
        home,
        groups,
        root.section("presence").duration("wrap-up", Duration.ZERO),
        root.section("dialling").text("internal-profile"),
        dialling(root.section("dialling"), home));
  }

  private static Group group(Section group, ZoneId zone) {
    boolean queue = group.map().containsKey("queue");
    boolean hours = group.map().containsKey("opening");
    return new Group(
        group.text("name", ""),
        Strategy.valueOf(
            group.text("strategy", "ring-all").toUpperCase(Locale.ROOT).replace('-', '_')),
        Optional.of(group.duration("ring-time", Duration.ZERO)).filter(time -> !time.isZero()),
        queue ? Optional.of(queue(group.section("queue"))) : Optional.empty(),
        hours ? Optional.of(opening(group.section("opening"), zone)) : Optional.empty(),
        group.section("opening").text("prompt", Group.CLOSED),
        group.map().containsKey("overflow")
            ? Optional.of(overflow(group.section("overflow")))
            : Optional.empty());
  }

  private static Queue queue(Section queue) {
    return new Queue(
        queue.whole("longest", LONGEST),
        queue.duration("max-wait", MAX_WAIT),
        queue.text("music", "music"),
        queue.text("prompt", "waiting"),
        queue.text("prompt-every", "").equals("off")
            ? Duration.ZERO
            : queue.duration("prompt-every", Duration.ofSeconds(30)));
  }

  private static Opening opening(Section opening, ZoneId usual) {
    Map<DayOfWeek, List<Hours>> days = new EnumMap<>(DayOfWeek.class);
    for (Section entry : opening.list("hours")) {
      String[] times = entry.text("hours", "00:00-00:00").split("-", 2);
      Hours hours = new Hours(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
      entry
          .texts("days")
          .forEach(day -> days.computeIfAbsent(PolicyPart.weekday(day), d -> new ArrayList<>())
              .add(hours));
    }
    Set<LocalDate> holidays =
        opening.texts("holidays").stream().map(LocalDate::parse).collect(Collectors.toSet());
    return new Opening(opening.text("time-zone").map(ZoneId::of).orElse(usual), days, holidays);
  }

  private static Overflow overflow(Section overflow) {
    return new Overflow(overflow.text("group"), overflow.text("agent"), overflow.text("prompt"));
  }

  private static Dialling dialling(Section dialling, String home) {
    boolean listed = dialling.map().containsKey("countries");
    return new Dialling(
        listed ? Set.copyOf(dialling.texts("countries")) : Set.of(home),
        dialling.texts("allow"),
        dialling.texts("deny"),
        limits(dialling.section("per-agent"), Dialling.AGENT),
        limits(dialling.section("per-trunk"), Dialling.TRUNK));
  }

  private static Limits limits(Section limits, Limits usual) {
    return new Limits(
        limits.whole("calls", usual.calls()),
        limits.whole("per-minute", usual.perMinute()),
        limits.whole("per-hour", usual.perHour()));
  }
}

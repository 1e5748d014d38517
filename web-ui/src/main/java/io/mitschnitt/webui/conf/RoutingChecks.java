package io.mitschnitt.webui.conf;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What no schema can say of groups, short numbers and dialling. Pure. */
final class RoutingChecks {

  /** A call there is for help wherever somebody is, and reaches no agent. */
  private static final Set<String> EMERGENCY = Set.of("000", "110", "112", "911", "999");

  private final Section root;
  private final Map<String, String> problems = new LinkedHashMap<>();

  RoutingChecks(Section root) {
    this.root = root;
  }

  /** All that does not fit together, by path. */
  Map<String, String> problems() {
    root.list("groups").forEach(this::group);
    circles();
    extensions();
    known(
        root.section("dialling"),
        "internal-profile",
        new TreeSet<>(root.section("profiles").names()));
    return problems;
  }

  private void group(Section group) {
    known(group, "name", members());
    Section overflow = group.section("overflow");
    if (group.map().containsKey("overflow") && overflow.map().size() != 1) {
      problems.put(
          overflow.path(),
          "says " + overflow.map().size() + " ways; allowed: one of group, agent and prompt");
    }
    known(overflow, "group", members());
    known(overflow, "agent", agents());
    Section opening = group.section("opening");
    zone(opening);
    List<String> holidays = opening.texts("holidays");
    for (int i = 0; i < holidays.size(); i++) {
      day(opening.at("holidays") + "[" + i + "]", holidays.get(i));
    }
    for (Section entry : opening.list("hours")) {
      String[] times = entry.text("hours", "").split("-", 2);
      boolean backwards =
          times.length == 2 && times[0].compareTo(times[1]) >= 0 && !times[1].equals("00:00");
      if (backwards) {
        problems.put(
            entry.at("hours"),
            "is " + entry.text("hours", "")
                + "; allowed: from an earlier to a later time of the same day, 00:00 as its end");
      }
    }
  }

  private void zone(Section opening) {
    opening.text("time-zone").ifPresent(zone -> {
      try {
        ZoneId.of(zone);
      } catch (DateTimeException e) {
        problems.put(
            opening.at("time-zone"),
            "is \"" + zone + "\"; allowed: a time zone, such as Europe/Berlin");
      }
    });
  }

  private void day(String path, String text) {
    try {
      LocalDate.parse(text);
    } catch (DateTimeException e) {
      problems.put(path, "is \"" + text + "\"; allowed: a day such as 2026-12-25");
    }
  }

  /** A caller must not be sent round and round. */
  private void circles() {
    Map<String, Section> byName = new LinkedHashMap<>();
    root.list("groups").forEach(group -> byName.put(group.text("name", ""), group));
    byName.forEach((name, group) -> {
      Set<String> seen = new HashSet<>(Set.of(name));
      Section at = group;
      while (at != null && at.section("overflow").text("group").isPresent()) {
        String next = at.section("overflow").text("group").get();
        if (next.equals(name)) {
          problems.put(
              group.section("overflow").at("group"),
              "leads back to " + name + "; allowed: a group from which no way leads back");
        }
        at = seen.add(next) ? byName.get(next) : null;
      }
    });
  }

  private void extensions() {
    Set<String> seen = new HashSet<>(agents());
    for (Section agent : root.list("agents")) {
      agent.text("extension").ifPresent(extension -> {
        if (!seen.add(extension)) {
          problems.put(
              agent.at("extension"),
              "is \"" + extension + "\", by which another agent is called; allowed: each once");
        } else if (EMERGENCY.contains(extension)) {
          problems.put(
              agent.at("extension"),
              "is \"" + extension + "\", an emergency number; allowed: another number");
        }
      });
    }
  }

  private void known(Section section, String key, Set<String> names) {
    section
        .text(key)
        .filter(name -> !names.contains(name))
        .ifPresent(name -> problems.put(
            section.at(key),
            "is \"" + name + "\", which is defined nowhere; allowed: "
                + (names.isEmpty()
                    ? "nothing, because none is defined"
                    : String.join(", ", names))));
  }

  private Set<String> agents() {
    Set<String> names = new TreeSet<>();
    root.list("agents").forEach(agent -> agent.text("name").ifPresent(names::add));
    return names;
  }

  private Set<String> members() {
    Set<String> names = new TreeSet<>();
    root.list("agents").forEach(agent -> names.addAll(agent.texts("groups")));
    return names;
  }
}
